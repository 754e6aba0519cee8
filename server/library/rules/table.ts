import { readDay } from './title.ts'

export interface TableRow {
  title: string
  text: string
  day: string | null
  year: number | null
  number: number | null
  documentNumber: string
  publication: string
  unit: string
  author: string
  category: string
  problem?: 'noTitle' | 'noText' | 'noColumns' | 'badDay'
}

/** Columns by their heads, as offices name them. */
const heads: Record<keyof Omit<TableRow, 'problem' | 'year'>, readonly string[]> = {
  title: ['标题', '题目', '信息标题', 'title'],
  text: ['正文', '内容', '全文', 'text', 'body'],
  day: ['日期', '时间', '刊发日期', '成文日期', 'date'],
  number: ['期号', '期数', 'number'],
  documentNumber: ['文号', '发文字号'],
  publication: ['刊物', '刊名', 'publication'],
  unit: ['单位', '来源单位', '报送单位', 'unit'],
  author: ['作者', '撰稿人', 'author'],
  category: ['类别', '分类', 'category'],
}
const empty: TableRow = {
  title: '',
  text: '',
  day: null,
  year: null,
  number: null,
  documentNumber: '',
  publication: '',
  unit: '',
  author: '',
  category: '',
}

/** Each line of a CSV as a document. A table without a title column is one refused line. */
export function readTable(csv: string): TableRow[] {
  const [head, ...rows] = readCsv(csv)
  const at = (name: keyof typeof heads) =>
    (head ?? []).findIndex((cell) => heads[name].includes(cell.trim().toLowerCase()))
  if (!head || at('title') < 0 || at('text') < 0) return [{ ...empty, problem: 'noColumns' }]
  return rows
    .filter((row) => row.some((cell) => cell.trim() !== ''))
    .map((row): TableRow => {
      const cell = (name: keyof typeof heads) => row[at(name)]?.trim() ?? ''
      const day = readDay(cell('day'))
      const number = cell('number').match(/\d+/)?.[0]
      return {
        title: cell('title'),
        text: cell('text'),
        day,
        year: day ? Number(day.slice(0, 4)) : null,
        number: number ? Number(number) : null,
        documentNumber: cell('documentNumber'),
        publication: cell('publication').replace(/[《》]/g, ''),
        unit: cell('unit'),
        author: cell('author'),
        category: cell('category'),
        problem:
          cell('title') === ''
            ? 'noTitle'
            : cell('text') === ''
              ? 'noText'
              : cell('day') !== '' && !day
                ? 'badDay'
                : undefined,
      }
    })
}

/** RFC 4180, also with bare line feeds. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < csv.length; at += 1) {
    const sign = csv[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (csv[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === ',') {
      row.push(cell)
      cell = ''
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && csv[at + 1] === '\n') at += 1
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += sign
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}
