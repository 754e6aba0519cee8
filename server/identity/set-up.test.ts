import { afterAll, beforeEach, expect, test } from 'vitest'
import pino from 'pino'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { App } from '../platform/command.ts'
import { findActor } from '../organisations/index.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { demoPassword, prepareIdentity } from './index.ts'
import { setUp, showLink } from './set-up.ts'
import type { SetUp } from './set-up.ts'
import { signInPage } from './sign-in-page.ts'

let world: World | undefined
let app: App
let logged: { path: string; role: string }[]
afterAll(() => world?.close())
/** A fresh production installation: no unit, no person, no account. */
beforeEach(async () => {
  await world?.close()
  world = await newWorld()
  await world.db.deleteFrom('unit').execute()
  logged = []
  app = {
    ...world.app,
    mode: 'production',
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line) as never) }),
  }
})

const tokenOf = (path: string) => path.split('/').at(-1)!
const use = (path: string, more: Partial<SetUp> = {}) =>
  runCommand(app, systemActor, (cx) =>
    setUp(cx, {
      token: tokenOf(path),
      name: '刘洋',
      title: '',
      login: 'liuyang',
      password: 'Fenhe-Liushui-8',
      ...more,
    }),
  )
const page = () => runQuery(app, systemActor, signInPage)
const unit = { name: '太原市人民政府办公室', code: '140100', kind: 'cityOffice' as const }

test('a fresh production installation has no account and no password, only a one-time link in the log (SEC-05)', async () => {
  await prepareIdentity(app)
  expect(await world!.db.selectFrom('account').selectAll().execute()).toEqual([])
  expect(logged).toMatchObject([{ role: 'systemAdmin', path: expect.stringMatching(/^\/setup\/[\w-]{43}$/) as string }])
  expect(await page()).toEqual({
    mode: 'production',
    accounts: [],
    demoPassword: null,
    setUpNeeded: true,
    singleSignOn: null,
  })
  expect(await runQuery(app, systemActor, (cx) => showLink(cx, tokenOf(logged[0]!.path)))).toMatchObject({
    purpose: 'setUp',
    role: 'systemAdmin',
    unitNeeded: true,
    unitName: null,
  })
})

test('the first set-up names the unit and makes the system administrator; its links make the other two, three different people (SEC-20)', async () => {
  await prepareIdentity(app)
  await expect(use(logged[0]!.path)).rejects.toMatchObject({ code: 'identity.unit_needed' })
  const { links } = await use(logged[0]!.path, { unit })
  expect(links.map((link) => link.role)).toEqual(['securityAdmin', 'auditor'])
  await use(links[0]!.path, { name: '王芳', login: 'wangfang' })
  await use(links[1]!.path, { name: '陈静', login: 'chenjing' })
  const people = await world!.db
    .selectFrom('account')
    .innerJoin('role_grant', 'role_grant.person_id', 'account.person_id')
    .select(['account.login', 'role_grant.role', 'account.person_id'])
    .orderBy('account.created_at')
    .orderBy('role_grant.role', 'desc')
    .execute()
  expect(people.map((row) => [row.login, row.role])).toEqual([
    ['liuyang', 'systemAdmin'],
    ['wangfang', 'securityAdmin'],
    ['chenjing', 'auditor'],
  ])
  const actor = await findActor(app.db, people[0]!.person_id, app.clock(), null)
  expect(actor).toMatchObject({
    unitPath: '/140100/',
    title: '系统管理员',
    grants: [{ role: 'systemAdmin', reach: 'subtree' }],
  })
  expect((await page()).setUpNeeded).toBe(false)
  logged = []
  await prepareIdentity(app)
  expect(logged).toEqual([])
})

test('a link works once, for 24 hours, and a weak password does not use it up', async () => {
  await prepareIdentity(app)
  const { path } = logged[0]!
  await expect(use(path, { unit, password: 'password' })).rejects.toMatchObject({ code: 'identity.password_too_short' })
  await use(path, { unit })
  await expect(use(path, { login: 'second' })).rejects.toMatchObject({ code: 'identity.link_invalid' })
  await expect(use('/setup/' + 'x'.repeat(43))).rejects.toMatchObject({ code: 'identity.link_invalid' })
})

test('a lost link is not the end: after 24 hours a restart writes a new one for who is still missing', async () => {
  await prepareIdentity(app)
  await use(logged[0]!.path, { unit })
  logged = []
  await prepareIdentity(app)
  expect(logged).toEqual([]) // the links handed on still work
  world!.setClock('2026-03-04T01:00:00.000Z')
  await prepareIdentity(app)
  expect(logged.map((line) => line.role)).toEqual(['securityAdmin', 'auditor'])
})

test('of two at the same link one gets it', async () => {
  await prepareIdentity(app)
  const { path } = logged[0]!
  const outcomes = await Promise.allSettled([use(path, { unit }), use(path, { unit, login: 'other' })])
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('only the demo shows accounts and its password; the demo makes no set-up link', async () => {
  await prepareIdentity(app)
  await use(logged[0]!.path, { unit })
  app = { ...app, mode: 'demo' }
  expect(await page()).toMatchObject({
    mode: 'demo',
    demoPassword,
    accounts: [{ login: 'liuyang', name: '刘洋', unit: unit.name, roleNames: ['系统管理员'] }],
  })
  for (const mode of ['production', 'development', 'test'] as const) {
    app = { ...app, mode }
    expect(await page()).toMatchObject({ accounts: [], demoPassword: null })
  }
})
