import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AccountStatus } from '../../contract/identity.ts'
import { newWorld } from '../../test/world.ts'
import type { UnitCode, World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { createAccount, disableAccount, enableAccount, issueResetLink, unlockAccount } from './account-acts.ts'
import { listAccounts, listCandidates, loadAccount } from './accounts.ts'
import { openAccount } from './open-account.ts'
import { passwordMatches } from './passwords.ts'
import { readPolicy, saveSettings, showSettings } from './policy.ts'
import { endSession, listOnlineSessions } from './sessions.ts'
import { resetPassword, showLink } from './set-up.ts'
import { tryPassword } from './try-password.ts'

let world: World
let admin: Actor
let cityAdmin: Actor
beforeAll(async () => {
  world = await newWorld()
  admin = await world.person('systemAdmin', '140000', { reach: 'subtree', name: '高峰' })
  cityAdmin = await world.person('systemAdmin', '140100', { reach: 'subtree' })
})
afterAll(() => world.close())
beforeEach(() => world.setClock('2026-03-02T01:00:00.000Z'))

const password = 'Yingze-8848'
const tokenOf = (path: string) => path.split('/').at(-1)!
async function account(unit: UnitCode, login: string, secret: string | undefined = password) {
  const person = await world.person('reporter', unit, { name: `${login}先生` })
  const id = await world.as(systemActor, (cx) =>
    openAccount(cx, { personId: person.personId, unitId: person.unitId, login, password: secret }),
  )
  return { id, person }
}

test('an account is opened without a password; the person chooses it by the one-time link', async () => {
  const person = await world.person('reporter', '140106', { name: '白露' })
  const { account: made, link } = await world.as(admin, (cx) =>
    createAccount(cx, { personId: person.personId, login: 'BaiLu' }),
  )
  expect(made).toMatchObject({
    login: 'bailu',
    status: 'invited',
    unitName: '迎泽区人民政府办公室',
    actions: ['disable', 'issueResetLink'],
  })
  expect(await world.asReader(systemActor, (cx) => showLink(cx, tokenOf(link.path)))).toMatchObject({
    purpose: 'resetPassword',
    login: 'bailu',
    name: '白露',
    unitNeeded: false,
  })
  await expect(
    world.as(systemActor, (cx) => resetPassword(cx, { token: tokenOf(link.path), password: 'short' })),
  ).rejects.toMatchObject({ code: 'identity.password_too_short' })
  await world.as(systemActor, (cx) => resetPassword(cx, { token: tokenOf(link.path), password }))
  expect((await world.asReader(admin, (cx) => loadAccount(cx, made.id))).status).toBe('active')
  await expect(
    world.as(systemActor, (cx) => resetPassword(cx, { token: tokenOf(link.path), password: 'Another-8848' })),
  ).rejects.toMatchObject({ code: 'identity.link_invalid' })
})

test('a second account with the same name, in any case of letters, or for the same person is refused (SEC-01)', async () => {
  const { person } = await account('140105', 'zhaomin')
  const other = await world.person('reporter', '140105')
  await expect(
    world.as(admin, (cx) => createAccount(cx, { personId: other.personId, login: 'ZhaoMin' })),
  ).rejects.toMatchObject({ code: 'identity.login_taken' })
  await expect(
    world.as(admin, (cx) => createAccount(cx, { personId: person.personId, login: 'zhaomin2' })),
  ).rejects.toMatchObject({ code: 'identity.has_account' })
})

test('a newer reset link makes the older one void; a link lasts 24 hours; it ends all sessions', async () => {
  const { id } = await account('140105', 'sunli')
  const first = await world.as(admin, (cx) => issueResetLink(cx, id))
  const second = await world.as(admin, (cx) => issueResetLink(cx, id))
  await expect(world.asReader(systemActor, (cx) => showLink(cx, tokenOf(first.path)))).rejects.toMatchObject({
    code: 'identity.link_invalid',
  })
  await world.db
    .insertInto('session')
    .values({
      id: crypto.randomUUID(),
      token_hash: 'h1',
      account_id: id,
      created_at: new Date(),
      last_seen_at: new Date(),
      expires_at: new Date(),
      proved_at: new Date(),
      address: '',
      user_agent: '',
    })
    .execute()
  await world.as(systemActor, (cx) => resetPassword(cx, { token: tokenOf(second.path), password: 'Another-8848' }))
  expect(
    await world.db
      .selectFrom('session')
      .select('id')
      .where('account_id', '=', id)
      .where('ended_at', 'is', null)
      .execute(),
  ).toEqual([])
  const third = await world.as(admin, (cx) => issueResetLink(cx, id))
  world.setClock('2026-03-03T01:00:01.000Z')
  await expect(world.asReader(systemActor, (cx) => showLink(cx, tokenOf(third.path)))).rejects.toMatchObject({
    code: 'identity.link_invalid',
  })
})

test('whoever is no system administrator, or of another city, opens and closes nothing', async () => {
  const { id } = await account('140200', 'datong1')
  const outsiders: [Actor, string][] = [
    [await world.person('securityAdmin', '140000', { reach: 'subtree' }), 'not_permitted'],
    [await world.person(['chiefEditor', 'reporter'], '140200'), 'not_permitted'],
    [cityAdmin, 'not_found'],
  ]
  for (const [actor, code] of outsiders) {
    for (const act of [
      disableAccount as (cx: Cx, id: string) => Promise<unknown>,
      enableAccount,
      unlockAccount,
      issueResetLink,
    ])
      await expect(world.as(actor, (cx) => act(cx, id))).rejects.toMatchObject({ code })
  }
  expect(
    (await world.asReader(cityAdmin, (cx) => listAccounts(cx, { limit: 200 }))).items.map((row) => row.login),
  ).not.toContain('datong1')
  expect(
    (await world.asReader(cityAdmin, (cx) => listCandidates(cx, ''))).items.every(
      (row) => !row.unitName.startsWith('大同'),
    ),
  ).toBe(true)
})

test('an administrator does not disable the own account, and no act fits twice', async () => {
  const own = await world.as(systemActor, (cx) =>
    openAccount(cx, { personId: admin.personId, unitId: admin.unitId, login: 'gaofeng', password }),
  )
  await expect(world.as(admin, (cx) => disableAccount(cx, own))).rejects.toMatchObject({ code: 'identity.own_account' })
  const { id } = await account('140105', 'twice')
  await world.as(admin, (cx) => disableAccount(cx, id))
  await expect(world.as(admin, (cx) => disableAccount(cx, id))).rejects.toMatchObject({
    code: 'identity.wrong_state',
    data: { status: 'disabled' },
  })
  expect((await world.as(admin, (cx) => enableAccount(cx, id))).status).toBe('active')
  expect((await world.events(id)).map((event) => event.kind)).toEqual([
    'account.created',
    'account.disabled',
    'account.enabled',
  ])
})

test('a locked account is seen and opened before its time', async () => {
  const { id, person } = await account('140105', 'locked1')
  const policy = await readPolicy(world.db)
  for (let i = 0; i < 5; i++)
    await world.as(systemActor, (cx) =>
      tryPassword(
        cx,
        { login: 'locked1', account: { id, unitId: person.unitId }, matches: false, address: '', at: 'signIn' },
        policy,
      ),
    )
  expect(
    (await world.asReader(admin, (cx) => listAccounts(cx, { limit: 10, status: ['locked'] }))).items,
  ).toMatchObject([{ login: 'locked1', status: 'locked' }])
  expect((await world.as(admin, (cx) => unlockAccount(cx, id))).status).toBe('active')
})

test('the list pages without gaps, searches in names and logins, and its filter agrees with the state it shows', async () => {
  for (let i = 0; i < 7; i++) await account('140106', `page-${i}`, i % 2 ? undefined : password)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await world.asReader(admin, (cx) => listAccounts(cx, { limit: 3, search: 'page-', cursor }))
    seen.push(...page.items.map((row) => row.login))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual(Array.from({ length: 7 }, (_, i) => `page-${i}`))
  expect(
    (await world.asReader(admin, (cx) => listAccounts(cx, { limit: 10, search: '白露' }))).items.map(
      (row) => row.login,
    ),
  ).toEqual(['bailu'])
  expect((await world.asReader(admin, (cx) => listAccounts(cx, { limit: 10, search: '%' }))).total).toBe(0)
  const all = (await world.asReader(admin, (cx) => listAccounts(cx, { limit: 200 }))).items
  for (const status of AccountStatus.options) {
    const { items } = await world.asReader(admin, (cx) => listAccounts(cx, { limit: 200, status: [status] }))
    expect(items).toEqual(all.filter((row) => row.status === status))
  }
})

test('the settings are changed by the system administrator of the whole node, and the event keeps what was', async () => {
  const before = await readPolicy(world.db)
  const next = { ...before, passwordMinLength: 12, idleMinutes: 20 }
  await expect(world.as(cityAdmin, (cx) => saveSettings(cx, next))).rejects.toMatchObject({ code: 'not_permitted' })
  await world.as(admin, (cx) => saveSettings(cx, next))
  expect(await world.asReader(admin, showSettings)).toEqual({ policy: next, canManage: true })
  const event = await world.db
    .selectFrom('event')
    .select('data')
    .where('kind', '=', 'setting.changed')
    .executeTakeFirstOrThrow()
  expect(event.data).toEqual({
    changed: { passwordMinLength: { from: 10, to: 12 }, idleMinutes: { from: 30, to: 20 } },
  })
  await world.as(admin, (cx) => saveSettings(cx, before))
})

test('the security administrator sees who is signed in and ends a session; a colleague does neither', async () => {
  const { id, person } = await account('140105', 'online1')
  const sessionId = crypto.randomUUID()
  const now = world.app.clock()
  await world.db
    .insertInto('session')
    .values({
      id: sessionId,
      token_hash: 'h2',
      account_id: id,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + 3_600_000),
      proved_at: now,
      address: '10.0.0.1',
      user_agent: 'x',
    })
    .execute()
  const security = await world.person('securityAdmin', '140100', { reach: 'subtree' })
  const other = await world.person('securityAdmin', '140200', { reach: 'subtree' })
  const listed = await world.asReader(security, (cx) => listOnlineSessions(cx, { limit: 10 }, null))
  expect(listed).toMatchObject({ total: 1, items: [{ id: sessionId, personId: person.personId, current: false }] })
  expect((await world.asReader(other, (cx) => listOnlineSessions(cx, { limit: 10 }, null))).items).toEqual([])
  for (const actor of [other, admin, await world.person('reporter', '140105')])
    await expect(world.as(actor, (cx) => endSession(cx, sessionId))).rejects.toMatchObject({ code: 'not_found' })
  await world.as(security, (cx) => endSession(cx, sessionId))
  expect((await world.asReader(security, (cx) => listOnlineSessions(cx, { limit: 10 }, null))).items).toEqual([])
})

test('a hash is argon2id, and no hash matches nothing', async () => {
  const { password_hash } = await world.db
    .selectFrom('account')
    .select('password_hash')
    .where('login', '=', 'gaofeng')
    .executeTakeFirstOrThrow()
  expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches(password_hash, password)).toBe(true)
  expect(await passwordMatches(null, password)).toBe(false)
})
