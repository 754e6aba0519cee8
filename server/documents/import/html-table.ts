import { bodyLimits } from '../../../contract/body.ts'
import type { BodyCell, BodyParagraph, BodyTable } from '../../../contract/body.ts'
import { attribute, isElement } from './html-style.ts'
import type { Element, Node } from './html-style.ts'

/** A table with its spans, made rectangular: an editor and a layout both need a whole grid. Null when it is only a frame. */
export function tableOf(table: Element, readText: (cell: Element) => BodyParagraph[]): BodyTable | null {
  const rows = rowsOf(table)
  const cells = rows.map((row) =>
    row.childNodes.filter(
      (node): node is Element => isElement(node) && (node.tagName === 'td' || node.tagName === 'th'),
    ),
  )
  if ((cells.every((row) => row.length <= 1) && rows.length <= 1) || holdsThePage(cells.flat())) return null

  const grid = cells.map((row) => row.map((cell) => readCell(cell, readText(cell))))
  return grid.some((row) => row.length > 0) ? { type: 'table', content: squared(grid) } : null
}

function rowsOf(table: Element): Element[] {
  return table.childNodes
    .filter(isElement)
    .flatMap((node) =>
      node.tagName === 'tr' ? [node] : ['tbody', 'thead', 'tfoot'].includes(node.tagName) ? rowsOf(node) : [],
    )
}

/** One cell with paragraphs upon paragraphs is the page itself, in the frame of an old web site. */
function holdsThePage(cells: Element[]): boolean {
  const sizes = cells.map(sizeOf)
  const all = sizes.reduce((sum, { characters }) => sum + characters, 0)
  return sizes.some(({ characters, lines }) => lines >= 6 && characters >= 300 && characters > all * 0.6)
}

function sizeOf(cell: Element): { characters: number; lines: number } {
  let [characters, lines] = [0, 0]
  const waiting: Node[] = [...cell.childNodes]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isElement(node)) {
      if (['p', 'div', 'br'].includes(node.tagName)) lines++
      for (const child of node.childNodes) waiting.push(child)
    } else if ('value' in node) characters += node.value.trim().length
  }
  return { characters, lines }
}

function readCell(cell: Element, content: BodyParagraph[]): BodyCell {
  const span = (name: string, most: number) =>
    Math.min(Math.max(Math.trunc(Number(attribute(cell, name) ?? 1)) || 1, 1), most)
  return {
    type: cell.tagName === 'th' ? 'tableHeader' : 'tableCell',
    attrs: { colspan: span('colspan', bodyLimits.tableColumns), rowspan: span('rowspan', 1000) },
    content: content.length > 0 ? content : [{ type: 'paragraph' }],
  }
}

/** Cuts spans that reach outside or over each other, and fills rows that are too short. */
function squared(rows: BodyCell[][]): BodyTable['content'] {
  const taken: Set<number>[] = rows.map(() => new Set())
  const placed = rows.map((row, at) =>
    row.filter((cell) => {
      let column = 0
      while (taken[at]!.has(column)) column++
      if (column >= bodyLimits.tableColumns) return false
      const rowspan = Math.min(cell.attrs?.rowspan ?? 1, rows.length - at)
      let colspan = 1
      while (
        colspan < (cell.attrs?.colspan ?? 1) &&
        column + colspan < bodyLimits.tableColumns &&
        !taken[at]!.has(column + colspan)
      )
        colspan++
      cell.attrs = { colspan, rowspan }
      for (let y = at; y < at + rowspan; y++) for (let x = column; x < column + colspan; x++) taken[y]!.add(x)
      return true
    }),
  )
  const width = Math.max(...taken.map((columns) => Math.max(-1, ...columns) + 1))
  return placed.map((row, at) => {
    const missing = width - taken[at]!.size
    const filler: BodyCell[] = Array.from({ length: Math.max(missing, 0) }, () => ({
      type: 'tableCell',
      attrs: { colspan: 1, rowspan: 1 },
      content: [{ type: 'paragraph' }],
    }))
    return { type: 'tableRow', content: [...row, ...filler] }
  })
}
