import type { FastifyInstance } from 'fastify'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Role } from '../../contract/access.ts'
import { buildHttp, sessionCookie } from '../platform/http.ts'
import type { App } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { openAccount, recognise } from './index.ts'
import { identityRoutes } from './routes.ts'

/** SEC-04: in production a password alone opens no session of an administrator or a signer. */
let world: World
let http: FastifyInstance
const password = 'Xiaodian-8848'
let last = 0

beforeAll(async () => {
  world = await newWorld()
  const app: App = { ...world.app, mode: 'production', clock: () => world.app.clock() }
  http = await buildHttp(app, { router: { identity: identityRoutes }, recognise, webDir: undefined, behindTls: true })
})
afterAll(async () => {
  await http.close()
  await world.close()
})
beforeEach(() => world.setClock('2026-03-02T01:00:00.000Z'))

const later = (seconds: number) => world.setClock(new Date(world.app.clock().getTime() + seconds * 1000).toISOString())
const codeNow = (secret: string) => generateSync({ secret, epoch: Math.floor(world.app.clock().getTime() / 1000) })

async function someone(role: Role) {
  const login = `second${++last}`
  const person = await world.person(role, '140000', { reach: 'subtree' })
  const accountId = await world.as(systemActor, (cx) =>
    openAccount(cx, { personId: person.personId, unitId: person.unitId, login, password }),
  )
  return { login, accountId, address: `10.7.0.${last}` }
}

async function call(who: { address: string }, path: string, body?: unknown, cookie?: string) {
  const response = await http.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api${path}`,
    headers: {
      'x-zhengxin': '1',
      'x-forwarded-for': who.address,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie ? { cookie: `${sessionCookie}=${cookie}` } : {}),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  const json = (response.body === '' ? {} : JSON.parse(response.body)) as Record<string, unknown>
  const cookieSet = response.cookies.find((set) => set.name === sessionCookie)?.value
  return { status: response.statusCode, code: json['code'], json, cookie: cookieSet }
}

const signIn = (who: { login: string; address: string }) => call(who, '/sign-in', { login: who.login, password })

/** Signs in, adds one-time codes, gives back the secret and the recovery codes. */
async function withTotp(role: Role) {
  const who = await someone(role)
  const { cookie } = await signIn(who)
  const begun = await call(who, '/me/factors/totp', { name: '手机' }, cookie)
  const secret = String(begun.json['secret'])
  const done = await call(
    who,
    `/me/factors/totp/${String(begun.json['id'])}/confirm`,
    { code: codeNow(secret) },
    cookie,
  )
  expect(done.status).toBe(200)
  later(60)
  return { ...who, cookie: cookie!, secret, recoveryCodes: done.json['recoveryCodes'] as string[] }
}
async function stepOf(who: { login: string; address: string }): Promise<string> {
  const { json, cookie } = await signIn(who)
  expect(cookie).toBeUndefined() // the password alone opens nothing
  return (json['secondFactor'] as { step: string }).step
}

test.each(['systemAdmin', 'securityAdmin', 'auditor', 'deputySigner', 'chiefSigner', 'issueSigner'] as const)(
  'a %s without a second factor can only add one',
  async (role) => {
    const who = await someone(role)
    const { cookie } = await signIn(who)
    expect((await call(who, '/me', undefined, cookie)).json).toMatchObject({ mustAddSecondFactor: true })
    expect((await call(who, '/me/sessions', undefined, cookie)).code).toBe('identity.must_add_second_factor')
    expect((await call(who, '/me/factors', undefined, cookie)).json).toMatchObject({ required: true, items: [] })
  },
)

test.each(['reporter', 'reviewer', 'editor', 'leader'] as const)('a %s may go without', async (role) => {
  const who = await someone(role)
  const { cookie } = await signIn(who)
  expect((await call(who, '/me/sessions', undefined, cookie)).status).toBe(200)
})

test('adding one opens the way at once; the next sign-in asks for it', async () => {
  const who = await withTotp('chiefSigner')
  expect(who.recoveryCodes).toHaveLength(10)
  expect((await call(who, '/me/sessions', undefined, who.cookie)).status).toBe(200)
  const done = await call(who, '/sign-in/second', { step: await stepOf(who), code: codeNow(who.secret) })
  expect(done.status).toBe(200)
  expect((await call(who, '/me/sessions', undefined, done.cookie)).status).toBe(200)
})

test('a code is good once, and half a minute to either side', async () => {
  const who = await withTotp('systemAdmin')
  const code = codeNow(who.secret)
  later(30)
  expect((await call(who, '/sign-in/second', { step: await stepOf(who), code })).status).toBe(200)
  expect((await call(who, '/sign-in/second', { step: await stepOf(who), code })).code).toBe('identity.wrong_code')
  const old = codeNow(who.secret)
  later(90)
  expect((await call(who, '/sign-in/second', { step: await stepOf(who), code: old })).code).toBe('identity.wrong_code')
})

test('a recovery code opens once, in upper case and with spaces too', async () => {
  const who = await withTotp('auditor')
  const typed = ` ${who.recoveryCodes[0]!.toUpperCase()} `
  expect((await call(who, '/sign-in/second', { step: await stepOf(who), code: typed })).status).toBe(200)
  expect((await call(who, '/sign-in/second', { step: await stepOf(who), code: typed })).code).toBe(
    'identity.wrong_code',
  )
})

test('five wrong codes lock, and giving the right password in between does not clear the count', async () => {
  const who = await withTotp('deputySigner')
  const answers = []
  for (let n = 0; n < 5; n++)
    answers.push((await call(who, '/sign-in/second', { step: await stepOf(who), code: '000000' })).code)
  expect(answers).toEqual([...Array.from({ length: 4 }, () => 'identity.wrong_code'), 'identity.locked'])
  const right = await call(who, '/sign-in/second', { step: await stepOf(who), code: codeNow(who.secret) })
  expect(right.code).toBe('identity.locked')
})

test('the step is over after five minutes, after use, and is nothing when made up', async () => {
  const who = await withTotp('systemAdmin')
  const step = await stepOf(who)
  later(301)
  expect((await call(who, '/sign-in/second', { step, code: codeNow(who.secret) })).code).toBe(
    'identity.sign_in_step_over',
  )
  const used = await stepOf(who)
  expect((await call(who, '/sign-in/second', { step: used, code: codeNow(who.secret) })).status).toBe(200)
  later(60)
  expect((await call(who, '/sign-in/second', { step: used, code: codeNow(who.secret) })).code).toBe(
    'identity.sign_in_step_over',
  )
  expect((await call(who, '/sign-in/second', { step: 'x'.repeat(43), code: '123456' })).code).toBe(
    'identity.sign_in_step_over',
  )
})

test('adding and removing need a password given just now, and the last factor of a signer stays', async () => {
  const who = await withTotp('chiefSigner')
  const { json } = await call(who, '/me/factors', undefined, who.cookie)
  const [factor] = json['items'] as { id: string }[]
  expect((await call(who, `/me/factors/${factor!.id}/remove`, {}, who.cookie)).code).toBe('identity.last_factor')
  later(400)
  expect((await call(who, `/me/factors/${factor!.id}/remove`, {}, who.cookie)).code).toBe('prove_again')
  expect((await call(who, '/me/factors/totp', { name: '另一部' }, who.cookie)).code).toBe('prove_again')
})

test('the secret lies sealed in the database, recovery codes as hashes', async () => {
  const who = await withTotp('reporter')
  const rows = await world.db.selectFrom('second_factor').selectAll().where('account_id', '=', who.accountId).execute()
  expect(rows[0]!.secret_sealed!.toString('latin1')).not.toContain(who.secret)
  expect(world.app.vault.open(rows[0]!.secret_sealed!).toString()).toBe(who.secret)
  const codes = await world.db.selectFrom('recovery_code').selectAll().where('account_id', '=', who.accountId).execute()
  expect(codes.map((row) => row.code_hash)).not.toContain(who.recoveryCodes[0])
})

test('a lost phone: the security administrator clears, the system administrator cannot, and both leave an event', async () => {
  const [security, system, lost] = [
    await withTotp('securityAdmin'),
    await withTotp('systemAdmin'),
    await withTotp('editor'),
  ]
  later(-60) // the proof of each is still fresh
  const clear = (who: typeof lost) => call(who, `/accounts/${lost.accountId}/clear-factors`, {}, who.cookie)
  expect((await clear(system)).code).toBe('not_permitted')
  const holders = await call(security, `/accounts/factor-holders?search=${lost.login}`, undefined, security.cookie)
  expect(holders.json['items']).toMatchObject([{ id: lost.accountId, factors: ['手机'] }])
  expect((await clear(security)).status).toBe(200)
  expect((await call(lost, '/me', undefined, lost.cookie)).code).toBe('not_signed_in')
  expect((await signIn(lost)).cookie).toBeDefined()
  expect((await world.events(lost.accountId)).map((event) => event.kind)).toContain('account.factors_cleared')
})
