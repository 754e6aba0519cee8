import { can, canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { ownAccount } from './own-password.ts'
import { placeOf } from './place.ts'
import { readPolicy } from './policy.ts'

interface OpenSession {
  id: string
  personId: string
  name: string
  unitName: string | null
  address: string
  userAgent: string
  createdAt: Date
  lastSeenAt: Date
}

/** Where the person is signed in now. */
export async function listOwnSessions(cx: Cx, currentId: string | null) {
  const rows = await (
    await openSessions(cx)
  )
    .where('account.person_id', '=', cx.actor.personId)
    .orderBy('session.last_seen_at', 'desc')
    .limit(100)
    .execute()
  return { items: rows.map((row) => shown(row, currentId)) }
}

const outcomes = {
  'account.signed_in': 'signedIn',
  'account.sign_in_failed': 'failed',
  'account.locked': 'locked',
} as const

/** 登录记录: whoever sees a sign-in that was not theirs changes the password. */
export async function listSignIns(cx: Cx) {
  const account = await ownAccount(cx)
  const rows = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'data'])
    .where('subject_id', '=', account.id)
    .where('kind', 'in', Object.keys(outcomes))
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return {
    items: rows.map((row) => {
      const data = row.data as { address?: string; secondFactor?: boolean }
      return {
        at: row.at.toISOString(),
        outcome: outcomes[row.kind as keyof typeof outcomes],
        address: data.address ?? '',
        secondFactor: data.secondFactor ?? false,
      }
    }),
  }
}

/** Who is signed in, for the security administrator. */
export async function listOnlineSessions(
  cx: Cx,
  input: { cursor?: string; limit: number; search?: string },
  currentId: string | null,
) {
  if (!canSomewhere(cx.actor, 'session.manage')) throw new Refusal('not_permitted', { need: 'session.manage' })
  const like = `%${(input.search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const query = (await openSessions(cx))
    .where(within(cx.actor, 'session.manage', 'place.unitId'))
    .$if(Boolean(input.search), (some) =>
      some.where((eb) => eb.or([eb('person.name', 'ilike', like), eb('session.address', 'like', like)])),
    )
  const after = readCursor(input.cursor)
  const before = after ? new Date(after.value) : null
  const page = before
    ? query.where((eb) =>
        eb.or([
          eb('session.created_at', '<', before),
          eb.and([eb('session.created_at', '=', before), eb('session.id', '<', after!.id)]),
        ]),
      )
    : query
  const { rows, nextCursor } = pageFrom(
    await page
      .orderBy('session.created_at', 'desc')
      .orderBy('session.id', 'desc')
      .limit(input.limit + 1)
      .execute(),
    input.limit,
    (row) => row.createdAt,
  )
  const count = after ? { total: null, totalCapped: false } : await cappedCount(query)
  return { items: rows.map((row) => shown(row, currentId)), nextCursor, ...count }
}

/** Ends a session at once: one's own, or another's as security administrator of that unit. */
export async function endSession(cx: Cx, sessionId: string) {
  const session = await (
    await openSessions(cx)
  )
    .where('session.id', '=', sessionId)
    .select(['account.id as accountId', 'place.unitId', 'place.unitPath'])
    .forUpdate('session')
    .executeTakeFirst()
  if (
    !session ||
    (session.personId !== cx.actor.personId && !(session.unitPath && can(cx.actor, 'session.manage', session.unitPath)))
  )
    throw new Refusal('not_found')
  await cx.db.updateTable('session').set({ ended_at: cx.now }).where('id', '=', sessionId).execute()
  await cx.record(
    'account.session_ended',
    { id: session.accountId, unitId: session.unitId ?? cx.actor.unitId },
    { address: session.address },
  )
}

async function openSessions(cx: Cx) {
  const { idleMinutes } = await readPolicy(cx.db)
  return cx.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoinLateral(
      (eb) => placeOf(eb),
      (join) => join.onTrue(),
    )
    .select([
      'session.id',
      'account.person_id as personId',
      'person.name',
      'place.unitName',
      'session.address',
      'session.user_agent as userAgent',
      'session.created_at as createdAt',
      'session.last_seen_at as lastSeenAt',
    ])
    .where('session.ended_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .where('session.expires_at', '>', cx.now)
    .where('session.last_seen_at', '>', new Date(cx.now.getTime() - idleMinutes * 60_000))
}

const shown = (row: OpenSession, currentId: string | null) => ({
  id: row.id,
  personId: row.personId,
  name: row.name,
  unitName: row.unitName ?? '',
  address: row.address,
  userAgent: row.userAgent,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  current: row.id === currentId,
})
