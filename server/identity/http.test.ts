import { once } from 'node:events'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { UnitCode, World } from '../../test/world.ts'
import type { Role } from '../../contract/access.ts'
import { runCommand } from '../platform/command.ts'
import { buildHttp, contextOf, sessionCookie } from '../platform/http.ts'
import { Live, liveRoute } from '../platform/live.ts'
import { systemActor } from '../platform/system-actor.ts'
import { disableAccount } from './account-acts.ts'
import { identityReactions, openAccount, recognise } from './index.ts'
import { identityRoutes } from './routes.ts'

let world: World
let http: FastifyInstance
const router = { identity: identityRoutes }
const password = 'Xiaodian-8848'
let last = 0

beforeAll(async () => {
  world = await newWorld()
  http = await buildHttp(world.app, { router, recognise, webDir: undefined, behindTls: true })
})
afterAll(async () => {
  await http.close()
  await world.close()
})
beforeEach(() => world.setClock('2026-03-02T01:00:00.000Z'))

const later = (minutes: number) =>
  world.setClock(new Date(world.app.clock().getTime() + minutes * 60_000).toISOString())

/** A person with an account; every test has its own, from an address of its own. */
async function someone(roles: Role | Role[] = 'reporter', unit: UnitCode = '140105') {
  const n = ++last
  const person = await world.person(roles, unit, { reach: roles === 'reporter' ? 'own' : 'subtree' })
  const login = `who${n}`
  const accountId = await world.as(systemActor, (cx) =>
    openAccount(cx, { personId: person.personId, unitId: person.unitId, login, password }),
  )
  return { person, login, accountId, address: `10.1.${Math.floor(n / 250)}.${n % 250}` }
}

interface Ask {
  cookie?: string
  bearer?: string
  address?: string
  headers?: Record<string, string>
}
async function call(method: 'GET' | 'POST', path: string, body?: unknown, ask: Ask = {}) {
  const response = await http.inject({
    method,
    url: `/api${path}`,
    remoteAddress: '127.0.0.1',
    headers: {
      'x-zhengxin': '1',
      'x-forwarded-for': ask.address ?? '10.9.9.9',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ask.cookie ? { cookie: `${sessionCookie}=${ask.cookie}` } : {}),
      ...(ask.bearer ? { authorization: `Bearer ${ask.bearer}` } : {}),
      ...ask.headers,
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  const set = response.cookies.find((cookie) => cookie.name === sessionCookie)
  const json = response.body === '' ? {} : (JSON.parse(response.body) as Record<string, unknown> & { code?: string })
  return { status: response.statusCode, code: json.code, json, set, text: response.body }
}

const signInAs = async (who: { login: string; address: string }, secret = password, cookie?: string) =>
  call('POST', '/sign-in', { login: who.login, password: secret }, { address: who.address, cookie })
async function cookieOf(who: { login: string; address: string }) {
  const { set, status } = await signInAs(who)
  expect(status).toBe(200)
  return set!.value
}

test('a made-up cookie or token is nobody', async () => {
  expect((await call('GET', '/me', undefined, { cookie: 'x'.repeat(43) })).code).toBe('not_signed_in')
  expect((await call('GET', '/me', undefined, { bearer: 'zx_nothing' })).code).toBe('not_signed_in')
})

test('a page of another site cannot post for the person: without our header, or from another origin, 403', async () => {
  const cookie = await cookieOf(await someone())
  expect((await call('POST', '/sign-out', {}, { cookie, headers: { 'x-zhengxin': '' } })).status).toBe(403)
  expect((await call('POST', '/sign-out', {}, { cookie, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(
    403,
  )
  expect((await call('GET', '/me', undefined, { cookie })).status).toBe(200)
})

test('the session cookie is HttpOnly, Strict and Secure, and the database keeps only its hash', async () => {
  const { set } = await signInAs(await someone())
  expect(set).toMatchObject({ httpOnly: true, sameSite: 'Strict', secure: true, path: '/' })
  const hashes = await world.db.selectFrom('session').select('token_hash').execute()
  expect(hashes.map((row) => row.token_hash)).not.toContain(set!.value)
})

test('session fixation: a planted cookie is never taken over, and signing in again ends the session before', async () => {
  const who = await someone()
  const planted = 'p'.repeat(43)
  const first = await signInAs(who, password, planted)
  expect(first.set!.value).not.toBe(planted)
  expect((await call('GET', '/me', undefined, { cookie: planted })).status).toBe(401)
  const second = await signInAs(who, password, first.set!.value)
  expect(second.set!.value).not.toBe(first.set!.value)
  expect((await call('GET', '/me', undefined, { cookie: first.set!.value })).status).toBe(401)
  expect((await call('GET', '/me', undefined, { cookie: second.set!.value })).status).toBe(200)
})

test('me tells who I am, what I may do somewhere, and no more', async () => {
  const who = await someone('systemAdmin', '140000')
  const { json } = await call('GET', '/me', undefined, { cookie: await cookieOf(who) })
  expect(json).toMatchObject({
    personId: who.person.personId,
    login: who.login,
    unitName: '山西省人民政府办公厅',
    isOffice: true,
    mustChangePassword: false,
    roles: [{ role: 'systemAdmin' }],
  })
  expect(json['permissions']).toEqual([
    'unit.read',
    'unit.manage',
    'person.read',
    'person.manage',
    'account.manage',
    'setting.manage',
    'node.manage',
  ])
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const cookie = await cookieOf(await someone())
  const answer = await call('POST', '/sign-out', {}, { cookie })
  expect([answer.status, answer.set?.value]).toEqual([200, ''])
  expect((await call('GET', '/me', undefined, { cookie })).status).toBe(401)
})

test('five wrong passwords lock for 15 minutes, even for the right one; then it opens again', async () => {
  const who = await someone()
  for (let i = 0; i < 4; i++) expect((await signInAs(who, 'wrong')).code).toBe('identity.wrong_password')
  expect(await signInAs(who, 'wrong')).toMatchObject({
    status: 423,
    code: 'identity.locked',
    json: { data: { minutes: 15 } },
  })
  later(14)
  expect((await signInAs(who)).code).toBe('identity.locked')
  later(1.1)
  expect((await signInAs(who)).status).toBe(200)
  const kinds = (await world.events(who.accountId)).map((event) => event.kind)
  expect(kinds).toEqual([
    'account.created',
    ...Array<string>(5).fill('account.sign_in_failed'),
    'account.locked',
    'account.sign_in_failed',
    'account.signed_in',
  ])
})

test('a login that does not exist gets the same answers, the lock included', async () => {
  const nobody = { login: 'nobody-here', address: '10.2.0.1' }
  const real = await someone()
  for (let i = 0; i < 6; i++) {
    const [known, unknown] = [await signInAs(real, 'Wrong-4711-x'), await signInAs(nobody, 'Wrong-4711-x')]
    expect([unknown.status, unknown.json]).toEqual([known.status, known.json])
  }
})

test('guesses sent at the same time count one by one', async () => {
  const who = await someone()
  for (let i = 0; i < 3; i++) await signInAs(who, 'wrong')
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => signInAs(who, `Wrong-${i}`)))
  expect(answers.map((answer) => answer.code).sort()).toEqual([
    ...Array<string>(7).fill('identity.locked'),
    'identity.wrong_password',
  ])
  expect((await signInAs(who)).code).toBe('identity.locked')
})

test('a failed sign-in is recorded without the password, and without the login when there is no such account', async () => {
  await call('POST', '/sign-in', { login: 'my-secret-typed-here', password: 'Other-Secret-1' }, { address: '10.3.0.1' })
  const rows = await world.db.selectFrom('event').selectAll().where('kind', '=', 'account.sign_in_failed').execute()
  const text = JSON.stringify(rows)
  expect(rows.some((row) => (row.data as { address: string }).address === '10.3.0.1')).toBe(true)
  expect(text).not.toContain('Other-Secret-1')
  expect(text).not.toContain('my-secret-typed-here')
  expect(JSON.stringify(await world.db.selectFrom('sign_in_guard').selectAll().execute())).not.toContain(
    'my-secret-typed-here',
  )
})

test('twenty failures from one address close it to strangers, not to colleagues who signed in there before', async () => {
  const address = '10.4.0.1'
  const [colleague, newcomer] = [await someone(), await someone()]
  expect((await signInAs({ ...colleague, address })).status).toBe(200)
  for (let i = 0; i < 20; i++) await call('POST', '/sign-in', { login: `guess-${i}`, password: 'x' }, { address })
  expect(await signInAs({ ...newcomer, address })).toMatchObject({ status: 429, code: 'too_many_requests' })
  expect((await signInAs({ ...colleague, address })).status).toBe(200)
  later(6)
  expect((await signInAs({ ...newcomer, address })).status).toBe(200)
})

test('thirty idle minutes or ten hours end the session on the server', async () => {
  const who = await someone()
  const idle = await cookieOf(who)
  later(29)
  expect((await call('GET', '/me', undefined, { cookie: idle })).status).toBe(200)
  later(29)
  expect((await call('GET', '/me', undefined, { cookie: idle })).status).toBe(200)
  later(31)
  expect((await call('GET', '/me', undefined, { cookie: idle })).status).toBe(401)
  const busy = await cookieOf(who)
  for (let i = 0; i < 29; i++) {
    later(20)
    expect((await call('GET', '/me', undefined, { cookie: busy })).status).toBe(200)
  }
  later(21)
  expect((await call('GET', '/me', undefined, { cookie: busy })).status).toBe(401)
})

test('a page that fetches by itself does not keep a deserted desk signed in', async () => {
  const cookie = await cookieOf(await someone())
  for (let i = 0; i < 3; i++) {
    later(9)
    expect((await call('GET', '/me', undefined, { cookie, headers: { 'x-zhengxin-unattended': '1' } })).status).toBe(
      200,
    )
  }
  later(9)
  expect((await call('GET', '/me', undefined, { cookie, headers: { 'x-zhengxin-unattended': '1' } })).status).toBe(401)
})

test('a disabled account and an ended post are out at once, a token too', async () => {
  const [admin, who] = [await someone('systemAdmin', '140000'), await someone()]
  const [adminCookie, cookie] = [await cookieOf(admin), await cookieOf(who)]
  const token = (await call('POST', '/me/tokens', { name: '对接', days: 30 }, { cookie })).json['token'] as string
  expect((await call('GET', '/me', undefined, { bearer: token })).status).toBe(200)
  expect((await call('POST', `/accounts/${who.accountId}/disable`, {}, { cookie: adminCookie })).json).toMatchObject({
    status: 'disabled',
    actions: ['enable'],
  })
  expect((await call('GET', '/me', undefined, { cookie })).status).toBe(401)
  expect((await call('GET', '/me', undefined, { bearer: token })).status).toBe(401)
  expect((await signInAs(who)).code).toBe('identity.disabled')
  expect((await signInAs(who, 'wrong')).code).toBe('identity.wrong_password')
  await call('POST', `/accounts/${who.accountId}/enable`, {}, { cookie: adminCookie })
  expect((await call('GET', '/me', undefined, { bearer: token })).status).toBe(401)

  const again = await cookieOf(who)
  await world.db
    .updateTable('post')
    .set({ valid_to: '2026-03-01' })
    .where('person_id', '=', who.person.personId)
    .execute()
  expect((await call('GET', '/me', undefined, { cookie: again })).status).toBe(401)
  expect((await signInAs(who)).code).toBe('identity.no_post')
})

test('an access token works until it is revoked or ends, shows itself once, and cannot act on the account', async () => {
  const who = await someone()
  const cookie = await cookieOf(who)
  const made = (await call('POST', '/me/tokens', { name: '数据对接', days: 10 }, { cookie })).json as unknown as {
    id: string
    token: string
  }
  expect(JSON.stringify(await world.db.selectFrom('access_token').selectAll().execute())).not.toContain(made.token)
  expect((await call('GET', '/me/tokens', undefined, { cookie })).text).not.toContain(made.token)
  const ask = { bearer: made.token, headers: { 'x-zhengxin': '' } }
  expect((await call('GET', '/me', undefined, ask)).json).toMatchObject({ login: who.login })
  expect((await call('POST', '/me/tokens', { name: '再来一个', days: 1 }, ask)).code).toBe('identity.session_needed')
  expect((await call('POST', '/me/password', { current: password, next: 'Another-8848' }, ask)).code).toBe(
    'identity.session_needed',
  )
  await call('POST', `/me/tokens/${made.id}/revoke`, {}, { cookie })
  expect((await call('GET', '/me', undefined, ask)).status).toBe(401)
  const short = (await call('POST', '/me/tokens', { name: '一天', days: 1 }, { cookie })).json['token'] as string
  later(24 * 60 + 1)
  expect((await call('GET', '/me', undefined, { bearer: short })).status).toBe(401)
})

test('a token needs a password given just now', async () => {
  const cookie = await cookieOf(await someone())
  later(6)
  expect((await call('POST', '/me/tokens', { name: '对接', days: 1 }, { cookie })).code).toBe('prove_again')
  expect((await call('POST', '/me/prove', { password: 'wrong' }, { cookie })).code).toBe('identity.wrong_password')
  expect((await call('POST', '/me/prove', { password }, { cookie })).status).toBe(200)
  expect((await call('POST', '/me/tokens', { name: '对接', days: 1 }, { cookie })).status).toBe(200)
})

test('an expired password opens only me, the change of it, and the way out', async () => {
  const who = await someone()
  await world.db
    .updateTable('account')
    .set({ password_changed_at: '2025-11-01T00:00:00Z' })
    .where('id', '=', who.accountId)
    .execute()
  const { set, json } = await signInAs(who)
  expect(json['mustChangePassword']).toBe(true)
  const cookie = set!.value
  expect((await call('GET', '/me', undefined, { cookie })).json['mustChangePassword']).toBe(true)
  for (const path of ['/me/sessions', '/me/tokens', '/accounts', '/security-settings']) {
    expect
      .soft([path, (await call('GET', path, undefined, { cookie })).code])
      .toEqual([path, 'identity.must_change_password'])
  }
  expect((await call('POST', '/me/password', { current: password, next: 'Yingze-9000' }, { cookie })).status).toBe(200)
  expect((await call('GET', '/me/sessions', undefined, { cookie })).status).toBe(200)
})

test('changing the password ends the other sessions, and refuses what was used before', async () => {
  const who = await someone()
  const [here, elsewhere] = [await cookieOf(who), await cookieOf(who)]
  const change = (current: string, next: string) => call('POST', '/me/password', { current, next }, { cookie: here })
  expect((await change(password, password)).code).toBe('identity.password_used_before')
  expect((await change('wrong', 'Yingze-9000')).code).toBe('identity.wrong_password')
  expect((await change(password, 'short')).code).toBe('identity.password_too_short')
  let current = password
  for (const next of ['Yingze-9001', 'Yingze-9002', 'Yingze-9003', 'Yingze-9004']) {
    later(1)
    expect((await change(current, next)).status).toBe(200)
    current = next
  }
  expect((await call('GET', '/me', undefined, { cookie: elsewhere })).status).toBe(401)
  expect((await change(current, password)).code).toBe('identity.password_used_before')
  later(1)
  expect((await change(current, 'Yingze-9005')).status).toBe(200)
  expect((await change('Yingze-9005', password)).status).toBe(200) // the sixth back
})

test('an error answer carries a code and never a stack', async () => {
  const cookie = await cookieOf(await someone())
  const bad = await call('POST', '/me/tokens', { name: '', days: 'x' }, { cookie })
  expect([bad.status, bad.code]).toEqual([400, 'bad_input'])
  const broken = { ...world.app, db: null as never }
  const sick = await buildHttp(broken, { router, recognise, webDir: undefined, behindTls: false })
  const answer = await sick.inject({ method: 'GET', url: '/api/sign-in' })
  await sick.close()
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'bug', data: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string } })
  for (const text of [bad.text, answer.body]) expect(text).not.toMatch(/\bat .*\.ts|node_modules|stack|TypeError/)
})

test('administrators come in only from listed addresses, at once, and nobody can lock oneself out (SEC-19)', async () => {
  const admin = await someone('systemAdmin', '140000')
  const at = (address: string) => ({ ...admin, address })
  const cookie = (await signInAs(at('10.20.0.5'))).set!.value
  const save = (addresses: string[], address = '10.20.0.5') =>
    call('POST', '/security-settings/admin-addresses', { addresses }, { cookie, address })
  expect((await save(['10.20.0.0/16'], '10.9.9.9')).code).toBe('identity.own_address_missing')
  expect((await save(['10.20.0.999'])).code).toBe('identity.address_wrong')
  expect((await save(['10.20.0.0/16', 'fd00::/8'])).status).toBe(200)
  expect((await signInAs(at('10.21.0.5'))).code).toBe('identity.address_refused')
  expect((await signInAs(at('10.20.9.9'))).status).toBe(200)
  expect((await signInAs(at('fd00::7'))).status).toBe(200)
  expect((await call('GET', '/me', undefined, { cookie, address: '10.21.0.5' })).code).toBe('not_signed_in')
  const clerk = await someone('reporter')
  expect((await signInAs({ ...clerk, address: '172.16.0.1' })).status).toBe(200) // others are not bound
  expect((await save([])).status).toBe(200)
  expect((await signInAs(at('10.21.0.5'))).status).toBe(200)
})

test('everyone sees the own sign-ins and failed tries, and nobody else’s', async () => {
  const [who, other] = [await someone(), await someone()]
  await signInAs(who, 'Wrong-Password-1')
  await signInAs(other)
  const cookie = await cookieOf(who)
  const { json } = await call('GET', '/me/sign-ins', undefined, { cookie })
  expect(json['items']).toMatchObject([
    { outcome: 'signedIn', address: who.address },
    { outcome: 'failed', address: who.address },
  ])
})

test('a connection that never asks for anything does not hold the stop', async () => {
  const serving = await buildHttp(world.app, { router, recognise, webDir: undefined, behindTls: false })
  const { port } = new URL(await serving.listen({ port: 0, host: '127.0.0.1' }))
  const idle = connect(Number(port), '127.0.0.1')
  await once(idle, 'connect')
  const ended = once(idle, 'close')
  await serving.close()
  await ended
}, 20_000)

test('an open page closes at once when its session, or the account behind it, has ended', async () => {
  const live = new Live(world.databaseUrl)
  const app = { ...world.app, reactions: { ...world.app.reactions, ...identityReactions } }
  const serving = await buildHttp(app, { router, recognise, webDir: undefined, behindTls: false })
  liveRoute(
    serving,
    live,
    async (request, reply) => (await contextOf(app, { recognise, behindTls: false }, request, reply)).actor,
  )
  await live.start()
  const url = await serving.listen({ port: 0, host: '127.0.0.1' })
  const admin = await someone('systemAdmin', '140000')
  try {
    for (const way of ['disabled', 'signed out'] as const) {
      const who = await someone()
      const cookies = await Promise.all([1, 2].map(() => cookieOf(who)))
      const open = await Promise.all(
        cookies.map((cookie) => fetch(`${url}/live`, { headers: { cookie: `${sessionCookie}=${cookie}` } })),
      )
      const ended = open.map((page) => page.text())
      if (way === 'disabled') await runCommand(app, admin.person, (cx) => disableAccount(cx, who.accountId))
      else
        await fetch(`${url}/api/sign-out`, {
          method: 'POST',
          headers: { cookie: `${sessionCookie}=${cookies[0]}`, 'x-zhengxin': '1', 'content-type': 'application/json' },
          body: '{}',
        })
      expect(await ended[0]).toContain('retry')
      if (way === 'disabled') expect(await ended[1]).toContain('retry')
      else expect(await Promise.race([ended[1], new Promise((go) => setTimeout(go, 300, 'open'))])).toBe('open')
    }
  } finally {
    await live.stop()
    await serving.close()
  }
})
