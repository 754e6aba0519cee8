import { calendar } from './calendar.ts'
import { audit } from './audit.ts'
import { assessment } from './assessment.ts'
import { catalogue } from './catalogue.ts'
import { commissions } from './commissions.ts'
import { desk } from './desk.ts'
import { directives } from './directives.ts'
import { documents } from './documents.ts'
import { exchange } from './exchange.ts'
import { guidance } from './guidance.ts'
import { home } from './home.ts'
import { identity } from './identity.ts'
import { library } from './library.ts'
import { organisations } from './organisations.ts'
import { publications } from './publications.ts'
import { submissions } from './submissions.ts'
import { wording } from './wording.ts'

/** Everything the server promises, module by module. The web client and the OpenAPI document are made from this. */
export const contract = {
  audit,
  identity,
  organisations,
  catalogue,
  calendar,
  documents,
  exchange,
  submissions,
  desk,
  publications,
  assessment,
  directives,
  commissions,
  guidance,
  library,
  home,
  wording,
}
