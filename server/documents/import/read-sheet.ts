import { unreadable } from './imported.ts'
import { readSheetInChild } from './read-in-child.ts'
import type { SheetCell } from './read-in-child.ts'
import { guardZip } from './zip-guard.ts'

/** The rows of an Excel file, read in a process of its own. Refuses file.unreadable with data.reason, also when it is no .xlsx at all. */
export async function readSheet(name: string, bytes: Buffer): Promise<SheetCell[][]> {
  if (bytes.length === 0) throw unreadable(name, 'empty')
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw unreadable(name, 'encrypted')
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') throw unreadable(name, 'not_xlsx')
  const names = await guardZip(name, bytes)
  if (!names.includes('xl/workbook.xml')) throw unreadable(name, 'not_xlsx')
  return (await readSheetInChild({ kind: 'xlsx', name, bytes })).rows
}
