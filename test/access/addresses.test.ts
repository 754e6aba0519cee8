import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Role } from '../../contract/access.ts'
import { answerAddresses } from '../../server/addresses.ts'
import { openAccount, recognise } from '../../server/identity/index.ts'
import { createToken } from '../../server/identity/tokens.ts'
import type { Actor } from '../../server/platform/access.ts'
import { runCommand } from '../../server/platform/command.ts'
import { buildHttp, contextOf } from '../../server/platform/http.ts'
import { newId } from '../../server/platform/ids.ts'
import { Live } from '../../server/platform/live.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { router } from '../../server/router.ts'
import { newWorld } from '../world.ts'
import type { UnitCode, World } from '../world.ts'
import { seenBy } from './entries.ts'
import { believableProvince, marks } from './province.ts'

/**
 * Every address beside the contract × every role × own, subordinate, superior, neighbouring and foreign unit, asked over HTTP with
 * an access token of each person: what a page cannot reach, a token cannot either.
 *
 * - 'public': before anybody has signed in.
 * - 'everybody': whoever is signed in.
 * - ': roles' these, wherever they are; everybody else hears not_permitted.
 * - a record: whoever sees it (`seenBy` of the table of entries) has it on paper. To everybody else it is not there.
 */
const addresses: Record<string, string> = {
  'POST /files': 'everybody',
  'GET /files/:id': 'file',
  'GET /sign-in/oidc': 'public',
  'GET /sign-in/oidc/callback': 'public',
  'GET /issues/:id/paper': 'issue',
  'GET /issue-copies/:id/paper': 'nothing there',
  'GET /issue-previews/:id/paper': 'nothing there',
  'GET /submissions/:id/paper': 'submission',
  'GET /pieces/:id/paper': 'piece',
  'POST /workbook': 'everybody',
  'GET /commissions/:id/paper': 'commission',
  'GET /commission-tasks/:id/paper': 'commissionTask',
  'GET /guidance/:id/paper': 'guidance',
  'GET /guidance-received/:id/paper': 'receipt',
  'GET /directives/:id/paper': 'directive',
  'GET /directive-feedback/:id/paper': 'nothing there',
  'GET /assessment/bulletins/:id/file/:format': 'nothing there',
  'GET /assessment/received-bulletins/:id/file/:format': 'nothing there',
  'GET /audit/export': ': auditor',
  'POST /exchange/lines/:id/carried': 'nothing there',
  'GET /exchange/lines/:id/carried/:fileId': 'nothing there',
  'GET /live': 'everybody',
  'GET /openapi.json': 'everybody',
}

let world: World
let http: FastifyInstance
let live: Live
let ids: Record<string, string>
const found: string[] = []
const tokens = new Map<string, string>()
const actors = new Map<string, Actor>()
const administrators: Role[] = ['systemAdmin', 'securityAdmin', 'auditor']
const business = Role.options.filter((role) => !administrators.includes(role))
const elsewhere: [string, UnitCode, 'own' | 'subtree'][] = [
  ['superior', '140000', 'own'],
  ['neighbour', '140106', 'own'],
  ['another city', '140200', 'own'],
  ['a department', '140000-B01', 'own'],
]

beforeAll(async () => {
  world = await newWorld()
  ids = (await believableProvince(world)).ids
  for (const at of ['140105', '140100'] as const)
    for (const role of Role.options) await engage(`${role}@${at}`, await world.person(role, at))
  for (const [name, at, reach] of elsewhere) await engage(name, await world.person(business, at, { reach }))
  http = await buildHttp(world.app, { router, recognise, webDir: undefined, behindTls: false })
  http.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat())
      if (one !== 'HEAD') found.push(`${one} ${url.replace(/\/(pdf|docx|ofd)$/, '/paper')}`)
  })
  live = new Live(world.databaseUrl)
  await live.start()
  await answerAddresses(http, { dataDir: world.app.dataDir, live }, (request, reply) =>
    contextOf(world.app, { recognise, behindTls: false }, request, reply),
  )
})
afterAll(async () => {
  await live.stop()
  await http.close()
  await world.close()
})

async function engage(name: string, actor: Actor) {
  await runCommand(world.app, systemActor, (cx) =>
    openAccount(cx, { personId: actor.personId, unitId: actor.unitId, login: `person${tokens.size}` }),
  )
  const proved = { ...actor, provedAt: world.app.clock() }
  const { token } = await runCommand(world.app, proved, (cx) => createToken(cx, { name: 'proof', days: 1 }))
  tokens.set(name, token)
  actors.set(name, actor)
}

async function ask(who: string | null, address: string, id: string, ending = 'pdf') {
  const [method, path] = address.split(' ') as ['GET' | 'POST', string]
  const answer = await http.inject({
    method,
    url: path
      .replace(':id', id)
      .replace(':fileId', newId())
      .replace(/paper$|:format$/, ending),
    headers: {
      'x-zhengxin': '1',
      ...(who !== null && { authorization: `Bearer ${tokens.get(who)}` }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { payload: JSON.stringify({ title: '表', columns: [{ label: '一' }], rows: [] }) }),
  })
  const { code = answer.statusCode === 200 ? 'ok' : '' } =
    answer.statusCode === 200 ? {} : (answer.json() as { code?: string })
  return { code, body: answer.body }
}

test('the table names every address and nothing else', () => {
  expect([...new Set(found)].sort()).toEqual(Object.keys(addresses).sort())
})

test('strangers get nothing but what is public', async () => {
  for (const [address, subject] of Object.entries(addresses)) {
    if (subject === 'public') continue
    expect.soft([address, (await ask(null, address, ids[subject] ?? newId())).code]).toEqual([address, 'not_signed_in'])
  }
})

const papers = Object.entries(addresses).filter(([address, subject]) => seenBy[subject] && address.startsWith('GET'))

test.each(papers)('%s: on paper for whoever sees it, and each paper leaves its event', async (address, subject) => {
  const { at, roles } = seenBy[subject]!
  const id = ids[subject]!
  const before = (await world.events(id)).filter(({ kind }) => kind.endsWith('printed')).length
  for (const role of Role.options) {
    const { code } = await ask(`${role}@${at}`, address, id)
    expect.soft([address, role, code]).toEqual([address, role, roles.includes(role) ? 'ok' : 'not_found'])
  }
  const after = (await world.events(id)).filter(({ kind }) => kind.endsWith('printed')).length
  expect(after - before).toBe(roles.length)
})

test.each([...elsewhere.map(([name]) => name), ...administrators.map((role) => `${role}@140105`)])(
  '%s: a foreign paper is told from a missing one by nothing, in no format',
  async (who) => {
    for (const [address, subject] of [...papers, ['GET /files/:id', 'file'] as const])
      for (const ending of address.endsWith('paper') ? ['pdf', 'docx', 'ofd'] : ['']) {
        const [foreign, missing] = [
          await ask(who, address, ids[subject]!, ending),
          await ask(who, address, newId(), ending),
        ]
        if (who === 'neighbour' && subject === 'issue') {
          // the issue was released to the neighbour too (分层次服务): to be read, not to be changed
          expect.soft([ending, foreign.code]).toEqual([ending, ending === 'docx' ? 'not_permitted' : 'ok'])
          continue
        }
        expect.soft([address, ending, foreign]).toEqual([address, ending, missing])
        expect.soft([address, ending, foreign.code]).toEqual([address, ending, 'not_found'])
      }
  },
)

test('what belongs to a role is for that role alone', async () => {
  for (const [address, subject] of Object.entries(addresses)) {
    if (!subject.startsWith(':') && subject !== 'nothing there') continue
    for (const role of Role.options) {
      const { code, body } = await ask(`${role}@140100`, address, newId())
      const expected = subject.includes(role) ? 'ok' : subject === 'nothing there' ? 'not_found' : 'not_permitted'
      expect.soft([address, role, code]).toEqual([address, role, expected])
      expect.soft(Object.values(marks).filter((mark) => body.includes(mark))).toEqual([])
    }
  }
})

test('a token is worth what its owner may do now: not after the role, the account or the token has ended', async () => {
  const who = 'reporter@140105'
  const asked = async () => (await ask(who, 'GET /submissions/:id/paper', ids.submission!)).code
  expect(await asked()).toBe('ok')
  const { personId } = actors.get(who)!
  await world.db.updateTable('role_grant').set({ valid_to: '2026-03-01' }).where('person_id', '=', personId).execute()
  expect(await asked()).toBe('not_found')
  await world.db
    .updateTable('account')
    .set({ disabled_at: world.app.clock() })
    .where('person_id', '=', personId)
    .execute()
  expect(await asked()).toBe('not_signed_in')
})

test('the live line tells each person of the units he works for, and of no other', async () => {
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  const heard: Record<string, string[]> = {}
  const listen = async (who: string, page: Response) => {
    const topics = (heard[who] = [] as string[])
    for await (const part of page.body!.pipeThrough(new TextDecoderStream())) {
      for (const [, told] of part.matchAll(/^data: (.*)$/gm))
        topics.push(...(JSON.parse(told!) as { topics: string[] }).topics)
      if (topics.includes('end_of_test')) return
    }
  }
  const who = ['reviewer@140105', 'editor@140100', 'neighbour', 'superior', 'auditor@140105']
  const pages = await Promise.all(
    who.map((name) => fetch(`${url}/live`, { headers: { authorization: `Bearer ${tokens.get(name)}` } })),
  )
  const lines = pages.map((page, at) => listen(who[at]!, page))
  const { personId } = actors.get('neighbour')!
  await runCommand(world.app, systemActor, async (cx) => {
    cx.tell('of_the_county', world.unit('140105').id)
    cx.tell('of_the_city', world.unit('140100').id)
    cx.tell('of_the_neighbour', personId)
  })
  await runCommand(world.app, systemActor, async (cx) => cx.tell('end_of_test', '*'))
  await Promise.all(lines)
  expect(heard).toEqual({
    'reviewer@140105': ['of_the_county', 'end_of_test'],
    'editor@140100': ['of_the_city', 'end_of_test'],
    neighbour: ['of_the_neighbour', 'end_of_test'],
    superior: ['end_of_test'],
    'auditor@140105': ['of_the_county', 'end_of_test'],
  })
})
