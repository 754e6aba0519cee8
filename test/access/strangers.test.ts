import { isContractProcedure } from '@orpc/contract'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicEntries } from '../../contract/identity.ts'
import { contract } from '../../contract/index.ts'
import { recognise } from '../../server/identity/index.ts'
import { router } from '../../server/router.ts'
import { buildHttp } from '../../server/platform/http.ts'
import { newWorld } from '../world.ts'
import type { World } from '../world.ts'

let world: World
let http: FastifyInstance
beforeAll(async () => {
  world = await newWorld()
  http = await buildHttp(world.app, { router, recognise, webDir: undefined, behindTls: false })
})
afterAll(async () => {
  await http.close()
  await world.close()
})

function* entries(
  part: unknown,
  name: string[] = [],
): Generator<{ name: string; method: 'GET' | 'POST'; path: string }> {
  if (isContractProcedure(part))
    yield {
      name: name.join('.'),
      method: part['~orpc'].route.method as 'GET' | 'POST',
      path: part['~orpc'].route.path!,
    }
  else for (const [key, inner] of Object.entries(part as object)) yield* entries(inner, [...name, key])
}

const closed = [...entries(contract)].filter(({ name }) => !publicEntries.includes(name))

test('strangers get nothing: every entry but the public ones answers 401, by both roads and whatever the input', async () => {
  expect(closed.length).toBeGreaterThan(60)
  for (const { name, method, path } of closed) {
    const url = `/api${path.replace(/\{\w+\}/g, '00000000-0000-0000-0000-000000000009')}`
    const asked = [
      await http.inject({
        method,
        url,
        headers: { 'x-zhengxin': '1', 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { payload: '{}' }),
      }),
      await http.inject({
        method: 'POST',
        url: `/rpc/${name.replaceAll('.', '/')}`,
        headers: { 'x-zhengxin': '1', 'content-type': 'application/json' },
        payload: '{"json":{}}',
      }),
    ]
    for (const answer of asked)
      expect.soft([name, answer.statusCode, answer.body]).toEqual([name, 401, expect.stringContaining('not_signed_in')])
  }
})

test('the public entries are the few that must be', () => {
  expect(publicEntries).toEqual([
    'identity.signInPage',
    'identity.signIn',
    'identity.signInSecond',
    'identity.signInStep',
    'identity.link',
    'identity.setUp',
    'identity.resetPassword',
    'documents.verify',
  ])
})
