import type { RefusalCode } from '../../../contract/refusals.ts'
import { app, appRefusals } from './app.ts'
import { identity, identityRefusals } from './identity.ts'
import { audit } from './audit.ts'
import { organisations, organisationsRefusals } from './organisations.ts'
import { calendar } from './calendar.ts'
import { catalogue } from './catalogue.ts'
import { documents } from './documents.ts'
import { exchange, exchangeRefusals } from './exchange.ts'
import { submissions, submissionsRefusals } from './submissions.ts'
import { desk, deskRefusals } from './desk.ts'
import { publications, publicationsRefusals } from './publications.ts'
import { directives, directivesRefusals } from './directives.ts'
import { commissions, commissionsRefusals } from './commissions.ts'
import { guidance, guidanceRefusals } from './guidance.ts'
import { assessment, assessmentRefusals } from './assessment.ts'
import { library, libraryRefusals } from './library.ts'
import { reading } from './reading.ts'
import { home } from './home.ts'
import { ui } from './ui.ts'
import { wording, wordingRefusals } from './wording.ts'
import { workstation } from './workstation.ts'

/** All Chinese sentences, by module. The source of every key. */
export const zh = {
  app,
  ui,
  identity,
  audit,
  workstation,
  exchange,
  organisations,
  catalogue,
  calendar,
  documents,
  submissions,
  desk,
  publications,
  assessment,
  directives,
  commissions,
  guidance,
  library,
  reading,
  home,
  wording,
}
export type Dictionary = typeof zh

/** A refusal without a sentence does not compile. */
export const refusals: Record<RefusalCode, string> = {
  ...appRefusals,
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
}
