import { Refusal } from '../../platform/refusal.ts'
import type { Unreadable } from './imported.ts'
import { readForeign } from './read-foreign.ts'
import type { Answer, Foreign, ForeignSheet } from './read-in-child.ts'

/** Reads one file and ends. Whatever the file does to a library, it does here. */
process.once('message', (foreign: Foreign | ForeignSheet) => {
  void read(foreign).then((answer) => process.send?.(answer, () => process.exit(0)))
})

async function read(foreign: Foreign | ForeignSheet): Promise<Answer> {
  try {
    if (foreign.kind === 'xlsx') return await (await import('./from-xlsx.ts')).fromXlsx(foreign.bytes)
    return await readForeign(foreign)
  } catch (error) {
    return { refused: error instanceof Refusal ? (error.data.reason as Unreadable) : 'damaged' }
  }
}
