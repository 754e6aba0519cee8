import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import type { Body, BodyTable } from '../../../contract/body.ts'
import { familyForTypst } from './fonts.ts'
import type { IssueDocument, ItemDocument } from '../document.ts'
import { prepareBody, titleLines, writtenDate } from '../layout-data.ts'
import { configurePrinting, fontReport, missingGlyphs, stopPrinting, toPdf } from '../printing/printing.ts'
import { readPdf } from '../ofd/read-pdf.ts'
import { qrPng } from '../qr.ts'
import { sampleDocuments } from '../samples.test-help.ts'
import { readPositions } from './read-positions.test-help.ts'

const renderIssuePdf = (document: IssueDocument) => toPdf({ kind: 'issue', ...document })
const renderItemPdf = (document: ItemDocument) => toPdf({ kind: 'item', ...document })

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-pdf-'))
  configurePrinting({ fontDirs: [], dataDir })
})
afterAll(() => {
  stopPrinting()
  rmSync(dataDir, { recursive: true, force: true })
})

const cell = (text: string, attrs = {}, type: 'tableCell' | 'tableHeader' = 'tableCell') => ({
  type,
  attrs,
  content: [{ type: 'paragraph' as const, content: text === '' ? undefined : [{ type: 'text' as const, text }] }],
})
const table: BodyTable = {
  type: 'table',
  content: [
    {
      type: 'tableRow',
      content: [
        cell('县（市、区）', { rowspan: 2 }, 'tableHeader'),
        cell('项目数（个）', { colspan: 2 }, 'tableHeader'),
      ],
    },
    { type: 'tableRow', content: [cell('开工', {}, 'tableHeader'), cell('竣工', {}, 'tableHeader')] },
    { type: 'tableRow', content: [cell('小店区'), cell('12'), cell('8 460')] },
  ],
}
const body: Body = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: '一、总体情况' }] },
    {
      type: 'paragraph',
      content: [{ type: 'text', text: '上半年完成投资8 460万元，“六新”项目开工38个。'.repeat(12) }],
    },
    table,
    ...bodyFromText('#read("/etc/passwd") *粗* $x$').content,
  ],
}
const issue: IssueDocument = {
  publicationName: '太原政务信息',
  issueLabel: '第12期',
  totalLabel: '总第356期',
  issuer: '太原市人民政府办公室',
  issueDate: '2026-11-22',
  notice: '内部资料，注意保存',
  copyNumber: '000012',
  columns: [
    {
      name: '经济运行',
      entries: [
        { title: '小店区坚持项目为王全力推动重点工程建设提速增效', source: ['小店区政府办公室'], body },
        { title: '一句话', source: [], body: bodyFromText('短。') },
      ],
    },
  ],
  sendTo: { report: ['省政府办公厅'], send: ['市委办公室'], issue: ['各县（市、区）人民政府'] },
  copies: 60,
}

describe('the page of GB/T 9704', () => {
  it('holds 22 lines of 28 characters in 156 × 225 mm', async () => {
    const pdf = await renderItemPdf({
      heading: '政务信息',
      title: '版心',
      facts: [],
      body: bodyFromText('国'.repeat(28 * 22 * 3)),
      source: [],
    })
    const lines = new Map<string, number[]>()
    for (const { page, baseline, size, glyphs } of readPositions(pdf))
      if (page === 2 && size === 16)
        lines.set(baseline.toFixed(2), [...(lines.get(baseline.toFixed(2)) ?? []), ...glyphs])
    const baselines = [...lines.keys()].map(Number).sort((a, b) => a - b)
    const characterMm = (16 * 25.4) / 72

    expect([...lines.values()].map((glyphs) => glyphs.length)).toEqual(Array(22).fill(28))
    for (const glyphs of lines.values()) {
      expect(Math.min(...glyphs)).toBeCloseTo(28, 1)
      expect(Math.max(...glyphs) + 156 / 28).toBeCloseTo(28 + 156, 1)
    }
    expect(baselines[0]! - 0.88 * characterMm).toBeCloseTo(37, 1) // the first line begins on the upper edge
    expect(baselines.at(-1)! + 0.12 * characterMm).toBeCloseTo(37 + 225, 1) // the 22nd ends on the lower edge
    for (let line = 1; line < 22; line++)
      expect(baselines[line]! - baselines[line - 1]!).toBeCloseTo((225 - characterMm) / 21, 1)
  })

  it('keeps every line of text on the grid, below a masthead, titles and tables too', async () => {
    const pitch = (225 - (16 * 25.4) / 72) / 21
    const first = 37 + (0.88 * 16 * 25.4) / 72
    const texts = readPositions(await renderIssuePdf(issue)).filter(
      ({ size, baseline }) => size === 16 && baseline > 140,
    )
    expect(texts.length).toBeGreaterThan(10)
    for (const { baseline } of texts)
      expect(((baseline - first) / pitch) % 1).toBeCloseTo(Math.round(((baseline - first) / pitch) % 1), 1)
  })

  it('numbers pages outside: odd right, even left, 7 mm below the text', async () => {
    const numbers = readPositions(
      await renderIssuePdf({
        ...issue,
        columns: [{ name: '', entries: [{ title: '长', source: [], body: bodyFromText('国'.repeat(28 * 22 * 2)) }] }],
      }),
    ).filter(({ size, baseline }) => size === 14 && baseline > 263)
    expect(numbers.map(({ page }) => page)).toEqual([...new Set(numbers.map(({ page }) => page))])
    for (const { page, x, baseline } of numbers) {
      expect(baseline - (0.38 * 14 * 25.4) / 72).toBeCloseTo(37 + 225 + 7, 0)
      if (page % 2 === 1) expect(x).toBeGreaterThan(150)
      else expect(x).toBeCloseTo(28 + (14 * 25.4) / 72, 0)
    }
  })
})

describe('an issue', () => {
  it('is PDF/A and the same for the same input', async () => {
    const [one, other] = [await renderIssuePdf(issue), await renderIssuePdf(issue)]
    expect(one.subarray(0, 5).toString()).toBe('%PDF-')
    expect(one.toString('latin1')).toContain('pdfaid:part')
    expect(one.equals(other)).toBe(true)
    expect((await renderIssuePdf({ ...issue, issueLabel: '第13期' })).equals(one)).toBe(false)
  })
  it('is printed when nothing but the needed is given, and when a title is 1,000 characters long', async () => {
    const bare: IssueDocument = {
      publicationName: '信',
      issueLabel: '第1期',
      issuer: '办',
      issueDate: '2026-01-02',
      columns: [],
      sendTo: { report: [], send: [], issue: [] },
    }
    expect((await renderIssuePdf(bare)).length).toBeGreaterThan(1000)
    expect(
      (
        await renderIssuePdf({
          ...bare,
          columns: [{ name: '栏', entries: [{ title: '题'.repeat(1000), source: [], body: bodyFromText('') }] }],
        })
      ).length,
    ).toBeGreaterThan(1000)
    expect(
      (
        await renderIssuePdf({
          ...bare,
          columns: [{ name: '栏', entries: [{ title: '', source: [], body: bodyFromText('无题') }] }],
        })
      ).length,
    ).toBeGreaterThan(1000)
  })
  it('is printed although a picture is damaged or absent', async () => {
    const fileId = '0198c1de-0000-7000-8000-000000000001'
    const picture: Body = {
      type: 'doc',
      content: [{ type: 'image', attrs: { fileId, caption: '开工现场', width: 60 } }],
    }
    const withPicture = { ...issue, columns: [{ name: '图', entries: [{ title: '现场', source: [], body: picture }] }] }
    const good = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    )
    expect((await renderIssuePdf({ ...withPicture, images: { [fileId]: good } })).toString('latin1')).toContain(
      '/Subtype /Image',
    )
    const bad: Record<string, Uint8Array>[] = [
      {},
      { [fileId]: good.subarray(0, 30) },
      { [fileId]: Buffer.from('not a picture') },
    ]
    for (const images of bad)
      expect((await renderIssuePdf({ ...withPicture, images })).toString('latin1')).not.toContain('/Subtype /Image')
  })
  it('of handwriting stands in the box of a slip; damaged or absent, the slip says where to look instead', async () => {
    const fileId = '0198c1de-0000-7000-8000-000000000002'
    const entry = { text: '', by: '林正平', on: '2026-11-20', pictures: [fileId] }
    const slip = { ...sampleDocuments.slip, body: undefined, boxes: [{ label: '领导批示', entries: [entry] }] }
    const set = async (images?: Record<string, Uint8Array>) => {
      const pdf = await toPdf({ ...slip, images })
      const said = (await readPdf(pdf))
        .flatMap((page) => page.drawings)
        .flatMap((one) => (one.kind === 'text' ? one.characters.map(({ text }) => text) : []))
      return { hasPicture: pdf.toString('latin1').includes('/Subtype /Image'), said: said.join('') }
    }
    const png = qrPng('手写批示')
    expect(await set({ [fileId]: png })).toMatchObject({
      hasPicture: true,
      said: expect.not.stringContaining('未能印出'),
    })
    for (const images of [undefined, { [fileId]: png.subarray(0, 60) }, { [fileId]: Buffer.from('not a picture') }])
      expect(await set(images)).toMatchObject({
        hasPicture: false,
        said: expect.stringContaining('手写件图像未能印出'),
      })
  })
  it('of 200,000 characters is set in time', async () => {
    const started = performance.now()
    await renderIssuePdf({
      ...issue,
      columns: [
        {
          name: '',
          entries: [{ title: '长', source: [], body: bodyFromText(`${'政务信息，'.repeat(40)}\n`.repeat(1000)) }],
        },
      ],
    })
    expect(performance.now() - started).toBeLessThan(9000)
  }, 20_000)
})

it('says which characters no font can draw', async () => {
  expect(await missingGlyphs('岢岚、繁峙、张𬭎、喆\n')).toEqual([])
  expect(await missingGlyphs('\u{10ffff}甲\u{e000}')).toEqual(['\u{10ffff}', '\u{e000}'])
})
it('says which font each role found', async () => {
  const { roles } = await fontReport()
  expect(roles.map(({ role }) => role)).toEqual(['fangsong', 'kaiti', 'heiti', 'xiaobiaosong', 'songti'])
  for (const { family, file } of roles) expect(family && file).not.toBe('')
})
it('starts again after its process was lost, and refuses a crowd', async () => {
  const lost = renderItemPdf({
    heading: '政务信息',
    title: '题',
    facts: [],
    body: bodyFromText('政务信息，'.repeat(40_000)),
    source: [],
  })
  setTimeout(stopPrinting, 100)
  await expect(lost).rejects.toThrow('printing process ended')
  expect(await missingGlyphs('甲')).toEqual([])
  const crowd = await Promise.allSettled(Array.from({ length: 40 }, () => missingGlyphs('甲')))
  expect(crowd.filter(({ status }) => status === 'rejected')).toHaveLength(8)
})

test.each([
  ['2026-11-02', '2026年11月2日'],
  ['2026-01-22', '2026年1月22日'],
])('the day %s is written %s', (day, written) => expect(writtenDate(day)).toBe(written))
test('a title breaks between words, and where its writer broke it', () => {
  const lines = titleLines('关于“停车难”问题\n的情况报告')
  expect(lines.map((line) => line.map(({ text }) => text).join(''))).toEqual(['关于“停车难”问题', '的情况报告'])
  expect(
    lines
      .flat()
      .filter(({ whole }) => whole)
      .map(({ text }) => text),
  ).toEqual(expect.arrayContaining(['问题', '情况', '报告']))
})
test('header rows are repeated only when none of them reaches into the rows below', () => {
  const rowsOf = (one: BodyTable) => prepareBody({ type: 'doc', content: [one] }, () => null)[0]
  expect(rowsOf(table)).toMatchObject({ kind: 'table', headerRows: 2 })
  expect(
    rowsOf({
      type: 'table',
      content: [
        { type: 'tableRow', content: [cell('甲', { rowspan: 2 }, 'tableHeader')] },
        { type: 'tableRow', content: [cell('乙')] },
      ],
    }),
  ).toMatchObject({ headerRows: 0 })
})
test('Typst leaves the weight out of a family', () => {
  expect(['LXGW WenKai Light', 'Noto Serif SC Black', 'FangSong_GB2312', 'FandolFang R'].map(familyForTypst)).toEqual([
    'LXGW WenKai',
    'Noto Serif SC',
    'FangSong_GB2312',
    'FandolFang R',
  ])
})
