import { readXlsx } from 'hucre/xlsx'
import type { SheetCell, SheetCells } from './read-in-child.ts'

/** The values of the first sheet that has any. What a formula came to is its value. */
export async function fromXlsx(bytes: Uint8Array): Promise<SheetCells> {
  const { sheets } = await readXlsx(bytes)
  const filled = sheets.find(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== '')))
  return { rows: (filled?.rows ?? []) as SheetCell[][] }
}
