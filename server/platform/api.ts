import { implement } from '@orpc/server'
import { publicEntries } from '../../contract/identity.ts'
import { contract } from '../../contract/index.ts'
import type { Actor } from './access.ts'
import { runCommand, runQuery } from './command.ts'
import type { App, Cx } from './command.ts'
import { Refusal } from './refusal.ts'
import { systemActor } from './system-actor.ts'
import { textsIn } from './texts.ts'

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
  .use(({ next }, input) => {
    if (!isStorable(input)) throw new Refusal('bad_input', { fields: [{ path: '', problem: 'characters' }] })
    return next()
  })
  .use(async ({ context, path, next }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not_permitted') await noteRefused(context, path.join('.'), error)
      if (error instanceof Refusal && stopped.has(error.code)) await noteStopped(context, path.join('.'), error)
      throw error
    }
  })
  .use(async ({ context, path, procedure, next }, input) => {
    const [module, entry] = path as [string, string]
    const isAct = procedure['~orpc'].route.method !== 'GET'
    const texts = isAct && !unchecked.has(module) && !unchecked.has(`${module}.${entry}`) ? textsIn(input) : []
    if (texts.length > 0) await runQuery(context.app, systemActor, (cx) => context.app.refuseWording(cx, texts))
    return next()
  })

/**
 * Acts whose words are not looked at here: passwords and codes, the lists of words and of classifications themselves, and texts that
 * `documents` looks at when it keeps them. Everything else is, without being named.
 */
const unchecked = new Set([
  'identity',
  'wording',
  'catalogue',
  'documents',
  'submissions.create',
  'submissions.saveText',
  'desk.savePiece',
])

/** Characters that no text has and no database keeps: NUL, and halves of a surrogate pair. */
const unstorable = /\0|\p{Surrogate}/u

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value)
  if (value === null || typeof value !== 'object') return true
  if (value instanceof Blob || value instanceof Date) return true
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
}

const stopped = new Set<string>(['wording.stopped', 'wording.secret_mark', 'handling.secrecy_mark'])

/** A text that may not be kept here was tried (SEC-23): reported without its words, once in ten minutes however often a page tries to save. */
async function noteStopped({ app, actor, address }: RequestContext, path: string, refusal: Refusal) {
  if (!actor) return
  await runCommand(app, actor, async (cx) => {
    const lately = await cx.db
      .selectFrom('event')
      .select('id')
      .where('subject_id', '=', actor.personId)
      .where('kind', '=', 'wording.stopped')
      .where('at', '>', new Date(cx.now.getTime() - 600_000))
      .limit(1)
      .executeTakeFirst()
    if (lately) return
    const why = refusal.code === 'wording.stopped' ? { list: refusal.data['list'] } : {}
    await cx.record('wording.stopped', { id: actor.personId, unitId: actor.unitId }, { path, address, ...why })
  })
}

/** An attempt at what one may not do is for the auditor (SEC-10); the attempt itself left nothing. A trail that cannot be written stops it all the same. */
async function noteRefused(context: RequestContext, path: string, refusal: Refusal) {
  const { actor, address } = context
  if (!actor) return
  await runCommand(context.app, actor, (cx) =>
    cx.record(
      'access.refused',
      { id: actor.personId, unitId: actor.unitId },
      { path, need: refusal.data['need'], address },
    ),
  )
}
