import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bulletinFileRoutes } from './assessment/index.ts'
import { auditExportRoute } from './audit/index.ts'
import { commissionPdfRoute } from './commissions/index.ts'
import { piecePdfRoute } from './desk/index.ts'
import { directiveDocumentRoutes } from './directives/index.ts'
import { workbookRoute } from './documents/index.ts'
import { carriedFileRoutes } from './exchange/index.ts'
import { guidancePdfRoute } from './guidance/index.ts'
import { oidcRoutes } from './identity/index.ts'
import type { RequestContext } from './platform/api.ts'
import { fileRoutes } from './platform/file-routes.ts'
import { liveRoute } from './platform/live.ts'
import type { Live } from './platform/live.ts'
import { openApiRoute } from './platform/openapi.ts'
import { issuePdfRoute } from './publications/index.ts'
import { itemPdfRoute } from './submissions/index.ts'

/**
 * What is answered beside the contract, because it is no JSON: files up and down, papers, the live line, sign-in by another site.
 * test/access/addresses.test.ts asks each of them as every role.
 */
export async function answerAddresses(
  http: FastifyInstance,
  { dataDir, live }: { dataDir: string; live: Live },
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
): Promise<void> {
  await fileRoutes(http, dataDir, contextOf)
  oidcRoutes(http, contextOf)
  issuePdfRoute(http, contextOf)
  itemPdfRoute(http, contextOf)
  piecePdfRoute(http, contextOf)
  workbookRoute(http, contextOf)
  commissionPdfRoute(http, contextOf)
  guidancePdfRoute(http, contextOf)
  directiveDocumentRoutes(http, contextOf)
  bulletinFileRoutes(http, contextOf)
  auditExportRoute(http, contextOf)
  carriedFileRoutes(http, contextOf)
  liveRoute(http, live, async (request, reply) => (await contextOf(request, reply)).actor)
  openApiRoute(http, contextOf)
}
