import { paragraphText } from '../../../contract/body.ts'
import type { Body, BodyBlock, BodyCell, BodyImage, BodyTable } from '../../../contract/body.ts'

/** What a template sets: data, never markup. */
export type SetBlock =
  | { kind: 'paragraph'; align: string | null; parts: unknown[] }
  | { kind: 'heading'; level: number; parts: unknown[] }
  | { kind: 'table'; columns: number[]; headerRows: number; rows: SetCell[][] }
  | { kind: 'image'; path: string | null; width: number | null; caption: string }
interface SetCell {
  header: boolean
  colspan: number
  rowspan: number
  paragraphs: { align: string | null; parts: unknown[] }[]
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
  return { kind: 'table', columns: columnWeights(grid, width), headerRows: headerRows(table), rows }
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

/** Widths the writer drew, or else by the longest text of a column: a long one gets more, but never all. */
function columnWeights(grid: Placed[], width: number): number[] {
  const weights = Array.from({ length: width }, () => 3)
  const drawn = new Map<number, number>()
  for (const { cell, column, colspan } of grid) {
    cell.attrs?.colwidth?.forEach((value, at) => {
      if (value > 0) drawn.set(column + at, value)
    })
    const longest = Math.max(...cell.content.map((paragraph) => paragraphText(paragraph).length))
    if (colspan === 1) weights[column] = Math.max(weights[column]!, Math.min(longest + 1.2, 14))
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
