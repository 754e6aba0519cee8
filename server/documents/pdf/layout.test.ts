import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import { readPdf } from '../ofd/read-pdf.ts'
import type { Page, PathDrawing, TextDrawing } from '../ofd/read-pdf.ts'
import { configurePrinting, stampPdf, stopPrinting, toPdf } from '../printing/printing.ts'
import { sampleDocuments } from '../samples.test-help.ts'

let dataDir: string
const pages: Record<string, Page[]> = {}
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-layout-'))
  configurePrinting({ fontDirs: [], dataDir })
  for (const [kind, document] of Object.entries(sampleDocuments)) pages[kind] = await readPdf(await toPdf(document))
}, 90_000)
afterAll(() => {
  stopPrinting()
  rmSync(dataDir, { recursive: true, force: true })
})

const textOf = (drawing: TextDrawing) => drawing.characters.map(({ text }) => text).join('')
const textsOn = (page: Page) => page.drawings.filter((one): one is TextDrawing => one.kind === 'text')
const find = (page: Page, words: string) => {
  const found = textsOn(page).find((one) => textOf(one).includes(words))
  if (!found) throw new Error(`not on the page: ${words}`)
  return { ...found, x: found.characters[0]!.x, y: found.characters[0]!.y }
}
/** The level rules of a page: where they lie, how thick, what colour. */
const rulesOn = (page: Page) =>
  page.drawings
    .filter((one): one is PathDrawing => one.kind === 'path' && one.stroke !== null && one.segments.length === 2)
    .map(({ segments, stroke, lineWidth }) => {
      const [[x, y], [end, endY]] = segments.map(({ points }) => points) as [number[], number[]]
      return {
        left: Math.min(x!, end!),
        right: Math.max(x!, end!),
        y: y!,
        level: Math.abs(y! - endY!) < 0.01,
        stroke,
        lineWidth,
      }
    })
    .filter(({ level }) => level)
const red = '215 0 15'
const pitch = (225 - (16 * 25.4) / 72) / 21

describe('a red-head document (GB/T 9704 7.2–7.4)', () => {
  it('has 28 × 22 characters in 156 × 225 mm, measured by the positions a viewer uses', async () => {
    const [, page] = await readPdf(
      await toPdf({ ...sampleDocuments.bulletin, tables: [], body: bodyFromText('国'.repeat(28 * 60)) }),
    )
    const characters = textsOn(page!)
      .filter((one) => textOf(one).startsWith('国'))
      .flatMap((one) => one.characters)
    const lines = [...new Set(characters.map(({ y }) => y.toFixed(1)))]
    expect(lines).toHaveLength(22)
    expect(characters).toHaveLength(28 * 22)
    const xs = characters.map(({ x }) => x)
    expect(Math.min(...xs)).toBeCloseTo(28, 1)
    expect(Math.max(...xs) + 156 / 28).toBeCloseTo(28 + 156, 1)
    const ys = characters.map(({ y }) => y)
    const size = (16 * 25.4) / 72
    expect(Math.min(...ys) - 0.88 * size).toBeCloseTo(37, 1)
    expect(Math.max(...ys) + 0.12 * size).toBeCloseTo(37 + 225, 1)
  })

  it('begins top left with 份号, 密级, 紧急程度, one under the other, a line each', () => {
    const marks = ['000012', '工作秘密', '特急'].map((words) => find(pages.bulletin![0]!, words))
    for (const { x } of marks) expect(x).toBeCloseTo(28, 0)
    expect(marks[1]!.y - marks[0]!.y).toBeCloseTo(pitch, 1)
    expect(marks[2]!.y - marks[1]!.y).toBeCloseTo(pitch, 1)
  })

  it('has its name in red, its upper edge 35 mm below that of the text area, in the middle', () => {
    const name = find(pages.bulletin![0]!, '山西省人民政府办公厅文件')
    expect(name.color).toBe(red)
    const height = name.size * 0.88 // the strokes of a Chinese character above the baseline
    expect(Math.abs(name.y - height - (37 + 35))).toBeLessThan(1.2)
    const last = name.characters.at(-1)!
    expect((name.x + last.x + name.size) / 2).toBeCloseTo(28 + 78, 0)
  })

  it('has the red rule 4 mm below the number, as wide as the text area', () => {
    const number = find(pages.bulletin![0]!, '晋政办信〔2026〕5号')
    const rule = rulesOn(pages.bulletin![0]!).find(({ stroke }) => stroke === red)!
    expect(rule.y - (number.y + 0.12 * number.size)).toBeCloseTo(4, 0)
    expect([rule.left, rule.right].map(Math.round)).toEqual([28, 184])
  })

  it('ends with 版记 on the lower edge of the text area: thick rules 0.35 mm, thin between 0.25 mm', () => {
    const rules = rulesOn(pages.bulletin!.at(-1)!).filter(
      ({ stroke, lineWidth }) => stroke === '0 0 0' && lineWidth > 0.2,
    )
    const imprint = rules
      .filter(({ left, right }) => Math.round(left) === 28 && Math.round(right) === 184)
      .toSorted((a, b) => a.y - b.y)
    expect(imprint.map(({ lineWidth }) => Number(lineWidth.toFixed(2)))).toEqual([0.35, 0.25, 0.35])
    expect(imprint.at(-1)!.y).toBeCloseTo(37 + 225, 0)
    expect(find(pages.bulletin!.at(-1)!, '抄送').size).toBeCloseTo((14 * 25.4) / 72, 1)
  })

  it('dates two characters to the right of the name, two characters free at the edge', () => {
    const page = pages.bulletin!.find((one) => textsOn(one).some((text) => textOf(text) === '2026年7月3日'))!
    const [name, date] = [
      find(page, '山西省人民政府办公厅'),
      textsOn(page).find((text) => textOf(text) === '2026年7月3日')!,
    ]
    expect(date.characters[0]!.x - name.x).toBeCloseTo((2 * 156) / 28, -1)
    expect(name.characters.at(-1)!.x + 156 / 28).toBeCloseTo(184 - (2 * 156) / 28, 0)
  })
})

test('a letter: name 30 mm below the edge, red double line below it and 20 mm above the foot, no number on its first page', () => {
  const [first, second] = pages.notice!
  const name = find(first!, '山西省人民政府办公厅')
  expect(Math.abs(name.y - name.size * 0.88 - 30)).toBeLessThan(1.2)
  const rules = rulesOn(first!)
    .filter(({ stroke }) => stroke === red)
    .toSorted((a, b) => a.y - b.y)
  expect(rules.map(({ left, right }) => Math.round(right - left))).toEqual([170, 170, 170, 170])
  expect(297 - rules.at(-1)!.y).toBeCloseTo(20, 0)
  const numbered = (page: Page) => textsOn(page).some((text) => textOf(text).startsWith('—'))
  expect([numbered(first!), numbered(second!)]).toEqual([false, true])
})

test.each(Object.keys(sampleDocuments))(
  '%s: nothing stands outside the paper, and pages are numbered outside',
  (kind) => {
    for (const [at, page] of pages[kind]!.entries()) {
      for (const text of textsOn(page))
        for (const { x, y } of text.characters) {
          expect(x).toBeGreaterThan(20)
          expect(x).toBeLessThan(190)
          expect(y).toBeGreaterThan(20)
          expect(y).toBeLessThan(280)
        }
      const number = textsOn(page).find((text) => textOf(text).startsWith('—'))
      if (number) expect(number.characters[0]!.x > 105).toBe(at % 2 === 0)
    }
  },
)

test('a watermark stands on every page at 30°, drawn and not written, and moves nothing', async () => {
  const pdf = await toPdf(sampleDocuments.bulletin)
  const stamped = await readPdf(await stampPdf(pdf, '小店区政府办公室　王某　2026-03-02 09:00'))
  expect(stamped).toHaveLength(pages.bulletin!.length)
  for (const [at, page] of stamped.entries()) {
    expect(textsOn(page).map(textOf)).toEqual(textsOn(pages.bulletin![at]!).map(textOf))
    const marks = page.drawings.filter(
      (one): one is PathDrawing => one.kind === 'path' && Math.abs(one.alpha - 0.16) < 0.01,
    )
    expect(marks.length).toBeGreaterThan(50)
  }
})
