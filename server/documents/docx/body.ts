import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Body, BodyInline } from '../../../contract/body.ts'
import type { Pictures } from '../document.ts'
import { prepareBody } from '../layout-data.ts'
import type { SetBlock } from '../layout-data.ts'
import { areaWidth, font } from './styles.ts'
import { pictureSize } from './picture-size.ts'
import type { Picture } from './picture-size.ts'

export type Block = Paragraph | Table
type Align = string | null | undefined

const alignments: Record<string, (typeof AlignmentType)[keyof typeof AlignmentType]> = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
}
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
export const gridBorders = { top: thin, bottom: thin, left: thin, right: thin }

/** A structured body as Word sees it. Characters outside the marks we know never reach the file. */
export const bodyBlocks = (body: Body, pictures: Pictures = {}): Block[] =>
  prepareBody(body, ({ attrs }) => attrs.fileId).flatMap((block) => oneBlock(block, pictures))

function oneBlock(block: SetBlock, pictures: Pictures): Block[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ style: `ZxHeading${block.level}`, children: runs(block.parts) })]
    case 'paragraph': {
      const style = block.align === 'center' ? 'ZxCentre' : block.align === 'right' ? 'ZxRight' : 'ZxBody'
      return [new Paragraph({ style, children: runs(block.parts) })]
    }
    case 'table':
      return [tableOf(block)]
    case 'image':
      return pictureOf(block, pictures)
  }
}

/** The runs of a line. Bold is 黑体, as offices set it; a digit group such as "8 460" must not part. */
function runs(parts: readonly BodyInline[], options: { heiti?: boolean } = {}): TextRun[] {
  return parts.map((part) => {
    if (part.type === 'hardBreak') return new TextRun({ break: 1 })
    const has = (type: string) => (part.marks ?? []).some((mark) => mark.type === type)
    return new TextRun({
      text: part.text.replace(/(?<=\d) (?=\d{3}(?!\d))/gu, '\u00a0'),
      ...(has('bold') || options.heiti ? { font: font('heiti') } : has('kaiti') ? { font: font('kaiti') } : {}),
      ...(has('underline') && { underline: { type: UnderlineType.SINGLE } }),
      ...(has('superscript') && { superScript: true }),
      ...(has('subscript') && { subScript: true }),
      ...(has('highlight') && { highlight: 'yellow' }),
    })
  })
}

function tableOf({ columns, headerRows, dense, rows }: Extract<SetBlock, { kind: 'table' }>): Table {
  const all = columns.reduce((sum, weight) => sum + weight, 0)
  const columnWidths = columns.map((weight) => Math.floor((areaWidth * weight) / all))
  return new Table({
    width: { size: areaWidth, type: WidthType.DXA },
    columnWidths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: dense ? { left: 30, right: 30 } : { left: 80, right: 80 },
    rows: rows.map(
      (cells, at) =>
        new TableRow({
          cantSplit: true,
          ...(at < headerRows && { tableHeader: true }), // `false` is written too, and then every row is read as a header
          children: cells.map(
            (cell) =>
              new TableCell({
                columnSpan: cell.colspan,
                rowSpan: cell.rowspan,
                verticalAlign: VerticalAlign.CENTER,
                borders: gridBorders,
                children: cell.paragraphs.map(({ align, parts }) =>
                  cellLine(parts, { align: align ?? 'center', heiti: cell.header, dense }),
                ),
              }),
          ),
        }),
    ),
  })
}

const cellLine = (
  parts: readonly BodyInline[],
  { align, heiti = false, dense }: { align: Align; heiti?: boolean; dense: boolean },
): Paragraph =>
  new Paragraph({
    style: dense ? 'ZxDenseCell' : 'ZxCell',
    alignment: alignments[align ?? 'left'],
    children: runs(parts, { heiti }),
  })

function pictureOf(block: Extract<SetBlock, { kind: 'image' }>, pictures: Pictures): Block[] {
  const data = pictures[block.path ?? '']
  const picture = data && pictureSize(data)
  const caption = block.caption === '' ? [] : [centred(block.caption)]
  if (!picture) return [centred('（图片）'), ...caption]
  const image = imageRun(data, picture, { widthMm: 156, heightMm: 190, percent: block.width })
  return [new Paragraph({ style: 'ZxPicture', keepNext: caption.length > 0, children: [image] }), ...caption]
}

/** A picture as large as it is, or as wide as the writer wanted it, but never larger than the room. */
export function imageRun(
  data: Uint8Array,
  picture: Picture,
  { widthMm, heightMm, percent = null }: { widthMm: number; heightMm: number; percent?: number | null },
): ImageRun {
  const room = { width: (widthMm / 25.4) * 96, height: (heightMm / 25.4) * 96 }
  const wanted = percent === null ? picture.width : (room.width * percent) / 100
  const scale = Math.min(wanted / picture.width, room.width / picture.width, room.height / picture.height)
  const transformation = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) }
  return new ImageRun({ type: picture.type, data: Buffer.from(data), transformation })
}

const centred = (text: string): Paragraph =>
  new Paragraph({
    style: 'ZxCell',
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text, font: font('kaiti') })],
  })
