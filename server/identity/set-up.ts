import type { AdminRole } from '../../contract/identity.ts'
import { admitAdministrator, findTopUnit, foundUnit } from '../organisations/index.ts'
import type { App, Cx } from '../platform/command.ts'
import { runCommand } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { issueLink, loadLink, takeLink } from './links.ts'
import { openAccount } from './open-account.ts'
import { setPassword } from './passwords.ts'
import { readPolicy } from './policy.ts'

const titles: Record<AdminRole, string> = {
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditor: '审计管理员',
}

/** What a one-time link is for. */
export async function showLink(cx: Cx, token: string) {
  const link = await loadLink(cx, token)
  const policy = await readPolicy(cx.db)
  const unit = await findTopUnit(cx)
  const account = link.account_id
    ? await cx.db
        .selectFrom('account')
        .innerJoin('person', 'person.id', 'account.person_id')
        .select(['account.login', 'person.name'])
        .where('account.id', '=', link.account_id)
        .executeTakeFirst()
    : undefined
  return {
    purpose: link.purpose as 'setUp' | 'resetPassword',
    role: link.role as AdminRole | null,
    unitNeeded: link.purpose === 'setUp' && !unit,
    unitName: unit?.name ?? null,
    login: account?.login ?? null,
    name: account?.name ?? null,
    expiresAt: link.expires_at.toISOString(),
    passwordMinLength: policy.passwordMinLength,
    passwordMinClasses: policy.passwordMinClasses,
  }
}

export interface SetUp {
  token: string
  unit?: { name: string; code: string; kind: 'provinceOffice' | 'cityOffice' | 'countyOffice' }
  name: string
  title: string
  login: string
  password: string
}

/**
 * First set-up (SEC-05, SEC-20): each link makes one new person with one of the three roles, so that nobody holds two.
 * The first makes the system administrator and gives back the links for the other two.
 */
export async function setUp(cx: Cx, input: SetUp) {
  const role = (await takeLink(cx, input.token, 'setUp')).role as AdminRole
  const found = await findTopUnit(cx)
  if (!found && !input.unit) throw new Refusal('identity.unit_needed')
  const unit = found ?? (await foundUnit(cx, input.unit!))
  const personId = await admitAdministrator(cx, { unit, name: input.name, title: input.title || titles[role], role })
  await openAccount(cx, { personId, unitId: unit.id, login: input.login, password: input.password })
  const others = role === 'systemAdmin' ? await missingRoles(cx) : []
  return {
    links: await inTurn(others, async (other) => ({
      role: other,
      ...(await issueLink(cx, { purpose: 'setUp', role: other })),
    })),
  }
}

/** Choosing a password by link ends every session: whoever was in with the old one is out. */
export async function resetPassword(cx: Cx, input: { token: string; password: string }) {
  const { accountId } = await takeLink(cx, input.token, 'resetPassword')
  const account = await cx.db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', accountId!)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (account.disabled_at) throw new Refusal('identity.link_invalid')
  await setPassword(cx, account, input.password, await readPolicy(cx.db))
  await cx.db
    .updateTable('session')
    .set({ ended_at: cx.now })
    .where('account_id', '=', account.id)
    .where('ended_at', 'is', null)
    .execute()
  const post = await cx.db
    .selectFrom('post')
    .select('unit_id')
    .where('person_id', '=', account.person_id)
    .orderBy('is_main', 'desc')
    .limit(1)
    .executeTakeFirst()
  await cx.record('account.password_reset', { id: account.id, unitId: post?.unit_id ?? systemActor.unitId })
  return { login: account.login }
}

/**
 * At every start in production: while one of the three administrators is missing, a one-time link of 24 hours appears in the log.
 * There is no default account and no default password. The system administrator comes first and hands on the other links.
 */
export async function prepareIdentity(app: App): Promise<void> {
  if (app.mode !== 'production') return
  const links = await runCommand(app, systemActor, async (cx) => {
    const missing = await missingRoles(cx)
    const wanted = missing.includes('systemAdmin') ? (['systemAdmin'] as const) : missing
    return inTurn(wanted, async (role) => {
      const open =
        role !== 'systemAdmin' &&
        (await cx.db
          .selectFrom('one_time_link')
          .select('token_hash')
          .where('role', '=', role)
          .where('used_at', 'is', null)
          .where('expires_at', '>', cx.now)
          .executeTakeFirst())
      return open ? undefined : { role, ...(await issueLink(cx, { purpose: 'setUp', role })) }
    })
  })
  for (const link of links)
    if (link) app.log.warn(link, `还没有${titles[link.role]}：请在 24 小时内打开这个一次性链接进行设置`)
}

/** Is there nobody yet who could sign in? */
export const setUpNeeded = async (cx: Cx): Promise<boolean> =>
  (await cx.db.selectFrom('account').select('id').limit(1).executeTakeFirst()) === undefined

/** Which of the three nobody holds with an account that works. */
async function missingRoles(cx: Cx): Promise<AdminRole[]> {
  const rows = await cx.db
    .selectFrom('role_grant')
    .innerJoin('account', 'account.person_id', 'role_grant.person_id')
    .select('role_grant.role')
    .distinct()
    .where('role_grant.role', 'in', Object.keys(titles))
    .where('role_grant.revoked_at', 'is', null)
    .where('account.disabled_at', 'is', null)
    .execute()
  const held = new Set(rows.map((row) => row.role))
  return (Object.keys(titles) as AdminRole[]).filter((role) => !held.has(role))
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}
