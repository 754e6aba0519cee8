import { unreadable } from './imported.ts'
import type { Imported } from './imported.ts'
import type { Reader } from './read-in-child.ts'
import { guardZip } from './zip-guard.ts'

/** A Word file as a structured text. Macros are never run or kept. `guarded`: the names inside, when the guard was there before. */
export async function fromDocx(
  name: string,
  bytes: Buffer,
  { guarded, read }: { guarded?: string[]; read: Reader },
): Promise<Imported> {
  const names = guarded ?? (await guardZip(name, bytes))
  if (!names.includes('word/document.xml')) throw unreadable(name, 'not_docx')

  const imported = await read({ kind: 'docx', name, bytes })
  return names.some((entry) => entry.endsWith('vbaProject.bin'))
    ? { ...imported, lost: [...imported.lost, 'macros'] }
    : imported
}
