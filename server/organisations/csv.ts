import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { Refusal } from '../platform/refusal.ts'
import type { Column, RawRow } from './rules/cells.ts'

const rowLimit = 20_000

/** Bytes as people save them: UTF-8 with or without a mark, else GB18030, what WPS and Excel write in Chinese. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'gb18030' } {
  if ((bytes[0] === 0x50 && bytes[1] === 0x4b) || bytes.includes(0)) throw new Refusal('import.not_text')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    try {
      return { text: new TextDecoder('gb18030', { fatal: true }).decode(bytes), encoding: 'gb18030' }
    } catch {
      throw new Refusal('import.not_text')
    }
  }
}

/** The rows of a CSV by the keys of `columns`; the header may bear our keys or the Chinese titles, in any order. */
export function readTable(text: string, columns: readonly Column[]): RawRow[] {
  const records = parseRecords(text)
  const header = records.shift()
  if (!header || records.length === 0) throw new Refusal('import.empty')
  if (records.length > rowLimit) throw new Refusal('import.too_many_rows', { limit: rowLimit })
  const keys = header.cells.map(
    (cell) => columns.find(({ key, title }) => cell.trim() === title || cell.trim().toLowerCase() === key)?.key,
  )
  const missing = columns.filter((column) => column.required && !keys.includes(column.key))
  if (missing.length > 0)
    throw new Refusal('import.missing_columns', { columns: missing.map((column) => column.title) })
  return records.map(({ cells, line }) => ({
    line,
    cells: Object.fromEntries(keys.flatMap((key, index) => (key ? [[key, unguarded(cells[index] ?? '').trim()]] : []))),
    extraCells: cells.slice(header.cells.length).filter((cell) => cell.trim() !== '').length,
  }))
}

function parseRecords(text: string): { cells: string[]; line: number }[] {
  try {
    const delimiter = text.slice(0, 2000).split(/\r?\n/)[0]!.includes('\t') ? '\t' : ','
    const records = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    // `lines` is where a record ends; what people look for is where it begins
    return records
      .map(({ record, info }) => ({ cells: record, line: info.lines - record.join('').split('\n').length + 1 }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    if (error instanceof CsvError)
      throw new Refusal('import.broken_csv', { line: (error as unknown as { lines?: number }).lines ?? 1 })
    throw error
  }
}

/** What export guarded against being read as a formula comes back as it was. */
const unguarded = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '')

/** A CSV that WPS and Excel open in Chinese (mark, CRLF) and in which no cell is a formula. */
export function writeTable(columns: readonly Column[], rows: Record<string, string | null>[]): string {
  const header = columns.map((column) => column.title)
  const records = rows.map((row) => columns.map((column) => row[column.key] ?? ''))
  return stringify([header, ...records], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}
