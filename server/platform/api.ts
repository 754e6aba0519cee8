import { implement } from '@orpc/server'
import { publicEntries } from '../../contract/identity.ts'
import { contract } from '../../contract/index.ts'
import type { Actor } from './access.ts'
import type { App, Cx } from './command.ts'
import { Refusal } from './refusal.ts'

/** What every route handler gets. `run` and `query` refuse with not_signed_in when nobody is signed in. */
export interface RequestContext {
  app: App
  /** Null for nobody, and for who has something to do first. */
  actor: Actor | null
  /** What must be done before anything else: change the password, or add a second factor. */
  first: 'changePassword' | 'addSecondFactor' | null
  /** The cookie session; null for access tokens and for nobody. */
  sessionId: string | null
  address: string
  userAgent: string
  run<T>(work: (cx: Cx) => Promise<T>): Promise<T>
  query<T>(work: (cx: Cx) => Promise<T>): Promise<T>
  /** The same two, also for who has something to do first: `me`, `signOut`, and the doing of just that. */
  beforeAllElse: Pick<RequestContext, 'run' | 'query'>
  setSessionCookie(token: string): void
  clearSessionCookie(): void
}

/** A module's routes.ts implements its part of the contract with this: one line per entry. */
export const api = implement(contract)
  .$context<RequestContext>()
  .use(({ context, path, next }) => {
    // before the input is looked at: a stranger learns nothing about its shape
    if (!context.actor && !context.first && !publicEntries.includes(path.join('.'))) throw new Refusal('not_signed_in')
    return next()
  })
