import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Table, TableLayoutType, TextRun, WidthType } from 'docx'
import type {
  OfficialDocument,
  BulletinDocument,
  IssueDocument,
  ItemDocument,
  NoticeDocument,
  SlipDocument,
} from '../document.ts'
import {
  attachmentLines,
  contentsOf,
  markingLines,
  signatureIndents,
  tableBlock,
  unprintablePicture,
  writtenDate,
} from '../layout-data.ts'
import { bodyBlocks, imageRun } from './body.ts'
import type { Block } from './body.ts'
import * as parts from './parts.ts'
import { pictureSize } from './picture-size.ts'
import { areaWidth, character, font, mm, red } from './styles.ts'

/** The paragraphs and tables of a document, from its first line to its 版记. */
export function layoutOf(document: OfficialDocument): Block[] {
  switch (document.kind) {
    case 'issue':
      return issue(document)
    case 'item':
      return item(document)
    case 'slip':
      return slip(document)
    case 'bulletin':
      return bulletin(document)
    case 'notice':
      return notice(document)
  }
}

const text = (words: string) => new TextRun({ text: words })
const heiti = (words: string) => new TextRun({ text: words, font: font('heiti') })
const kaiti = (words: string) => new TextRun({ text: words, font: font('kaiti') })
const centred = (children: TextRun[]) => new Paragraph({ style: 'ZxCentre', children })
const { paragraph, blankLine } = parts

/** 刊头 is practice, not standard: name, number, issuer and date, red rule. */
function issue(document: IssueDocument): Block[] {
  const { columns, sendTo, images } = document
  const date = writtenDate(document.issueDate)
  const number = [
    ...(document.supplement ? [text(`（${document.supplement}）`)] : []),
    heiti(document.issueLabel),
    ...(document.totalLabel ? [text(`（${document.totalLabel}）`)] : []),
  ]
  const lists = Object.entries({ 报: sendTo.report, 送: sendTo.send, 发: sendTo.issue }).filter(
    ([, names]) => names.length > 0,
  )
  return [
    ...parts.markings(markingLines(document)),
    parts.redName(document.publicationName, { above: mm(8), largest: 60 }),
    centred(number),
    blankLine(),
    parts.leftAndRight([text(document.issuer)], [text(date)]),
    parts.redRule(),
    blankLine(),
    ...contents(document),
    ...columns.flatMap((column, at) => [
      ...(at > 0 ? [blankLine()] : []),
      ...(column.name === '' ? [] : [centred([heiti(`【${column.name}】`)])]),
      ...column.entries.flatMap((entry, place) => [
        ...(place > 0 ? [blankLine()] : []),
        parts.title(entry.title),
        blankLine(),
        ...bodyBlocks(entry.body, images),
        ...(entry.source.length > 0
          ? [
              new Paragraph({
                style: 'ZxPlain',
                alignment: AlignmentType.RIGHT,
                children: [kaiti(`（${entry.source.join('、')}）`)],
              }),
            ]
          : []),
      ]),
    ]),
    ...parts.imprint(
      [
        ...(lists.length > 0 ? [lists.map(([label, names]) => parts.imprintLine(label, names))] : []),
        [
          parts.leftAndRight([text(document.issuer)], [text(`${date}印发`)], { style: 'ZxImprint' }),
          ...(document.copies
            ? [parts.leftAndRight([], [text(`（共印${document.copies}份）`)], { style: 'ZxImprint' })]
            : []),
        ],
      ],
      document.verification,
    ),
  ]
}

/** 本期要目, one title to a line. */
function contents(document: IssueDocument): Block[] {
  const titles = contentsOf(document)
  if (titles.length === 0) return []
  return [
    centred([heiti('本期要目')]),
    ...titles.map((title) => new Paragraph({ style: 'ZxPlain', children: [text('◆'), kaiti(title)] })),
    blankLine(),
  ]
}

function item(document: ItemDocument): Block[] {
  return [
    ...parts.markings(markingLines(document)),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 120, after: 120, line: 680, lineRule: LineRuleType.EXACT },
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: red, space: 4 } },
      children: [
        new TextRun({ text: document.heading, size: 52, color: red, font: font('xiaobiaosong'), characterSpacing: 80 }),
      ],
    }),
    ...parts.facts(document.facts),
    blankLine(),
    parts.title(document.title),
    blankLine(),
    ...bodyBlocks(document.body, document.images),
    blankLine(),
    ...document.source.map((name) => paragraph('ZxRight', name)),
    ...(document.date ? [paragraph('ZxRight', writtenDate(document.date))] : []),
    ...(document.verification ? [parts.verificationLine(document.verification)] : []),
  ]
}

function slip(document: SlipDocument): Block[] {
  const words = (line: string) =>
    new Paragraph({ style: 'ZxCell', children: [new TextRun({ text: line, size: 28, font: font('kaiti') })] })
  const handwriting = (fileId: string) => {
    const data = document.images?.[fileId]
    const picture = data && pictureSize(data)
    if (!picture) return words(unprintablePicture)
    return new Paragraph({ style: 'ZxPicture', children: [imageRun(data, picture, { widthMm: 125, heightMm: 75 })] })
  }
  const written = (entry: SlipDocument['boxes'][number]['entries'][number]) => [
    ...(entry.pictures ?? []).map(handwriting),
    ...(entry.text === '' ? [] : [words(entry.text)]),
    ...(entry.by || entry.on
      ? [
          new Paragraph({
            style: 'ZxCell',
            alignment: AlignmentType.RIGHT,
            children: [text([entry.by, entry.on && writtenDate(entry.on)].filter(Boolean).join('　'))],
          }),
        ]
      : []),
  ]
  return [
    ...parts.markings(markingLines(document)),
    parts.redName(document.heading, { above: mm(4), largest: 32 }),
    parts.leftAndRight([], document.number ? [text(document.number)] : []),
    parts.redRule(mm(1)),
    blankLine(),
    ...parts.facts([...document.facts, ...(document.facts.length % 2 === 1 ? [{ label: '', value: '' }] : [])]),
    new Table({
      width: { size: areaWidth, type: WidthType.DXA },
      columnWidths: [Math.floor(areaWidth * 0.16), Math.floor(areaWidth * 0.84)],
      layout: TableLayoutType.FIXED,
      margins: { left: 80, right: 80 },
      rows: [
        parts.box(
          '标　题',
          [new Paragraph({ style: 'ZxCell', children: [new TextRun({ text: document.title, size: 28 })] })],
          12,
        ),
        ...document.boxes.map(({ label, entries, heightMm }) =>
          parts.box(label, entries.flatMap(written), heightMm ?? 30),
        ),
      ],
    }),
    ...(document.footnote ? [paragraph('ZxCell', document.footnote)] : []),
    ...(document.body ? [blankLine(), ...bodyBlocks(document.body, document.images)] : []),
    ...(document.verification ? [parts.verificationLine(document.verification)] : []),
  ]
}

/** From the title to 附注: the same in a red-head document and in a letter. */
function textOf(document: BulletinDocument | NoticeDocument): Block[] {
  const attachments = attachmentLines(document.attachments)
  return [
    parts.title(document.title),
    blankLine(),
    ...(document.addressees.length > 0 ? [paragraph('ZxPlain', `${document.addressees.join('、')}：`)] : []),
    ...bodyBlocks(document.body, document.images),
    ...(attachments.length > 0 ? [blankLine(), ...attachments.map((line) => paragraph('ZxBody', line))] : []),
    blankLine(),
    blankLine(),
    ...signatureIndents(document.signedBy, writtenDate(document.date)).map(
      (line) =>
        new Paragraph({
          style: 'ZxRight',
          keepLines: true,
          indent: { right: Math.round(line.right * character) },
          children: [text(line.text)],
        }),
    ),
    ...(document.remark ? [paragraph('ZxBody', `（${document.remark}）`)] : []),
    ...(document.tables ?? []).flatMap((table) => [
      new Paragraph({
        style: 'ZxPlain',
        pageBreakBefore: true,
        children: [heiti(table.mark ?? '附件')],
      }),
      parts.title(table.caption),
      new Paragraph({
        style: 'ZxCell',
        alignment: AlignmentType.RIGHT,
        keepNext: true,
        children: [text(table.unit ?? '')],
      }),
      ...bodyBlocks({ type: 'doc', content: [tableBlock(table)] }),
    ]),
  ]
}

const copies = (names: string[] | undefined) => (names && names.length > 0 ? [[parts.imprintLine('抄送', names)]] : [])

function bulletin(document: BulletinDocument): Block[] {
  const marks = markingLines(document)
  const printed = writtenDate(document.printedOn ?? document.date)
  const number = document.number ? [text(document.number)] : []
  return [
    ...parts.markings(marks),
    // The upper edge of the name 35 mm below that of the text area (GB/T 9704 7.2.4).
    parts.redName(document.mark, { above: Math.max(mm(35) - marks.length * parts.lineHeight, mm(4)), largest: 60 }),
    blankLine(),
    blankLine(),
    document.signer ? parts.leftAndRight(number, [text('签发人：'), kaiti(document.signer)]) : centred(number),
    parts.redRule(),
    blankLine(),
    blankLine(),
    ...textOf(document),
    ...parts.imprint(
      [
        ...copies(document.copyTo),
        [
          parts.leftAndRight(
            [text(document.printedBy ?? document.mark.replace(/文件$/u, ''))],
            [text(`${printed}印发`)],
            { style: 'ZxImprint' },
          ),
        ],
      ],
      document.verification,
    ),
  ]
}

/** 信函格式 (GB/T 9704 10.1): the name 30 mm below the edge of the paper, a red double line 4 mm below it and 20 mm above the lower edge. */
function notice(document: NoticeDocument): Block[] {
  const double = (style: 'top' | 'bottom') =>
    new Paragraph({
      indent: { left: -mm(7), right: -mm(7) },
      spacing: { before: mm(4), after: 0, line: 60, lineRule: LineRuleType.EXACT },
      border: {
        [style]: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: red, space: 0 },
      },
    })
  return [
    parts.redName(document.mark, { above: 0, largest: 40 }),
    double('top'),
    new Paragraph({
      style: 'ZxPlain',
      alignment: AlignmentType.RIGHT,
      indent: { right: character },
      children: [text(document.number ?? '')],
    }),
    ...parts.markings(markingLines(document)),
    blankLine(),
    ...textOf(document),
    ...parts.imprint(copies(document.copyTo), document.verification),
  ]
}
