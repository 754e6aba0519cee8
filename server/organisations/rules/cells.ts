import type { RowProblem } from '../../../contract/organisations.ts'

export interface Column {
  key: string
  title: string
  required?: boolean
}
/** A row as it stands in the file: the line it begins on, its cells by column, and how many cells stand beyond the header. */
export interface RawRow {
  line: number
  cells: Record<string, string>
  extraCells: number
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/u

/** Reads the cells of one row and gathers what is wrong with them. */
export class CellReader {
  readonly problems: RowProblem[] = []
  readonly #row: RawRow
  readonly #titles: Map<string, string>

  constructor(row: RawRow, columns: readonly Column[]) {
    this.#row = row
    this.#titles = new Map(columns.map((column) => [column.key, column.title]))
    if (row.extraCells > 0) this.refuse('', 'too_many_cells')
    for (const [key, value] of Object.entries(row.cells)) {
      if (unwanted.test(value)) this.refuse(key, 'control_characters')
    }
  }

  raw(key: string): string {
    return this.#row.cells[key] ?? ''
  }

  refuse(key: string, problem: string) {
    this.problems.push({
      line: this.#row.line,
      column: this.#titles.get(key) ?? key,
      value: this.raw(key).slice(0, 60),
      problem,
    })
  }

  text(key: string, { max, required }: { max: number; required?: boolean }): string {
    const value = this.raw(key)
    if (required && value === '') this.refuse(key, 'empty')
    if ([...value].length > max) this.refuse(key, 'too_long')
    return value
  }

  matching(key: string, pattern: RegExp, problem: string): string | null {
    const value = this.raw(key)
    if (value !== '' && !pattern.test(value)) this.refuse(key, problem)
    return value === '' ? null : value
  }

  word<Value>(key: string, words: Record<string, Value>, problem: string, otherwise?: Value): Value | undefined {
    const value = this.raw(key)
    if (value === '' && otherwise !== undefined) return otherwise
    if (value === '') this.refuse(key, 'empty')
    else if (!Object.hasOwn(words, value)) this.refuse(key, problem)
    return words[value]
  }

  /** '2014-03-27', and what Excel makes of it: 2014/3/27, 2014年3月27日. Null when the cell is empty. */
  day(key: string): string | null {
    const value = this.raw(key)
    if (value === '') return null
    const [, year, month, date] = value.match(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/) ?? []
    const day = year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : ''
    const instant = new Date(`${day}T00:00:00Z`)
    if (day === '' || Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) {
      this.refuse(key, 'bad_date')
      return null
    }
    return day
  }
}
