import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Permission } from '../../contract/access.ts'
import { can, isOnlyAdministrator } from './access.ts'
import type { Actor } from './access.ts'
import { json } from './database.ts'
import type { Database, Tx } from './database.ts'
import { Refusal } from './refusal.ts'
import type { SigningKey, Vault } from './keys.ts'
import { administratorRole, runtimeRole } from './runtime-role.ts'

/** Everything a use case may touch, for the length of one transaction. */
export interface Cx {
  app: App
  db: Tx
  actor: Actor
  /** The one instant of this command. Nobody else asks the time. */
  now: Date
  /** Writes the event: timeline, audit trail and the source of reactions. `unitId` is the unit on whose behalf it happens. */
  record(kind: string, subject: { id: string; unitId: string }, data?: Record<string, unknown>): Promise<void>
  /** Leaves a job that exists only if this command commits. */
  queue(name: string, payload: Record<string, unknown>, options?: { runAt?: Date; key?: string }): Promise<void>
  /** Tells open pages, after the commit, that lists of this kind changed at this unit. */
  tell(topic: string, unitId: string): void
}

export type Reaction = (
  cx: Cx,
  event: { kind: string; subjectId: string; unitId: string; data: Record<string, unknown> },
) => Promise<void>
export type LetterHandler = (cx: Cx, letter: ReceivedLetter) => Promise<void>
export interface ReceivedLetter {
  id: string
  kind: string
  version: number
  fromUnitId: string
  toUnitId: string
  objectId: string
  objectNumber: number
  body: unknown
  /** Files it brought along: they exist at this node, under these ids. */
  fileIds: string[]
  writtenAt: Date
  /** The node it came from; null when it was written here and the act it tells of is part of this transaction. */
  viaNodeId: string | null
}
/** These letters took effect at the other node: its signed receipt says so, and when. */
export type DeliveryHandler = (cx: Cx, delivered: { letterIds: string[]; at: Date }) => Promise<void>
/** May the actor read this record, and so the files on it? */
export type FileGate = (cx: Cx, ownerId: string) => Promise<boolean>

/** The wiring of one process: server/main.ts makes it, and nobody else knows all modules. */
export interface App {
  db: Database
  clock: () => Date
  log: Logger
  signingKey: SigningKey
  vault: Vault
  dataDir: string
  mode: 'production' | 'demo' | 'development' | 'test'
  /** What the browser shows as this system's address, 'https://xx.gov.cn'; null when nobody has said: then there are no passkeys. */
  origin: string | null
  /** Where nodes below reach this one, 'https://10.1.2.3:8443'; absent: it listens for none. */
  peerUrl?: string
  reactions: Partial<Record<string, Reaction[]>>
  letterHandlers: Partial<Record<string, LetterHandler>>
  /** By kind of letter. */
  deliveryHandlers: Partial<Record<string, DeliveryHandler>>
  fileGates: Partial<Record<string, FileGate>>
  /** Refuses texts that may not lie on this network (SEC-23): 密级 marks, stop words of the site. */
  refuseWording(cx: Cx, texts: readonly string[]): Promise<void>
}

const deadlock = '40P01'

/**
 * The only place that opens a transaction for a change. State, event, letters, jobs and live notes commit together or not at all.
 * Two acts that wait for each other's rows: PostgreSQL undoes one of them wholly, and that one is begun anew.
 */
export async function runCommand<T>(app: App, actor: Actor, work: (cx: Cx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await commitOnce(app, actor, work)
    } catch (error) {
      if ((error as { code?: string }).code !== deadlock || attempt === 3) throw error
    }
  }
}

function commitOnce<T>(app: App, actor: Actor, work: (cx: Cx) => Promise<T>): Promise<T> {
  return app.db.transaction().execute(async (db) => {
    await closeToAdministrators(db, actor)
    const told = new Set<string>()
    const cx: Cx = {
      app,
      db,
      actor,
      now: app.clock(),
      async record(kind, subject, data = {}) {
        await db
          .insertInto('event')
          .values({
            at: cx.now,
            kind,
            subject_id: subject.id,
            unit_id: subject.unitId,
            actor_id: cx.actor.personId,
            actor_name: cx.actor.name,
            data: json(data),
          })
          .execute()
        const reactions = app.reactions[kind] ?? []
        if (reactions.length === 0) return
        await onBehalfOfTheSystem(cx, async () => {
          for (const reaction of reactions)
            await reaction(cx, { kind, subjectId: subject.id, unitId: subject.unitId, data })
        })
      },
      async queue(name, payload, options = {}) {
        await sql`select graphile_worker.add_job(${name}, payload := ${JSON.stringify(payload)}::json, run_at := ${options.runAt ?? null}::timestamptz, job_key := ${options.key ?? null}::text)`.execute(
          db,
        )
      },
      tell(topic, unitId) {
        told.add(`${topic}@${unitId}`)
      },
    }
    const result = await work(cx)
    if (told.size > 0) await sql`select pg_notify('live', ${JSON.stringify([...told])})`.execute(db)
    return result
  })
}

/** A read: the same `cx`, in a read-only snapshot. A use case that writes under it fails in the database. */
export function runQuery<T>(app: App, actor: Actor, work: (cx: Cx) => Promise<T>): Promise<T> {
  return app.db
    .transaction()
    .setAccessMode('read only')
    .execute(async (db) => {
      await closeToAdministrators(db, actor)
      return work({
        app,
        db,
        actor,
        now: app.clock(),
        record: refuseWrite,
        queue: refuseWrite,
        tell: () => {},
      })
    })
}

/** The second guard (SEC-20): while an administrator acts, PostgreSQL itself has no row of business content, whatever a query asks. */
async function closeToAdministrators(db: Tx, actor: Actor) {
  if (isOnlyAdministrator(actor)) await sql`set local role ${sql.raw(administratorRole)}`.execute(db)
}

/** What follows from an administrator's act in other modules (a reaction, a letter's effect) is the system's work: it sees what it needs. */
export async function onBehalfOfTheSystem<T>(cx: Cx, work: () => Promise<T>): Promise<T> {
  if (!isOnlyAdministrator(cx.actor)) return work()
  await sql`set local role ${sql.raw(runtimeRole)}`.execute(cx.db)
  const result = await work()
  await closeToAdministrators(cx.db, cx.actor)
  return result
}

const refuseWrite = async () => {
  throw new Error('A query cannot write.')
}

/** What you may not see is not there; what you see and may not do is not permitted. `see` is the permission to read that record. */
export function requirePermission(cx: Cx, see: Permission, need: Permission, unitPath: string) {
  if (!can(cx.actor, see, unitPath)) throw new Refusal('not_found')
  if (!can(cx.actor, need, unitPath)) throw new Refusal('not_permitted', { need })
}

/** Acts of weight ask for the password again: it must have been given in the last five minutes, in this session. */
export function requireFreshProof(cx: Cx) {
  if (!cx.actor.provedAt || cx.now.getTime() - cx.actor.provedAt.getTime() > 5 * 60_000)
    throw new Refusal('prove_again')
}
