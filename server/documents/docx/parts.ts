import {
  AlignmentType,
  BorderStyle,
  Footer,
  HeightRule,
  ImageRun,
  LineRuleType,
  PageNumber,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Verification } from '../document.ts'
import { balancedLines } from '../layout-data.ts'
import { qrPng } from '../qr.ts'
import { gridBorders } from './body.ts'
import type { Block } from './body.ts'
import { areaWidth, character, font, line, mm, red } from './styles.ts'
import type { FaceRole } from './styles.ts'

/** A line by its style. */
export const paragraph = (style: string, text: string, face?: FaceRole): Paragraph =>
  new Paragraph({ style, children: [new TextRun({ text, ...(face && { font: font(face) }) })] })

export const blankLine = (): Paragraph => new Paragraph({ style: 'ZxPlain' })

/** 标题: 二号小标宋, balanced, between words. */
export const title = (text: string): Paragraph =>
  new Paragraph({
    style: 'ZxTitle',
    children: balancedLines(text, 20).map((words, at) => new TextRun({ text: words, ...(at > 0 && { break: 1 }) })),
  })

/** 份号、密级、紧急程度: top left, one under the other, in 黑体; the number of the copy in 仿宋. */
export const markings = (lines: string[]): Paragraph[] =>
  lines.map((text) => paragraph('ZxPlain', text, /^\d+$/u.test(text) ? 'fangsong' : 'heiti'))

/** Words at the left and right end of a line, each one character in. */
export const leftAndRight = (
  left: TextRun[],
  right: TextRun[],
  options: { rule?: boolean; style?: string } = {},
): Paragraph =>
  new Paragraph({
    style: options.style ?? 'ZxPlain',
    indent: { left: character, right: character },
    tabStops: [{ type: TabStopType.RIGHT, position: areaWidth - character }],
    children: [...left, ...(right.length > 0 ? [new TextRun({ children: [new Tab()] }), ...right] : [])],
  })

/** The red rule, as wide as the text area, 4 mm below what stands above it (GB/T 9704 7.2.7). */
export const redRule = (above = mm(4)): Paragraph =>
  new Paragraph({
    spacing: { before: above, after: 0, line: 20, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 12, color: red, space: 0 } },
  })

/** The name in red 小标宋, as large as it fits on one line. `above` places its upper edge. */
export const redName = (name: string, options: { above: number; largest: number }): Paragraph => {
  const points = Math.min(options.largest, Math.floor(442 / ([...name].length * 1.1)))
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: options.above, after: 0, line: Math.round(points * 1.25 * 20), lineRule: LineRuleType.EXACT },
    children: [
      new TextRun({
        text: name,
        size: points * 2,
        color: red,
        font: font('xiaobiaosong'),
        characterSpacing: Math.round(points * 0.08 * 20),
      }),
    ],
  })
}

/** 页码: 四号半角宋体 between 一字线, odd pages right, even pages left, one character in (GB/T 9704 7.5). */
export const pageNumbers = (): { default: Footer; even: Footer } => ({
  default: pageNumber(AlignmentType.RIGHT, { right: 280 }),
  even: pageNumber(AlignmentType.LEFT, { left: 280 }),
})

const pageNumber = (
  alignment: (typeof AlignmentType)['LEFT' | 'RIGHT'],
  indent: { left?: number; right?: number },
): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'ZxPageNumber',
        alignment,
        indent,
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

const rule = (thick: boolean) => ({ style: BorderStyle.SINGLE, size: thick ? 8 : 6, color: '000000' }) // 0.35 and 0.25 mm
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

/** 版记: rows between rules, the outer ones thick, on the lower edge of the text area (GB/T 9704 7.4). */
export function imprint(rows: Paragraph[][], verification?: Verification): Block[] {
  const cells = rows.map(
    (children, at) =>
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            children,
            width: { size: areaWidth, type: WidthType.DXA },
            borders: { left: none, right: none, top: rule(at === 0), bottom: rule(at === rows.length - 1) },
          }),
        ],
      }),
  )
  const check = verification
    ? [
        new TableRow({
          cantSplit: true,
          children: [
            new TableCell({
              children: [verificationLine(verification)],
              borders: { left: none, right: none, top: none, bottom: rule(rows.length > 0) },
            }),
          ],
        }),
      ]
    : []
  if (check.length + cells.length === 0) return []
  return [
    hairLine(), // two tables side by side would become one
    new Table({
      width: { size: areaWidth, type: WidthType.DXA },
      columnWidths: [areaWidth],
      layout: TableLayoutType.FIXED,
      margins: { left: 0, right: 0 },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      rows: [...check, ...cells],
    }),
    hairLine(), // a table may not be the last thing of a file
  ]
}

const hairLine = () => new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT } })

/** 校验码 with its QR code. */
export const verificationLine = ({ code, url }: Verification): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 60, after: 60 },
    children: [
      new TextRun({ text: `校验码：${code}　`, size: 21, characterSpacing: 0 }),
      new ImageRun({ type: 'png', data: qrPng(url), transformation: { width: 60, height: 60 } }),
    ],
  })

/** 版记 lines: '抄送：甲，乙。' with the names hanging behind the label. */
export const imprintLine = (label: string, names: string[]): Paragraph =>
  new Paragraph({
    style: 'ZxImprint',
    indent: { left: 280 * 4, right: 280, hanging: 280 * 3 },
    children: [new TextRun({ text: `${label}：${names.join('，')}。` })],
  })

/** Rows of label and value, two to a line. */
export function facts(rows: { label: string; value: string }[]): Block[] {
  if (rows.length === 0) return []
  const widths = [0.16, 0.34, 0.16, 0.34].map((share) => Math.floor(areaWidth * share))
  const cell = (text: string, at: number, heiti: boolean, columnSpan = 1) =>
    new TableCell({
      columnSpan,
      verticalAlign: VerticalAlign.CENTER,
      borders: gridBorders,
      width: { size: widths.slice(at, at + columnSpan).reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      children: [paragraph('ZxCell', text, heiti ? 'heiti' : undefined)],
    })
  const pairs = Array.from({ length: Math.ceil(rows.length / 2) }, (_, at) => rows.slice(at * 2, at * 2 + 2))
  return [
    new Table({
      width: { size: areaWidth, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      margins: { left: 80, right: 80 },
      rows: pairs.map(
        (pair) =>
          new TableRow({
            cantSplit: true,
            children: pair.flatMap(({ label, value }, at) => [
              cell(label, at * 2, true),
              cell(value, at * 2 + 1, false, pair.length === 1 ? 3 : 1),
            ]),
          }),
      ),
    }),
  ]
}

/** A box to write in: its label, what stands in it, room for the rest. */
export const box = (label: string, inside: Paragraph[], heightMm: number): TableRow =>
  new TableRow({
    height: { value: mm(heightMm), rule: HeightRule.ATLEAST },
    children: [
      new TableCell({
        width: { size: Math.floor(areaWidth * 0.16), type: WidthType.DXA },
        verticalAlign: VerticalAlign.CENTER,
        borders: gridBorders,
        children: [
          new Paragraph({
            style: 'ZxCell',
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: label, font: font('heiti'), size: 28 })],
          }),
        ],
      }),
      new TableCell({
        width: { size: Math.floor(areaWidth * 0.84), type: WidthType.DXA },
        borders: gridBorders,
        children: inside.length > 0 ? inside : [new Paragraph({ style: 'ZxCell' })],
      }),
    ],
  })

export const lineHeight = line
