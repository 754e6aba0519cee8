import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '../../contract/access.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import type { App } from '../platform/command.ts'
import { buildHttp, contextOf, sessionCookie } from '../platform/http.ts'
import { systemActor } from '../platform/system-actor.ts'
import { oidcRoutes, openAccount, recognise } from './index.ts'
import { saveOidcSettings, showOidcSettings } from './oidc-settings.ts'
import { identityRoutes } from './routes.ts'

/** 单点登录 against a small provider on this machine. */
let world: World
let app: App
let http: FastifyInstance
let security: Actor
let provider: Awaited<ReturnType<typeof startProvider>>
let settings: Parameters<typeof saveOidcSettings>[1]

beforeAll(async () => {
  provider = await startProvider()
  world = await newWorld()
  app = { ...world.app, clock: () => new Date() } // the provider's tokens are of now
  http = await buildHttp(app, { router: { identity: identityRoutes }, recognise, webDir: undefined, behindTls: false })
  oidcRoutes(http, (request, reply) => contextOf(app, { recognise, behindTls: false }, request, reply))
  security = await world.person('securityAdmin', '140000', { reach: 'subtree' })
  settings = {
    enabled: true,
    label: '省统一身份认证',
    issuer: provider.issuer,
    clientId: 'zhengxin',
    loginClaim: 'preferred_username',
    clientSecret: 'client-secret',
  }
  await save(settings)
})
afterAll(async () => {
  await http.close()
  await world.close()
  await provider.close()
})
beforeEach(() => provider.reset())

const save = (input: typeof settings, who = security) =>
  runCommand(app, { ...who, provedAt: app.clock() }, (cx) => saveOidcSettings(cx, input))
let last = 0
async function someone(roles: Role | Role[]) {
  const login = `oidc${++last}`
  const person = await world.person(roles, '140105')
  await runCommand(app, systemActor, (cx) => openAccount(cx, { ...person, login, password: 'Xiaodian-8848' }))
  const account = await world.db.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirstOrThrow()
  return { ...person, login, accountId: account.id }
}
const cookiesOf = (answer: { cookies: { name: string; value: string }[] }) =>
  Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))

/** The browser's way: to the provider, in as `login` there, and back with what the provider says. */
async function travel(login: string, change: (back: URL) => void = () => {}, cookies?: Record<string, string>) {
  const left = await http.inject({ url: '/sign-in/oidc' })
  expect(left.statusCode).toBe(302)
  provider.person = login
  const agreed = await fetch(left.headers.location as string, { redirect: 'manual' })
  const back = new URL(agreed.headers.get('location')!)
  change(back)
  const answer = await http.inject({
    url: back.pathname + back.search,
    cookies: cookies ?? { zhengxin_sso: cookiesOf(left)['zhengxin_sso']! },
  })
  return { to: String(answer.headers.location), session: cookiesOf(answer)[sessionCookie] ?? '', left, answer }
}
const call = async (session: string, path: string, body?: unknown) => {
  const response = await http.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: `/api${path}`,
    headers: { 'x-zhengxin': '1', 'content-type': 'application/json' },
    cookies: { [sessionCookie]: session },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return JSON.parse(response.body) as Record<string, unknown>
}

test('a person of the provider comes in with PKCE, state and nonce, and leaves there too', async () => {
  const who = await someone('reporter')
  const { to, session, left } = await travel(who.login.toUpperCase())
  expect(to).toBe('/')
  const asked = new URL(String(left.headers.location)).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)!.length).toBeGreaterThan(20)
  expect(await call(session, '/me')).toMatchObject({ login: who.login })
  expect((await world.events(who.accountId)).at(-1)).toMatchObject({
    kind: 'account.signed_in',
    data: { via: 'oidc', secondFactor: false },
  })
  const { items } = (await call(session, '/me/sign-ins')) as { items: unknown[] }
  expect(items).toMatchObject([{ outcome: 'signedIn' }])
  const ended = await call(session, '/sign-out', {})
  expect(ended['leaveTo']).toContain(`${provider.issuer}/leave?`)
  expect((await call(session, '/me'))['code']).toBe('not_signed_in')
})

test('the provider’s word is no password: acts of weight ask for the own one', async () => {
  const who = await someone('reporter')
  const { session } = await travel(who.login)
  expect((await call(session, '/me/factors/totp', { name: '手机' }))['code']).toBe('prove_again')
})

test('a second factor of the account is asked for all the same', async () => {
  const who = await someone('reporter')
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  await world.db
    .insertInto('second_factor')
    .values({
      id: crypto.randomUUID(),
      account_id: who.accountId,
      kind: 'totp',
      name: '手机',
      secret_sealed: app.vault.seal(Buffer.from(secret)),
      created_at: new Date(),
      confirmed_at: new Date(),
    })
    .execute()
  const { to, session } = await travel(who.login)
  expect(session).toBe('')
  const step = to.match(/^\/login#step=(.+)$/)![1]!
  expect(await call('', `/sign-in/step/${step}`)).toEqual({ step, kinds: ['totp'], passkey: null })
  expect((await call('', `/sign-in/second`, { step, code: '000000' }))['code']).toBe('identity.wrong_code')
  const second = await call('', `/sign-in/second`, { step, code: generateSync({ secret }) })
  expect(second['personId']).toBe(who.personId)
  expect((await call('', `/sign-in/step/${step}`))['code']).toBe('identity.sign_in_step_over')
})

test.each<[string, () => Promise<string>, string, string]>([
  ['nobody has an account of that name', async () => 'nobody.here', 'identity.oidc_no_account', 'noAccount'],
  [
    'the account is disabled',
    async () => {
      const who = await someone('reporter')
      await world.db.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', who.accountId).execute()
      return who.login
    },
    'identity.disabled',
    'disabled',
  ],
  ...(['systemAdmin', 'securityAdmin', 'auditor'] as const).map(
    (role) =>
      [
        `a ${role}`,
        async () => (await someone(role)).login,
        'identity.oidc_not_for_administrators',
        'administrator',
      ] as [string, () => Promise<string>, string, string],
  ),
])('%s: no session, and the attempt is recorded', async (_why, who, code, why) => {
  const { to, session } = await travel(await who())
  expect([to, session]).toEqual([`/login?problem=${code}`, ''])
  const failed = await world.db
    .selectFrom('event')
    .select('data')
    .where('kind', '=', 'account.sign_in_failed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect(failed.data).toMatchObject({ why, at: 'oidc' })
})

test.each<[string, (login: string) => ReturnType<typeof travel>]>([
  ['another state', (login) => travel(login, (back) => back.searchParams.set('state', 'x'.repeat(43)))],
  ['a code that was never given', (login) => travel(login, (back) => back.searchParams.set('code', 'made-up'))],
  ['no cookie: somebody else began it', (login) => travel(login, () => {}, {})],
  ['a cookie that we never made', (login) => travel(login, () => {}, { zhengxin_sso: 'A'.repeat(200) })],
  ['a token for another nonce', (login) => ((provider.lies.nonce = 'x'), travel(login))],
  ['a token for another client', (login) => ((provider.lies.aud = 'someone-else'), travel(login))],
  ['a token of another issuer', (login) => ((provider.lies.iss = 'https://evil.example'), travel(login))],
  ['a token signed by somebody else', (login) => ((provider.lies.key = true), travel(login))],
  ['a token without the claim', (login) => ((provider.lies.nameless = true), travel(login))],
  [
    'a provider that says no',
    (login) => travel(login, (back) => (back.search = `?error=access_denied&state=${back.searchParams.get('state')}`)),
  ],
])('%s opens nothing', async (_what, way) => {
  const who = await someone('reporter')
  const { to, session } = await way(who.login)
  expect([to, session]).toEqual(['/login?problem=identity.oidc_refused', ''])
})

test('only the security administrator sets it, with the password; the secret is never shown and goes with its issuer', async () => {
  const system = await world.person('systemAdmin', '140000', { reach: 'subtree' })
  await expect(save(settings, system)).rejects.toMatchObject({ code: 'not_permitted' })
  await expect(
    runCommand(app, { ...security, provedAt: null }, (cx) => saveOidcSettings(cx, settings)),
  ).rejects.toMatchObject({
    code: 'prove_again',
  })
  await expect(save({ ...settings, issuer: 'http://10.1.2.3/' })).rejects.toMatchObject({
    code: 'identity.oidc_issuer_wrong',
  })
  const shown = await runCommand(app, security, showOidcSettings)
  expect(shown).toMatchObject({ hasSecret: true, redirectUri: 'http://localhost/sign-in/oidc/callback' })
  expect(JSON.stringify(shown)).not.toContain('client-secret')
  const { clientSecret: _, ...rest } = settings
  expect((await save({ ...rest, issuer: 'https://other.example.gov.cn' })).hasSecret).toBe(false)
  await save({ ...settings, enabled: false })
  const off = await http.inject({ url: '/sign-in/oidc' })
  expect(off.headers.location).toBe('/login?problem=identity.oidc_unavailable')
  expect((await call('', '/sign-in'))['singleSignOn']).toBeNull()
  await save(settings)
  expect((await call('', '/sign-in'))['singleSignOn']).toBe('省统一身份认证')
})

/** Discovery, agreement at once, code for token with PKCE, keys. `lies` makes it say what a false one would. */
async function startProvider() {
  const keys = await generateKeyPair('ES256')
  const others = await generateKeyPair('ES256')
  const codes = new Map<string, URLSearchParams>()
  const state = {
    person: '',
    lies: {} as { nonce?: string; aud?: string; iss?: string; key?: boolean; nameless?: boolean },
  }
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  let issuer = ''
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url!, issuer)
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration')
      return json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        end_session_endpoint: `${issuer}/leave`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      })
    if (url.pathname === '/keys') return json(200, { keys: [jwk] })
    if (url.pathname === '/authorize') {
      const code = randomBytes(12).toString('hex')
      codes.set(code, url.searchParams)
      const back = new URL(url.searchParams.get('redirect_uri')!)
      back.searchParams.set('code', code)
      back.searchParams.set('state', url.searchParams.get('state')!)
      return response.writeHead(302, { location: back.href }).end()
    }
    let body = ''
    request.on('data', (bytes) => (body += String(bytes)))
    request.on(
      'end',
      () =>
        void token(new URLSearchParams(body)).then((answer) =>
          json(answer ? 200 : 400, answer ?? { error: 'invalid_grant' }),
        ),
    )
  })
  async function token(asked: URLSearchParams) {
    const agreed = codes.get(asked.get('code') ?? '')
    codes.delete(asked.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(asked.get('code_verifier') ?? '')
      .digest('base64url')
    if (!agreed || agreed.get('code_challenge') !== challenge || asked.get('client_secret') !== 'client-secret')
      return null
    const { lies, person } = state
    const idToken = await new SignJWT({
      nonce: lies.nonce ?? agreed.get('nonce'),
      ...(lies.nameless ? {} : { preferred_username: person }),
    })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(lies.iss ?? issuer)
      .setAudience(lies.aud ?? 'zhengxin')
      .setSubject('42')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(lies.key ? others.privateKey : keys.privateKey)
    return { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken }
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    get lies() {
      return state.lies
    },
    set person(login: string) {
      state.person = login
    },
    reset: () => void (state.lies = {}),
    close: () => new Promise<void>((done) => void server.close(() => done())),
  }
}
