import { Refusal } from '../../platform/refusal.ts'
import { forkChild } from '../fork-child.ts'
import { unreadable } from './imported.ts'
import type { Imported, Unreadable } from './imported.ts'

/** What the child is asked to read. A zip was let through by the guard before. */
export type Foreign =
  | { kind: 'docx' | 'doc' | 'pdf' | 'ofd'; name: string; bytes: Uint8Array }
  | { kind: 'html'; name: string; html: string }
  | { kind: 'rtf'; name: string; source: string }
/** An Excel file: only its first sheet with anything in it is read. */
export interface ForeignSheet {
  kind: 'xlsx'
  name: string
  bytes: Uint8Array
}
export type SheetCell = string | number | boolean | Date | null
export interface SheetCells {
  rows: SheetCell[][]
}
/** Reads a file of another program's making. */
export type Reader = (foreign: Foreign) => Promise<Imported>
export type Answer = Imported | SheetCells | { refused: Unreadable }

const killAfterMs = 15_000
const heapMb = 256
const maxWaiting = 8
let running: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Reads one file in a process that is killed when the file asks too much of it. One at a time; too many waiting refuses busy. */
export const readInChild = (foreign: Foreign): Promise<Imported> => inTurn<Imported>(foreign)

/** The same for a table. */
export const readSheetInChild = (foreign: ForeignSheet): Promise<SheetCells> => inTurn<SheetCells>(foreign)

function inTurn<Read extends Imported | SheetCells>(foreign: Foreign | ForeignSheet): Promise<Read> {
  if (waiting >= maxWaiting) throw new Refusal('busy')
  waiting++
  const turn = running
    .then(() => read<Read>(foreign))
    .finally(() => {
      waiting--
    })
  running = turn.catch(() => undefined)
  return turn
}

function read<Read extends Imported | SheetCells>(foreign: Foreign | ForeignSheet): Promise<Read> {
  return new Promise((resolve, reject) => {
    const child = forkChild('import', { heapMb })
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    })
    child.once('message', (answer: Read | { refused: Unreadable }) =>
      'refused' in answer ? reject(unreadable(foreign.name, answer.refused)) : resolve(answer),
    )
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      // Killed by time, or out of memory (SIGABRT, 134): the file's doing. Anything else is ours.
      if (signal !== null || code === 134) reject(unreadable(foreign.name, 'too_complex'))
      else reject(new Error(`the import process ended with ${code}: ${said}`)) // after an answer this changes nothing
    })
    child.send(foreign)
  })
}
