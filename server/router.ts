import { calendarRoutes } from './calendar/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { assessmentRoutes } from './assessment/routes.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import { commissionsRoutes } from './commissions/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { directivesRoutes } from './directives/routes.ts'
import { documentsRoutes } from './documents/routes.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { guidanceRoutes } from './guidance/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { identityRoutes } from './identity/routes.ts'
import { libraryRoutes } from './library/routes.ts'
import { organisationsRoutes } from './organisations/routes.ts'
import { publicationsRoutes } from './publications/routes.ts'
import { submissionsRoutes } from './submissions/routes.ts'
import { wordingRoutes } from './wording/routes.ts'

/** Every route of the contract, implemented. */
export const router = {
  identity: identityRoutes,
  audit: auditRoutes,
  organisations: organisationsRoutes,
  catalogue: catalogueRoutes,
  calendar: calendarRoutes,
  documents: documentsRoutes,
  exchange: exchangeRoutes,
  submissions: submissionsRoutes,
  desk: deskRoutes,
  publications: publicationsRoutes,
  directives: directivesRoutes,
  commissions: commissionsRoutes,
  guidance: guidanceRoutes,
  assessment: assessmentRoutes,
  library: libraryRoutes,
  home: homeRoutes,
  wording: wordingRoutes,
}
