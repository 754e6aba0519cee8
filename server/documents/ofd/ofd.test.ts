import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { openSync } from 'fontkit'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import type { Body } from '../../../contract/body.ts'
import type { OfficialDocument } from '../document.ts'
import { readPositions } from '../pdf/read-positions.test-help.ts'
import { configurePrinting, stopPrinting, toOfd, toPdf } from '../printing/printing.ts'
import { qrPng } from '../qr.ts'
import { sampleDocuments } from '../samples.test-help.ts'
import { multiply, placed } from './matrix.ts'

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-ofd-'))
  configurePrinting({ fontDirs: [], dataDir })
})
afterAll(() => {
  stopPrinting()
  rmSync(dataDir, { recursive: true, force: true })
})

const fileId = '0198c1de-0000-7000-8000-000000000001'
const picture: Body = { type: 'doc', content: [{ type: 'image', attrs: { fileId, caption: '开工现场', width: 50 } }] }
const withPicture: OfficialDocument = { ...sampleDocuments.item, body: picture, images: { [fileId]: qrPng('甲') } }

async function openOfd(document: OfficialDocument) {
  const files = unzipSync(await toOfd(document))
  const read = (path: string) => strFromU8(files[path] ?? new Uint8Array())
  const pages = Object.keys(files)
    .filter((name) => name.endsWith('/Content.xml'))
    .toSorted((a, b) => Number(/\d+(?=\/Content)/u.exec(a)?.[0]) - Number(/\d+(?=\/Content)/u.exec(b)?.[0]))
  return { files, read, pages: pages.map(read) }
}

/** Where each character of a page stands: x on the baseline y, in millimetres, as a reader of OFD would work it out. */
function charactersOf(page: string): { text: string; x: number; y: number }[] {
  const pattern =
    /<ofd:TextObject ID="\d+" Boundary="([^"]+)"[^>]*>.*?<ofd:TextCode X="([^"]+)" Y="([^"]+)"(?: DeltaX="([^"]+)")?>([^<]*)</gu
  return [...page.matchAll(pattern)].flatMap(([, boundary, x, y, delta, text]) => {
    const [left, top] = boundary!.split(' ').map(Number)
    const steps = (delta ?? '').replace(/g (\d+) (\S+)/gu, (_all, count: string, step: string) =>
      Array(Number(count)).fill(step).join(' '),
    )
    let at = left! + Number(x)
    const plain = text!.replace(/&(amp|lt|gt|quot);/gu, '?')
    return [...plain].map((one, index) => {
      if (index > 0) at += Number(steps.split(' ')[index - 1])
      return { text: one, x: at, y: top! + Number(y) }
    })
  })
}

describe('an OFD file', () => {
  it('has the parts of GB/T 33190, the greatest id first, and every id once', async () => {
    const { files, read, pages } = await openOfd(withPicture)
    expect(read('OFD.xml')).toMatch(/<ofd:DocID>[0-9a-f]{32}<\/ofd:DocID>.*<ofd:DocRoot>Doc_0\/Document.xml</u)
    const document = read('Doc_0/Document.xml')
    expect(document).toMatch(/<ofd:CommonData><ofd:MaxUnitID>\d+<\/ofd:MaxUnitID><ofd:PageArea>/u)
    const all = [document, read('Doc_0/PublicRes.xml'), read('Doc_0/DocumentRes.xml'), ...pages].join('')
    const ids = [...all.matchAll(/ ID="(\d+)"/gu)].map((match) => Number(match[1]))
    expect(new Set(ids).size).toBe(ids.length)
    expect(Number(/MaxUnitID>(\d+)/u.exec(document)?.[1])).toBe(Math.max(...ids))
    for (const [, path] of document.matchAll(/BaseLoc="([^"]+)"/gu)) expect(files[`Doc_0/${path}`]).toBeDefined()
    for (const [, name] of all.matchAll(/<ofd:(?:FontFile|MediaFile)>([^<]+)</gu))
      expect(files[`Doc_0/Res/${name}`]).toBeDefined()
    for (const [, id] of pages.join('').matchAll(/(?:Font|ResourceID)="(\d+)"/gu)) expect(ids).toContain(Number(id))
    expect(pages[0]).toContain('<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>')
  })

  it('embeds TrueType fonts that can draw what they must, and stays small', async () => {
    const { files, pages, read } = await openOfd(sampleDocuments.issue)
    const fonts = [...read('Doc_0/PublicRes.xml').matchAll(/ID="(\d+)"[^>]*><ofd:FontFile>([^<]+)/gu)]
    expect(fonts.length).toBeGreaterThan(2)
    for (const [, id, name] of fonts) {
      const path = join(dataDir, name!)
      writeFileSync(path, files[`Doc_0/Res/${name}`]!)
      const font = openSync(path)
      if ('fonts' in font) throw new Error('a collection')
      const texts = [...pages.join('').matchAll(new RegExp(`Font="${id}".*?<ofd:TextCode[^>]*>([^<]*)<`, 'gu'))].map(
        (match) => match[1]!,
      )
      for (const character of new Set(texts.join('').replace(/&\w+;/gu, '')))
        expect(font.hasGlyphForCodePoint(character.codePointAt(0)!), character).toBe(true)
    }
    expect((await toOfd(sampleDocuments.issue)).length).toBeLessThan(400_000)
  })

  it('draws the QR code as filled areas and a picture at its place', async () => {
    const issue = await openOfd(sampleDocuments.issue)
    const filled = issue.pages.at(-1)!.match(/Stroke="false" Fill="true"/gu) ?? []
    expect(filled.length).toBeGreaterThan(0)
    const { pages, files } = await openOfd(withPicture)
    const [, x, , width] = /<ofd:ImageObject ID="\d+" Boundary="(\S+) (\S+) (\S+) \S+"/u.exec(pages.join('')) ?? []
    expect(Number(width)).toBeCloseTo(78, 0) // half of 156 mm
    expect(Number(x) + Number(width) / 2).toBeCloseTo(28 + 78, 0)
    expect(Buffer.from(files['Doc_0/Res/image_1.png']!).subarray(1, 4).toString()).toBe('PNG')
  })
})

const near = (x: number, y: number) => (one: { x: number; y: number }) =>
  Math.abs(one.x - x) < 0.1 && Math.abs(one.y - y) < 0.1

test.each(Object.entries(sampleDocuments))(
  '%s: the lines stand where they stand in the PDF, with all their text',
  async (_kind, document) => {
    const pdf = await toPdf(document)
    const made = (await openOfd(document)).pages.map(charactersOf)
    // Read by other means than the writer's: the content streams themselves, and the text as a viewer copies it.
    const runs = readPositions(pdf)
    expect(runs.length).toBeGreaterThan(20)
    // A line may begin with three blanks (附件说明), which are not drawn.
    const stands = ({ page, baseline, glyphs }: (typeof runs)[number]) =>
      [glyphs[0]!, glyphs[3] ?? glyphs[0]!].some((x) => made[page - 1]!.some(near(x, baseline)))
    expect(runs.filter((run) => !stands(run))).toEqual([])
    const { text } = await extractText(new Uint8Array(pdf))
    const characters = (words: string) => [...words.replace(/\s/gu, '')].toSorted().join('')
    for (const [at, page] of made.entries())
      expect(characters(page.map((one) => one.text).join(''))).toBe(characters(text[at]!))
  },
)

it('each of 28 characters on each of 22 lines stands within 0.1 mm of where the PDF has it', async () => {
  const document: OfficialDocument = {
    ...sampleDocuments.item,
    body: bodyFromText('国'.repeat(28 * 22 * 3)),
  }
  const [pdf, { pages }] = [await toPdf(document), await openOfd(document)]
  const expected = readPositions(pdf).filter(({ page, size }) => page === 2 && size === 16)
  const places = expected.flatMap(({ baseline, glyphs }) => glyphs.map((x) => ({ x, y: baseline })))
  const made = charactersOf(pages[1]!)
  expect(places).toHaveLength(28 * 22)
  expect(places.filter(({ x, y }) => !made.some(near(x, y)))).toEqual([])
})

test('a matrix is the outer of the inner', () => {
  expect(placed(multiply([1, 0, 0, -1, 0, 100], [2, 0, 0, 2, 10, 10]), 5, 5)).toEqual([20, 80])
})
