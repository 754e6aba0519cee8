import type { App } from './platform/command.ts'
import { submissionFileGates, submissionLetters } from './submissions/index.ts'

/** Who hears what: the one list of reactions, letter handlers and gates to files. */
export const wiring: Pick<App, 'reactions' | 'letterHandlers' | 'fileGates'> = {
  reactions: {},
  letterHandlers: { ...submissionLetters },
  fileGates: { ...submissionFileGates },
}
