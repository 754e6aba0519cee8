import type { Body, BodyBlock } from '../../contract/body.ts'

/** The plain notation of items.ts as a structured body: headings by their number, rows of a table by their bars. */
export function bodyOf(text: string): Body {
  const content: BodyBlock[] = []
  let rows: string[][] = []
  const endTable = () => {
    if (rows.length > 0) content.push(tableOf(rows))
    rows = []
  }
  for (const line of text
    .split('\n')
    .map((part) => part.trim())
    .filter(Boolean)) {
    if (line.startsWith('|')) {
      rows.push(
        line
          .split('|')
          .map((cell) => cell.trim())
          .filter(Boolean),
      )
      continue
    }
    endTable()
    const short = line.length <= 24 && !line.includes('。')
    if (/^[一二三四五六]、/.test(line) && short)
      content.push({ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: line }] })
    else content.push({ type: 'paragraph', content: [{ type: 'text', text: line }] })
  }
  endTable()
  return { type: 'doc', content } as Body
}

const tableOf = (rows: string[][]): BodyBlock =>
  ({
    type: 'table',
    content: rows.map((cells, index) => ({
      type: 'tableRow',
      content: cells.map((text) => ({
        type: index === 0 ? 'tableHeader' : 'tableCell',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      })),
    })),
  }) as BodyBlock
