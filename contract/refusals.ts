import { assessmentRefusals } from './assessment.refusals.ts'
import { commissionsRefusals } from './commissions.refusals.ts'
import { deskRefusals } from './desk.refusals.ts'
import { directivesRefusals } from './directives.refusals.ts'
import { exchangeRefusals } from './exchange.refusals.ts'
import { guidanceRefusals } from './guidance.refusals.ts'
import { identityRefusals } from './identity.refusals.ts'
import { libraryRefusals } from './library.refusals.ts'
import { organisationsRefusals } from './organisations.refusals.ts'
import { publicationsRefusals } from './publications.refusals.ts'
import { submissionsRefusals } from './submissions.refusals.ts'
import { wordingRefusals } from './wording.refusals.ts'

/** Every business "no" with its HTTP status. Its sentence stands in web/locales/<language>/refusals of the module. */
export const refusals = {
  bad_input: 400,
  not_signed_in: 401,
  not_found: 404,
  not_permitted: 403,
  prove_again: 403, // give the password again: it was last given too long ago, or not for this act
  stale: 409, // someone changed it meanwhile: data.by, data.at
  'text.stale': 409, // data.version, data.authorName, data.updatedAt
  'text.empty': 422,
  'file.too_large': 413, // data.limitMb
  'file.type_refused': 415, // data.name, data.detected
  'file.unreadable': 422, // data.name, data.reason
  'file.not_attached': 422,
  'file.infected': 422, // data.name, data.signature
  'file.quarantined': 422, // data.name, data.signature: found after it had come
  'file.not_scanned': 503, // data.name: the scanner does not answer
  busy: 503, // the database is away or the disk is full; nothing was changed, try again
  too_many_requests: 429,
  'catalogue.unknown_value': 422, // data.list, data.code
  'catalogue.code_taken': 409,
  'catalogue.above_ceiling': 422, // data.name: 涉密上限 (SEC-23)
  'letter.unknown_receiver': 422,
  ...identityRefusals,
  ...organisationsRefusals,
  ...exchangeRefusals,
  ...submissionsRefusals,
  ...deskRefusals,
  ...publicationsRefusals,
  ...assessmentRefusals,
  ...directivesRefusals,
  ...commissionsRefusals,
  ...guidanceRefusals,
  ...libraryRefusals,
  ...wordingRefusals,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof refusals
