import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import type { Body } from '../../../contract/body.ts'
import { bodyText } from '../rules/body-text.ts'
import { importFile } from '../import/import-file.ts'
import { balancedLines, signatureIndents } from '../layout-data.ts'
import { qrPng } from '../qr.ts'
import { sampleDocuments } from '../samples.test-help.ts'
import { pictureSize } from './picture-size.ts'
import { writeDocx } from './to-docx.ts'

const partsOf = async (document: Parameters<typeof writeDocx>[0]) => {
  const files = unzipSync(await writeDocx(document))
  const read = (path: string) => strFromU8(files[path] ?? new Uint8Array())
  return { files: Object.keys(files), body: read('word/document.xml'), styles: read('word/styles.xml'), read }
}

describe('the numbers of GB/T 9704 in a Word file', () => {
  it('are those of 22 lines of 28 characters', async () => {
    const { body, styles } = await partsOf(sampleDocuments.bulletin)
    expect(body).toContain('<w:pgSz w:w="11906" w:h="16838"')
    // 37, 28, 26 and 35 mm in twentieths of a point
    expect(body).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/u)
    expect(body).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"/u)
    const defaults = /<w:docDefaults>.*?<\/w:docDefaults>/su.exec(styles)?.[0] ?? ''
    expect(defaults).toContain('<w:sz w:val="32"/>')
    expect(defaults).toContain('<w:spacing w:val="-5"/>') // 16 pt − 0.25 pt: 28 × 15.75 pt = 441 pt of 442.2
    expect(defaults).toContain('w:line="579" w:lineRule="exact"') // 22 × 28.95 pt = 636.9 pt of 637.8
    expect(defaults).toContain('w:eastAsia="仿宋_GB2312"')
    expect(defaults).toContain('<w:autoSpaceDE w:val="0"/>')
    expect(styles).toMatch(/w:styleId="ZxBody".*?w:firstLineChars="200"/su)
  })

  it('put page numbers outside: right on odd pages, left on even ones, none on the first of a letter', async () => {
    const { files, read, body } = await partsOf(sampleDocuments.bulletin)
    const footers = files.filter((name) => /word\/footer\d\.xml/u.test(name)).map(read)
    expect(footers.map((footer) => /<w:jc w:val="(\w+)"/u.exec(footer)?.[1]).toSorted()).toEqual(['left', 'right'])
    for (const footer of footers) expect(footer).toContain('PAGE')
    expect(read('word/settings.xml')).toContain('evenAndOddHeaders')
    expect(body.includes('<w:titlePg w:val="false"/>')).toBe(true)
    expect((await partsOf(sampleDocuments.notice)).body.includes('<w:titlePg/>')).toBe(true)
  })

  it('put 份号, 密级 and 紧急程度 top left in this order, and 版记 between a thick and a thick rule at the foot', async () => {
    const { body } = await partsOf(sampleDocuments.bulletin)
    const first = ['000012', '工作秘密', '特急', '山西省人民政府办公厅文件', '晋政办信〔2026〕5号'].map((text) =>
      body.indexOf(text),
    )
    expect(first).toEqual(first.toSorted((a, b) => a - b))
    expect(first.every((at) => at > 0)).toBe(true)
    expect(/<w:tblpPr[^>]*>/u.exec(body)?.[0]).toMatch(/w:tblpYSpec="bottom".*w:vertAnchor="margin"/u)
    expect(body).toContain('抄送：省委办公厅，省政协办公厅。')
    expect(body).toContain('2026年7月3日印发')
  })
})

test.each(Object.entries(sampleDocuments))(
  '%s is a Word file that reads back with all its text',
  async (_kind, document) => {
    const docx = await writeDocx(document)
    const { body } = await importFile('稿.docx', docx)
    const read = bodyText(body).replace(/\s/gu, '')
    for (const words of ['六新', '8460万元', ...('title' in document ? ['采用情况'] : [])])
      expect(read).toContain(words)
    if (document.kind !== 'slip')
      expect(body.content.some((block) => block.type === 'heading' && block.attrs.level === 1)).toBe(true)
  },
)

it('keeps spans and header rows of a table, and a picture at its width', async () => {
  const picture: Body = {
    type: 'doc',
    content: [{ type: 'image', attrs: { fileId: '0198c1de-0000-7000-8000-000000000001', caption: '现场', width: 50 } }],
  }
  const png = qrPng('甲')
  const { files, body } = await partsOf({
    ...sampleDocuments.item,
    body: picture,
    images: { '0198c1de-0000-7000-8000-000000000001': png },
  })
  expect(files.some((name) => /word\/media\/.*\.png/u.test(name))).toBe(true)
  const width = Number(/<wp:extent cx="(\d+)"/u.exec(body)?.[1]) / 36_000
  expect(width).toBeCloseTo(78, 0)

  const table = (await partsOf(sampleDocuments.bulletin)).body
  expect(table.match(/<w:tblHeader\/>/gu)).toHaveLength(3) // two rows in the text, one behind it
  expect(table).toContain('<w:gridSpan w:val="2"/>')
  expect(table).toContain('<w:vMerge w:val="restart"/>')
})

it('leaves out a picture no word processor can show, and says where it was', async () => {
  const body: Body = {
    type: 'doc',
    content: [{ type: 'image', attrs: { fileId: '0198c1de-0000-7000-8000-000000000001', caption: '现场' } }],
  }
  const images = { '0198c1de-0000-7000-8000-000000000001': Buffer.from('RIFF0000WEBPVP8 ') }
  expect((await partsOf({ ...sampleDocuments.item, body, images })).body).toContain('（图片）')
})

it('puts a picture of handwriting into the box of a slip, no larger than the box', async () => {
  const fileId = '0198c1de-0000-7000-8000-000000000002'
  const boxes = [{ label: '领导批示', entries: [{ text: '', by: '林正平', pictures: [fileId] }] }]
  const slip = { ...sampleDocuments.slip, boxes }
  const shown = await partsOf({ ...slip, images: { [fileId]: qrPng('手写批示') } })
  expect(shown.files.some((name) => /word\/media\/.*\.png/u.test(name))).toBe(true)
  expect(Number(/<wp:extent cx="(\d+)"/u.exec(shown.body)?.[1]) / 36_000).toBeLessThanOrEqual(125)
  for (const images of [undefined, { [fileId]: Buffer.from('not a picture') }])
    expect((await partsOf({ ...slip, images })).body).toContain('手写件图像未能印出')
})

test.each([
  ['a PNG', qrPng('甲'), 'png'],
  ['a GIF', Buffer.from('GIF89a\x05\x00\x07\x00\x00\x00', 'latin1'), 'gif'],
  ['a JPEG', Buffer.from('ffd8ffe000020000ffc0000b080007000503000000000000', 'hex'), null],
  ['words', Buffer.from('not a picture'), null],
])('%s is known by its first bytes', (_reason, bytes, type) => expect(pictureSize(bytes)?.type ?? null).toBe(type))

test.each([
  ['短标题', ['短标题']],
  ['关于2026年上半年全省政务信息工作情况和采用情况的通报', 2],
  ['第一行\n第二行', ['第一行', '第二行']],
])('the title %s is balanced', (title, lines) => {
  const made = balancedLines(title, 20)
  expect(typeof lines === 'number' ? made.length : made).toEqual(lines)
  expect(made.join('')).toBe(title.replace(/\n/gu, ''))
  const lengths = made.map((line) => [...line].length)
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(6)
})

test('the date begins two characters to the right of the name; the longer one stands at the edge', () => {
  expect(signatureIndents(['山西省人民政府办公厅'], '2026年7月3日')).toEqual([
    { text: '山西省人民政府办公厅', right: 2 },
    { text: '2026年7月3日', right: 4 },
  ])
  expect(signatureIndents(['信息处'], '2026年11月23日')).toEqual([
    { text: '信息处', right: 8 },
    { text: '2026年11月23日', right: 2 },
  ])
})

test('text that is no text comes out as spaces, and never as markup', async () => {
  const { body } = await partsOf({ ...sampleDocuments.item, body: bodyFromText('<w:p> & "甲" \u0007 ]]>') })
  expect(body).toContain('&lt;w:p&gt; &amp;')
})
