import { deflateRawSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import type { BodyTable } from '../../../contract/body.ts'
import { bodyText } from '../rules/body-text.ts'
import { fromHtml } from './from-html.ts'
import { decodeText } from './from-text.ts'
import { importFile } from './import-file.ts'
import { zipOf } from './zip-of.test-help.ts'

const html = (source: string) => fromHtml('页面', source)
const textOf = (source: string) => bodyText(html(source).body)
const bytes = (text: string) => Buffer.from(text, 'utf8')
const word = (body: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
const docx = (documentXml: string, more: Record<string, string> = {}) =>
  zipOf({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': documentXml,
    ...more,
  })

describe('a pasted page', () => {
  test.each([
    ['a script', '<p>正文<script>alert(1)</script></p>', '正文'],
    ['a handler', '<p onclick="steal()">正文<img src=x onerror="steal()"></p>', '正文'],
    ['an address that runs', '<a href="javascript:steal()">正文</a>', '正文'],
    [
      'a comment for old Word',
      '<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--><p class=MsoNormal>正文<o:p></o:p></p>',
      '正文',
    ],
    ['a style sheet', '<style>p.MsoNormal{mso-style-parent:""}</style><p>正文</p>', '正文'],
    [
      'hidden words',
      '<p>正文<span style="display:none">暗语</span><span style="mso-hide:all">暗语</span><span style="font-size:0px">暗语</span></p>',
      '正文',
    ],
    ['deleted words of a traced Word file', '<p>正<del>旧</del><ins>文</ins></p>', '正文'],
    ['a frame', '<p>正文</p><iframe src="http://x"></iframe>', '正文'],
    ['characters of no width', '<p>正\u200b文</p>', '正文'],
  ])('%s is not text', (_reason, source, text) => expect(textOf(source)).toBe(text))

  test.each([
    ['lines of the source are no spaces between Chinese characters', '<p>全省政务\n  信息工作</p>', '全省政务信息工作'],
    ['each line of a broken paragraph is a paragraph', '<p>　　第一段。<br>　　第二段。</p>', '第一段。\n第二段。'],
    ['a list says its numbers', '<ol start="3"><li>甲</li><li>乙</li></ol>', '3.甲\n4.乙'],
    [
      'the number Word puts before a list item stays',
      '<p style="mso-list:l0"><![if !supportLists]><span style="mso-list:Ignore">1.<span>&nbsp;&nbsp; </span></span><![endif]>加强领导。</p>',
      '1. 加强领导。',
    ],
    [
      'the frame of an old web site is no table',
      '<table><tr><td><table><tr><td><p>正文一</p><p>正文二</p></td></tr></table></td></tr></table>',
      '正文一\n正文二',
    ],
  ])('%s', (_reason, source, text) => expect(textOf(source)).toBe(text))

  it('says what was lost', () => {
    expect(
      html(
        '<p>甲<img src="a.png"><a href="http://x">乙</a><span hidden>丙</span></p><ol><li>丁</li></ol><iframe></iframe>',
      ).lost,
    ).toEqual(['embedded', 'hidden_text', 'images', 'links', 'list_numbers'])
  })

  it.each([
    ['a heading by its number', '<p><b>一、总体情况</b></p>', 1],
    ['the number decides the level', '<h1>（一）工作进展</h1>', 2],
    ['a style without a number', '<h3>工作进展</h3>', 3],
    ['the outline level of Word', '<p style="mso-outline-level:2">工作进展</p>', 2],
    ['a numbered sentence is no heading', '<p>一、加强领导。</p>', null],
    ['a long heading style is a paragraph by mistake', `<h2>${'长'.repeat(90)}</h2>`, null],
  ])('%s', (_reason, source, level) => {
    const block = html(source).body.content[0]
    expect(block?.type === 'heading' ? block.attrs.level : null).toBe(level)
  })

  it('keeps emphasis, alignment and 楷体, and nothing else of the look', () => {
    expect(
      html(
        '<p align="right" style="color:red"><span style="font-family:楷体_GB2312;font-size:40pt">甲</span><strong>乙</strong>CO<sub>2</sub></p>',
      ).body.content,
    ).toEqual([
      {
        type: 'paragraph',
        attrs: { textAlign: 'right' },
        content: [
          { type: 'text', text: '甲', marks: [{ type: 'kaiti' }] },
          { type: 'text', text: '乙', marks: [{ type: 'bold' }] },
          { type: 'text', text: 'CO' },
          { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
        ],
      },
    ])
  })

  it('keeps the spans of a table and makes its grid whole', () => {
    const table = html(
      '<table><thead><tr><th rowspan=2>县</th><th colspan=9999>项目</th></tr></thead><tr><td>开工</td><td>完工</td></tr><tr><td>小店区</td></tr></table>',
    ).body.content[0] as BodyTable
    const widths = table.content.map((row) =>
      (row.content ?? []).reduce((sum, cell) => sum + (cell.attrs?.colspan ?? 1), 0),
    )
    expect(table.content[0]?.content?.map((cell) => [cell.type, cell.attrs?.rowspan])).toEqual([
      ['tableHeader', 2],
      ['tableHeader', 1],
    ])
    expect(widths).toEqual([60, 59, 60])
  })

  it('refuses a page of nothing', () =>
    expect(() => html('<p>&nbsp;</p><script>x</script>')).toThrow(
      expect.objectContaining({ code: 'file.unreadable', data: { name: '页面', reason: 'no_text' } }),
    ))
  it('reads 200,000 characters of mso junk, and refuses one more', () => {
    const junk = (text: string) =>
      `<p class=MsoNormal style='mso-char-indent-count:2.0'><span lang=EN-US style='font-family:仿宋_GB2312'>${text}<o:p></o:p></span></p>`
    expect(html(junk('政'.repeat(1000)).repeat(200)).body.content).toHaveLength(200)
    expect(() => html(junk('政'.repeat(1000)).repeat(200) + junk('务'))).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ reason: 'too_long' }) }),
    )
  })
  it('survives a page nested beyond reason', () => {
    expect(html(`<p>正文</p>${'<div>'.repeat(5000)}深处`).lost).toContain('too_deep')
    expect(textOf(`<p>正文</p>${'<table><tr><td>'.repeat(300)}深`)).toContain('正文')
  })
})

test.each([
  ['UTF-8', bytes('政务𬭎'), '政务𬭎'],
  ['UTF-8 with a mark', bytes('\ufeff政务𬭎'), '政务𬭎'],
  ['UTF-16', Buffer.from('\ufeff政务𬭎', 'utf16le'), '政务𬭎'],
  ['GB18030', Buffer.from('d5fecef1e946', 'hex'), '政务镕'],
])('text in %s', (name, encoded, text) => expect(decodeText(name, encoded)).toBe(text))

const compound = (stream: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])
const ofd = (objects: string) =>
  zipOf({
    'OFD.xml': '<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
    'Doc_0/Document.xml':
      '<ofd:Document><ofd:CommonData><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>',
    'Doc_0/P.xml': `<ofd:Page><ofd:Content><ofd:Layer ID="2">${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
  })

describe('a file', () => {
  it('a Word file keeps headings, emphasis and where a sign-off stands', async () => {
    const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
    const { body } = await importFile(
      '稿.docx',
      docx(word(p('一、总体情况') + p('小店区开工12个项目。') + p('小店区政府办公室', '<w:jc w:val="right"/>'))),
    )
    expect(
      body.content.map((block) => [block.type, block.type === 'paragraph' ? block.attrs?.textAlign : undefined]),
    ).toEqual([
      ['heading', undefined],
      ['paragraph', undefined],
      ['paragraph', 'right'],
    ])
  })
  it('says that macros were left behind', async () => {
    expect(
      (await importFile('稿.docm', docx(word('<w:p><w:r><w:t>正文</w:t></w:r></w:p>'), { 'word/vbaProject.bin': 'x' })))
        .lost,
    ).toEqual(['macros'])
  })

  it('keeps the pictures of a Word file, and says when one could not come along', async () => {
    const drawing = (id: string) =>
      `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
    const file = docx(word(`<w:p><w:r><w:t>现场</w:t></w:r></w:p>${drawing('p1')}${drawing('p2')}`), {
      'word/_rels/document.xml.rels':
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/1.png"/><Relationship Id="p2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/2.emf"/></Relationships>',
      'word/media/1.png': 'PNG',
      'word/media/2.emf': 'EMF',
    })
    const { body, lost, pictures = {} } = await importFile('图.docx', file)
    const image = body.content.find((block) => block.type === 'image')
    expect(Buffer.from(pictures[image!.attrs.fileId]!.bytes).toString()).toBe('PNG')
    expect([Object.keys(pictures).length, lost]).toEqual([1, ['images']])
  })
  it('reads RTF: Chinese by its bytes and by its numbers, paragraphs, nothing of the tables behind', async () => {
    const source =
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0 \\'cb\\'ce;}}{\\*\\generator X;}\\f0 \\'d5\\'fe\\'ce\\'f1\\u20449?\\u24687?\\par \\u19968?\\'a1\\'a2\\u24635?\\par a\\{b\\}}"
    const { body, lost } = await importFile('稿.rtf', bytes(source))
    expect(bodyText(body)).toBe('政务信息\n一、总\na{b}')
    expect(lost).toContain('look')
  })
  it('reads OFD: lines into paragraphs, templates too', async () => {
    const text = (y: number, words: string, x = 30) =>
      `<ofd:TextObject ID="${y}" Boundary="${x} ${y} ${words.length * 5} 5" Font="1" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="g ${words.length - 1} 5">${words}</ofd:TextCode></ofd:TextObject>`
    const { body } = await importFile(
      '文.ofd',
      ofd(
        text(40, '国'.repeat(28), 40) +
          text(50, '民'.repeat(30)) +
          text(60, '完。') +
          text(70, '二段&amp;'.slice(0, 2), 40),
      ),
    )
    expect(bodyText(body)).toBe(`${'国'.repeat(28)}${'民'.repeat(30)}完。\n二段`)
  })

  const bomb = () => {
    const inflated = Buffer.alloc(200 * 1024 * 1024, 0x20)
    return zipOf({ '[Content_Types].xml': '<Types/>' }, [
      { name: 'word/document.xml', deflated: deflateRawSync(inflated), size: inflated.length },
    ])
  }
  it.each<[string, () => Buffer, string]>([
    ['a program named .docx', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'unknown_type'],
    ['a zip that swells', bomb, 'suspicious'],
    [
      'a zip that lies about its size',
      () => zipOf({}, [{ name: 'word/document.xml', deflated: deflateRawSync(Buffer.alloc(5_000_000)), size: 10 }]),
      'damaged',
    ],
    ['a zip that is no Word file', () => zipOf({ 'a.txt': '甲' }), 'not_docx'],
    ['a zip that climbs out', () => zipOf({ '../../etc/passwd': 'x' }), 'damaged'],
    ['a Word file cut short', () => docx(word('<w:p/>')).subarray(0, 400), 'damaged'],
    ['broken XML', () => docx('<w:document><w:body>'), 'damaged'],
    [
      'an entity that multiplies',
      () =>
        docx(
          `<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${word('<w:p><w:r><w:t>&b;</w:t></w:r></w:p>')}`,
        ),
      'damaged',
    ],
    ['a container without a document', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_word'],
    ['an old Excel file', () => compound('Workbook'), 'not_a_text_document'],
    ['a Word file with a password', () => compound('EncryptedPackage'), 'encrypted'],
    ['an old .doc cut short', () => compound('WordDocument'), 'old_word'],
    ['a PDF of nothing', () => bytes('%PDF-1.7'), 'damaged'],
    ['an OFD of nothing', () => zipOf({ 'OFD.xml': '<ofd:OFD/>' }), 'damaged'],
    ['an OFD that only draws', () => ofd('<ofd:PathObject ID="3" Boundary="0 0 1 1"/>'), 'scanned'],
    ['bytes of nothing', () => Buffer.from(Array.from({ length: 900 }, (_, at) => (at * 37) % 256)), 'not_text'],
    ['an empty file', () => Buffer.alloc(0), 'empty'],
  ])('%s is refused with a reason', async (_reason, file, reason) => {
    await expect(importFile('来稿.docx', file())).rejects.toMatchObject({
      code: 'file.unreadable',
      data: { name: '来稿.docx', reason },
    })
  })

  it('a file on which the library goes mad does not take us with it', async () => {
    const cells = 2500
    const nested = word('<w:tbl><w:tr><w:tc>'.repeat(cells) + '<w:p/>' + '</w:tc></w:tr></w:tbl>'.repeat(cells))
    await expect(importFile('套娃.docx', docx(nested))).rejects.toMatchObject({ code: 'file.unreadable' })
    await expect(importFile('好.txt', bytes('正文'))).resolves.toMatchObject({ lost: [] })
  }, 30_000)
})
