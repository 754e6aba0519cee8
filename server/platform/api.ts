import { implement } from '@orpc/server'
import { contract } from '../../contract/index.ts'
import type { Actor } from './access.ts'
import type { App, Cx } from './command.ts'

/** What every route handler gets. `run` and `query` refuse with not_signed_in when nobody is signed in. */
export interface RequestContext {
  app: App
  actor: Actor | null
  /** The cookie session; null for access tokens and for nobody. */
  sessionId: string | null
  address: string
  userAgent: string
  run<T>(work: (cx: Cx) => Promise<T>): Promise<T>
  query<T>(work: (cx: Cx) => Promise<T>): Promise<T>
  setSessionCookie(token: string): void
  clearSessionCookie(): void
}

/** A module's routes.ts implements its part of the contract with this: one line per entry. */
export const api = implement(contract).$context<RequestContext>()
