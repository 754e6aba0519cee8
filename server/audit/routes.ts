import { api } from '../platform/api.ts'
import { verifyChain } from './checkpoints.ts'
import { listEvents, listNouns } from './list-events.ts'

export const auditRoutes = {
  events: api.audit.events.handler(({ context, input }) => context.query((cx) => listEvents(cx, input))),
  nouns: api.audit.nouns.handler(({ context }) => context.query(listNouns)),
  verify: api.audit.verify.handler(({ context }) => context.run(verifyChain)),
}
