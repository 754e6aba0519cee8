import { Refusal } from '../../platform/refusal.ts'
import type { Unreadable } from './imported.ts'
import { readForeign } from './read-foreign.ts'
import type { Answer, Foreign } from './read-in-child.ts'

/** Reads one file and ends. Whatever the file does to a library, it does here. */
process.once('message', (foreign: Foreign) => {
  void read(foreign).then((answer) => process.send?.(answer, () => process.exit(0)))
})

async function read(foreign: Foreign): Promise<Answer> {
  try {
    return await readForeign(foreign)
  } catch (error) {
    return { refused: error instanceof Refusal ? (error.data.reason as Unreadable) : 'damaged' }
  }
}
