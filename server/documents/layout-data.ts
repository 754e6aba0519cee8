import { paragraphText } from '../../contract/body.ts'
import type { Body, BodyBlock, BodyCell, BodyImage, BodyInline, BodyTable } from '../../contract/body.ts'
import type { DocumentTable, IssueDocument, Markings, OfficialDocument } from './document.ts'

/** What a template sets: data, never markup. */
export type SetBlock =
  | { kind: 'paragraph'; align: string | null; parts: readonly BodyInline[] }
  | { kind: 'heading'; level: number; parts: readonly BodyInline[] }
  | { kind: 'table'; columns: number[]; headerRows: number; dense: boolean; rows: SetCell[][] }
  | { kind: 'image'; path: string | null; width: number | null; caption: string }
interface SetCell {
  header: boolean
  colspan: number
  rowspan: number
  paragraphs: { align: string | null; parts: readonly BodyInline[] }[]
}

/** A body as the template wants it: columns weighed, header rows counted, pictures named where they lie. */
export const prepareBody = (body: Body, imagePath: (image: BodyImage) => string | null): SetBlock[] =>
  body.content.map((block) => prepareBlock(block, imagePath))

function prepareBlock(block: BodyBlock, imagePath: (image: BodyImage) => string | null): SetBlock {
  switch (block.type) {
    case 'paragraph':
      return { kind: 'paragraph', align: block.attrs?.textAlign ?? null, parts: block.content ?? [] }
    case 'heading':
      return { kind: 'heading', level: block.attrs.level, parts: block.content ?? [] }
    case 'image':
      return { kind: 'image', path: imagePath(block), width: block.attrs.width ?? null, caption: block.attrs.caption }
    case 'table':
      return prepareTable(block)
  }
}

function prepareTable(table: BodyTable): SetBlock {
  const grid = placeCells(table)
  const width = Math.max(1, ...grid.map(({ column, colspan }) => column + colspan))
  const rows = table.content.map((_row, at) => grid.filter(({ row }) => row === at).map(setCell))
  const dense = width > 12
  const head = headerRows(table)
  return { kind: 'table', columns: columnWeights(grid, width, dense ? head : 0), headerRows: head, dense, rows }
}

interface Placed {
  cell: BodyCell
  row: number
  column: number
  colspan: number
  rowspan: number
}

/** Where each cell stands when those that reach down from above are counted; spans that would overlap are cut. */
function placeCells(table: BodyTable): Placed[] {
  const taken: Set<number>[] = table.content.map(() => new Set())
  return table.content.flatMap((row, at) =>
    (row.content ?? []).map((cell): Placed => {
      let column = 0
      while (taken[at]!.has(column)) column++
      const rowspan = Math.min(cell.attrs?.rowspan ?? 1, table.content.length - at)
      let colspan = 1
      while (colspan < (cell.attrs?.colspan ?? 1) && colspan < 60 && !taken[at]!.has(column + colspan)) colspan++
      for (let y = at; y < at + rowspan; y++) for (let x = column; x < column + colspan; x++) taken[y]!.add(x)
      return { cell, row: at, column, colspan, rowspan }
    }),
  )
}

function setCell({ cell, colspan, rowspan }: Placed): SetCell {
  const paragraphs = cell.content.map((paragraph) => ({
    align: paragraph.attrs?.textAlign ?? cell.attrs?.align ?? (paragraphText(paragraph).length > 12 ? 'left' : null),
    parts: paragraph.content ?? [],
  }))
  return { header: cell.type === 'tableHeader', colspan, rowspan, paragraphs }
}

/**
 * Widths the writer drew, or else by the longest text of a column: a long one gets more, but never all. `apart`: header rows that do
 * not count; in a table of many columns (twelve months, twice) they stand upright, so that the names of units have room.
 */
function columnWeights(grid: Placed[], width: number, apart: number): number[] {
  const weights = Array.from<number>({ length: width }).fill(apart > 0 ? 2 : 3)
  const drawn = new Map<number, number>()
  for (const { cell, row, column, colspan } of grid) {
    cell.attrs?.colwidth?.forEach((value, at) => {
      if (value > 0) drawn.set(column + at, value)
    })
    const longest = Math.max(...cell.content.map((paragraph) => paragraphText(paragraph).length))
    if (colspan === 1 && row >= apart) weights[column] = Math.max(weights[column]!, Math.min(longest + 1.2, 14))
  }
  return drawn.size === width ? weights.map((_weight, at) => drawn.get(at)!) : weights
}

/** Rows of header cells at the top are repeated on each page, if none of them reaches into the rows below. */
function headerRows(table: BodyTable): number {
  const first = table.content.findIndex(
    (row) => (row.content ?? []).length === 0 || (row.content ?? []).some((cell) => cell.type !== 'tableHeader'),
  )
  const count = first === -1 ? 0 : first
  const reaches = table.content
    .slice(0, count)
    .some((row, at) => (row.content ?? []).some((cell) => at + (cell.attrs?.rowspan ?? 1) > count))
  return reaches ? 0 : count
}

const words = new Intl.Segmenter('zh', { granularity: 'word' })
export interface TitleWord {
  text: string
  whole: boolean
}

/** A title as lines of words: it breaks between words only, and where its writer broke it. */
export function titleLines(title: string): TitleWord[][] {
  const lines = title.split(/\r?\n/u).filter((line) => line.trim() !== '')
  return lines.map((line) =>
    [...words.segment(line.trim())].map(({ segment, isWordLike }) => ({
      text: segment,
      whole: isWordLike === true && segment.length > 1 && segment.length <= 12,
    })),
  )
}

/** '2026-03-02' → '2026年3月2日': Arabic digits, no leading zero (GB/T 9704). */
export const writtenDate = (day: string): string => day.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/u, '$1年$2月$3日')

/** How a file calls itself. */
export const titleOf = (document: OfficialDocument): string =>
  document.kind === 'issue' ? `${document.publicationName}${document.issueLabel}` : document.title.replace(/\s+/gu, '')

export const authorOf = (document: OfficialDocument): string =>
  document.kind === 'issue' ? document.issuer : 'mark' in document ? document.mark.replace(/文件$/u, '') : ''

/** What stands top left: 份号, 密级, 紧急程度, in this order (GB/T 9704 7.2), then the notice of a publication. */
export const markingLines = (markings: Markings & { notice?: string }): string[] =>
  [markings.copyNumber, markings.classification, markings.urgency, markings.notice].filter(
    (line): line is string => line !== undefined && line !== '',
  )

/** 本期要目, when the publication wants it: the titles in their order. */
export const contentsOf = (document: IssueDocument): string[] =>
  document.contents
    ? document.columns.flatMap((column) => column.entries.map((entry) => entry.title.replace(/\s+/gu, '')))
    : []

/** What stands where a picture of handwriting cannot be printed: its bytes are missing, damaged or of a kind no printer knows. */
export const unprintablePicture = '（手写件图像未能印出，以附件为准）'

/** 附件说明: '附件：…', or '附件：1.…' when there are several (GB/T 9704 7.3.4: no full stop behind the names). */
export const attachmentLines = (names: readonly string[] = []): string[] =>
  names.map((name, at) => `${at === 0 ? '附件：' : '　　　'}${names.length > 1 ? `${at + 1}.` : ''}${name}`)

/** A table of figures as the blocks of a body, so that every layout draws one kind of table. */
export function tableBlock({ columns, rows }: DocumentTable): BodyTable {
  const paragraph = (text: string) =>
    text === ''
      ? { type: 'paragraph' as const }
      : { type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }
  return {
    type: 'table',
    content: [
      { type: 'tableRow', content: columns.map(({ label }) => ({ type: 'tableHeader', content: [paragraph(label)] })) },
      ...rows.map((row) => ({
        type: 'tableRow' as const,
        content: columns.map(({ align, weight }, at) => ({
          type: 'tableCell' as const,
          attrs: { align: align ?? null, colwidth: weight === undefined ? null : [weight] },
          content: [paragraph(String(row[at] ?? ''))],
        })),
      })),
    ],
  }
}

/**
 * A title in as few lines as it needs, of nearly equal length and never parted inside a word, for a program that cannot
 * balance lines itself. A line break of the writer stays.
 */
export function balancedLines(title: string, most: number): string[] {
  return titleLines(title).flatMap((line) => {
    const parts = line.flatMap(({ text, whole }) => (whole ? [text] : [...text]))
    const length = parts.reduce((sum, part) => sum + [...part].length, 0)
    const lines = Math.ceil(length / most)
    const result: string[] = []
    let current = ''
    for (const part of parts) {
      const left = lines - result.length
      const full = [...current].length + [...part].length / 2 > restOf(parts, result) / left
      if (current !== '' && left > 1 && full && !/^[、，。：；！？）》”]/u.test(part)) {
        result.push(current)
        current = ''
      }
      current += part
    }
    return [...result, current]
  })
}

const restOf = (parts: string[], used: string[]): number => [...parts.join('')].length - [...used.join('')].length

/**
 * 署名 and 成文日期 of a document without seal (GB/T 9704 7.3.5.2): two characters free at the right, the date begins two
 * characters to the right of the name; the longer of the two stands at the edge. In characters from the right edge.
 */
export function signatureIndents(names: readonly string[], date: string): { text: string; right: number }[] {
  const width = (text: string) => [...text].reduce((sum, one) => sum + (/[\d\s.()-]/u.test(one) ? 0.5 : 1), 0)
  const longest = Math.max(0, ...names.map(width))
  const beyond = longest === 0 ? 0 : width(date) + 2 - longest // how far the date would reach past the name
  return [
    ...names.map((text) => ({ text, right: 2 + Math.max(0, beyond) + (longest - width(text)) / 2 })),
    { text: date, right: 2 + Math.max(0, -beyond) },
  ]
}
