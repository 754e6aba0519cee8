import { createRouterClient } from '@orpc/server'
import type { Actor } from './platform/access.ts'
import type { RequestContext } from './platform/api.ts'
import { runCommand, runQuery } from './platform/command.ts'
import type { App } from './platform/command.ts'
import { router } from './router.ts'

/** Calls the routes in this process as a person would over HTTP: the same contract, the same checks. For the demo, the benches and the tests. */
export function insideClient(app: App, actor: Actor) {
  const run: RequestContext['run'] = (work) => runCommand(app, { ...actor, provedAt: app.clock() }, work)
  const query: RequestContext['query'] = (work) => runQuery(app, actor, work)
  const context: RequestContext = {
    app,
    actor,
    first: null,
    sessionId: null,
    address: '127.0.0.1',
    userAgent: 'inside',
    run,
    query,
    beforeAllElse: { run, query },
    setSessionCookie: () => {},
    clearSessionCookie: () => {},
  }
  return createRouterClient(router, { context })
}
export type InsideClient = ReturnType<typeof insideClient>
