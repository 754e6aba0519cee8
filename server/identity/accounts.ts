import { sql } from 'kysely'
import type { AccountRow, AccountStatus } from '../../contract/identity.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { placeOf } from './place.ts'
import { actionsFor, statusOf } from './rules/account.ts'

/** 账号: those of the units that the administrator serves. */
export async function listAccounts(
  cx: Cx,
  input: { cursor?: string; limit: number; search?: string; status?: AccountStatus[] },
) {
  requireManager(cx)
  let query = accountRows(cx)
  if (input.search) {
    const like = `%${input.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) => eb.or([eb('account.login', 'like', like), eb('person.name', 'ilike', like)]))
  }
  if (input.status?.length) query = query.where(inStatus(cx, input.status))
  const after = readCursor(input.cursor)
  const page = after ? query.where('account.login', '>', after.value) : query
  const { rows, nextCursor } = pageFrom(
    await page
      .orderBy('account.login')
      .limit(input.limit + 1)
      .execute(),
    input.limit,
    (row) => row.login,
  )
  const count = after ? { total: null, totalCapped: false } : await cappedCount(query)
  return { items: rows.map((row) => shown(cx, row)), nextCursor, ...count }
}

/** One account as the list shows it, among those the administrator may see. */
export async function loadAccount(
  cx: Cx,
  id: string,
  need: 'account.manage' | 'session.manage' = 'account.manage',
): Promise<AccountRow> {
  requireManager(cx, need)
  const row = await accountRows(cx, need).where('account.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  return shown(cx, row)
}

/** People in the administrator's units who hold a post today and have no account. */
export async function listCandidates(cx: Cx, search: string) {
  requireManager(cx)
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await cx.db
    .selectFrom('person')
    .innerJoin('post', 'post.person_id', 'person.id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select(['person.id as personId', 'person.name', 'post.title', 'unit.name as unitName'])
    .distinctOn('person.id')
    .where('account.id', 'is', null)
    .where('post.valid_to', 'is', null)
    .where(within(cx.actor, 'account.manage', 'post.unit_id'))
    .$if(search !== '', (query) =>
      query.where((eb) => eb.or([eb('person.name', 'ilike', like), eb('unit.name', 'ilike', like)])),
    )
    .orderBy('person.id', 'desc')
    .orderBy('post.is_main', 'desc')
    .limit(30)
    .execute()
  return { items: rows }
}

export function requireManager(cx: Cx, need: 'account.manage' | 'session.manage' = 'account.manage') {
  if (!canSomewhere(cx.actor, need)) throw new Refusal('not_permitted', { need })
}

const accountRows = (cx: Cx, need: 'account.manage' | 'session.manage' = 'account.manage') =>
  cx.db
    .selectFrom('account')
    .innerJoin('person', 'person.id', 'account.person_id')
    .leftJoinLateral(
      (eb) => placeOf(eb),
      (join) => join.onTrue(),
    )
    .leftJoin('sign_in_guard', (join) =>
      join.on(sql<boolean>`sign_in_guard.login_hash = encode(sha256(convert_to(account.login, 'UTF8')), 'hex')`),
    )
    .select((eb) => [
      'account.id',
      'account.person_id',
      'account.login',
      'person.name',
      'place.unitId',
      'place.unitName',
      'account.disabled_at',
      'sign_in_guard.locked_until',
      'account.last_sign_in_at',
      'account.created_at',
      eb('account.password_hash', 'is not', null).as('has_password'),
    ])
    .where(within(cx.actor, need, 'place.unitId'))

type Row = Awaited<ReturnType<ReturnType<typeof accountRows>['executeTakeFirstOrThrow']>>

function shown(cx: Cx, row: Row): AccountRow {
  const status = statusOf(
    { disabledAt: row.disabled_at, hasPassword: Boolean(row.has_password), lockedUntil: row.locked_until },
    cx.now,
  )
  return {
    id: row.id,
    personId: row.person_id,
    login: row.login,
    name: row.name,
    unitId: row.unitId,
    unitName: row.unitName ?? '',
    status,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    actions: actionsFor(status, row.person_id === cx.actor.personId),
  }
}

/** `statusOf` as a condition of the query; accounts.test.ts holds the two together. */
function inStatus(cx: Cx, wanted: AccountStatus[]) {
  const status = sql<string>`case when account.disabled_at is not null then 'disabled' when sign_in_guard.locked_until > ${cx.now} then 'locked' when account.password_hash is null then 'invited' else 'active' end`
  return sql<boolean>`${status} = any(${wanted}::text[])`
}
