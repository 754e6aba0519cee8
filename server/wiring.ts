import { assessmentFileGates, assessmentLetters, assessmentReactions } from './assessment/index.ts'
import {
  commissionDeliveries,
  commissionFileGates,
  commissionLetterHandlers,
  commissionReactions,
} from './commissions/index.ts'
import { deskFileGates, deskLetters, deskReactions } from './desk/index.ts'
import { directiveFileGates, directiveLetters } from './directives/index.ts'
import { exchangeLetters, exchangeReactions } from './exchange/index.ts'
import { guidanceDeliveries, guidanceFileGates, guidanceLetterHandlers, guidanceReactions } from './guidance/index.ts'
import { identityReactions } from './identity/index.ts'
import { homeReactions } from './home/index.ts'
import type { App, Reaction } from './platform/command.ts'
import { libraryReactions } from './library/index.ts'
import { publicationFileGates, publicationLetters, publicationReactions } from './publications/index.ts'
import {
  submissionDeliveries,
  submissionFileGates,
  submissionLetters,
  submissionReactions,
} from './submissions/index.ts'
import { refuseWordingIn } from './wording/index.ts'

/** Who hears what: the one list of reactions, letter handlers and gates to files; and who says what may not be written. */
export const wiring: Pick<App, 'reactions' | 'letterHandlers' | 'deliveryHandlers' | 'fileGates' | 'refuseWording'> = {
  refuseWording: refuseWordingIn,
  reactions: together(
    identityReactions,
    exchangeReactions,
    submissionReactions,
    deskReactions,
    publicationReactions,
    commissionReactions,
    guidanceReactions,
    assessmentReactions,
    libraryReactions,
    homeReactions,
  ),
  letterHandlers: {
    ...exchangeLetters,
    ...submissionLetters,
    ...deskLetters,
    ...publicationLetters,
    ...directiveLetters,
    ...commissionLetterHandlers,
    ...guidanceLetterHandlers,
    ...assessmentLetters,
  },
  deliveryHandlers: { ...submissionDeliveries, ...commissionDeliveries, ...guidanceDeliveries },
  fileGates: {
    ...submissionFileGates,
    ...deskFileGates,
    ...publicationFileGates,
    ...directiveFileGates,
    ...commissionFileGates,
    ...guidanceFileGates,
    ...assessmentFileGates,
  },
}

/** Several modules may react to one event, in the order they stand here. */
function together(...reactions: Partial<Record<string, Reaction[]>>[]): App['reactions'] {
  const kinds = new Set(reactions.flatMap((module) => Object.keys(module)))
  return Object.fromEntries([...kinds].map((kind) => [kind, reactions.flatMap((module) => module[kind] ?? [])]))
}
