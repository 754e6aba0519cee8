import { paragraphText, paragraphsOf } from '../../../contract/body.ts'
import type { Body, BodyBlock, BodyTable } from '../../../contract/body.ts'

export interface AnnexTable {
  caption: string
  columns: { label: string; group?: string }[]
  rows: string[][]
}

/** 附件: the tables of a bulletin apart from its text, as they stand after it was edited by hand. */
export function annexOf(body: Body): { text: Body; tables: AnnexTable[] } {
  const text: BodyBlock[] = []
  const tables: AnnexTable[] = []
  for (const block of body.content) {
    if (block.type !== 'table') text.push(block)
    else tables.push({ caption: captionBefore(text), ...cellsOf(block) })
  }
  while (text.length > 1 && isEmpty(text.at(-1)!)) text.pop()
  return { text: { type: 'doc', content: text.length > 0 ? text : [{ type: 'paragraph' }] }, tables }
}

const lineOf = (block: BodyBlock) => paragraphsOf(block).map(paragraphText).join('')
const isEmpty = (block: BodyBlock) => block.type === 'paragraph' && lineOf(block).trim() === ''

/** The centred line above a table is its caption, and goes with it. */
function captionBefore(text: BodyBlock[]): string {
  const above = text.at(-1)
  if (above?.type !== 'paragraph' || above.attrs?.textAlign !== 'center') return ''
  text.pop()
  while (text.length > 0 && isEmpty(text.at(-1)!)) text.pop()
  return lineOf(above)
}

/** The cells laid out on a grid: what spans several stands in the first of them; two rows of heads become group and label. */
function cellsOf(table: BodyTable): Pick<AnnexTable, 'columns' | 'rows'> {
  const grid: { text: string; isHead: boolean; isFirst: boolean }[][] = table.content.map(() => [])
  table.content.forEach((row, at) => {
    for (const cell of row.content ?? []) {
      let column = 0
      while (grid[at]![column]) column++
      const line = cell.content.map(paragraphText).join('')
      for (let y = at; y < Math.min(at + (cell.attrs?.rowspan ?? 1), grid.length); y++)
        for (let x = column; x < column + (cell.attrs?.colspan ?? 1); x++)
          grid[y]![x] = { text: line, isHead: cell.type === 'tableHeader', isFirst: y === at && x === column }
    }
  })
  const heads = grid.filter((row) => row.length > 0 && row.every((cell) => cell?.isHead))
  const rest = grid.slice(heads.length)
  const width = Math.max(1, ...grid.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, at) => {
    const labels = heads.map((row) => row[at]?.text ?? '')
    const [first, last] = [labels[0] ?? '', labels.at(-1) ?? '']
    return labels.length > 1 && first !== last ? { label: last, group: first } : { label: last }
  })
  const rows = rest.map((row) => Array.from({ length: width }, (_, at) => (row[at]?.isFirst ? row[at].text : '')))
  return { columns, rows }
}
