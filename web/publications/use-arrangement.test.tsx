import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ORPCError } from '@orpc/client'
import type { Issue } from '../../contract/publications.ts'
import { api, client, queryClient } from '../app/api.ts'
import { moveTo } from './arrangement.ts'
import { useArrangement } from './use-arrangement.ts'

/** The server as far as arranging goes: one issue with one column; `version` counts; answers come when the test lets them. */
const stored = { version: 1, ids: [] as string[] }
let answer: (() => Promise<void>) | undefined
const asIssue = () =>
  ({
    id: 'i',
    version: stored.version,
    columns: [{ id: 'k', name: '要情', entries: stored.ids.map((adoptionId) => ({ adoptionId })) }],
  }) as unknown as Issue

vi.mock('../app/api.ts', async (load) => {
  const real = await load<typeof import('../app/api.ts')>()
  const fake = {
    issue: async () => asIssue(),
    arrange: async ({ version, columns }: { version: number; columns: { adoptionIds: string[] }[] }) => {
      await answer?.()
      if (version !== stored.version) throw new ORPCError('stale', { status: 409 })
      Object.assign(stored, { version: version + 1, ids: columns[0]!.adoptionIds })
      return asIssue()
    },
  }
  return { ...real, client: { publications: fake }, refetchModules: () => real.queryClient.invalidateQueries() }
})

let root: Root
let seen: ReturnType<typeof useArrangement>
const settle = (milliseconds = 20) => act(() => new Promise((done) => setTimeout(done, milliseconds)))
const inIssue = () => seen.arrangement.columns[0]!.adoptionIds.join('')
const put = (id: string) => act(async () => seen.change(moveTo(seen.arrangement, id, 'k', 99)))

function Page() {
  const { data } = useQuery({
    queryKey: api.publications.issue.queryKey({ input: { id: 'i' } }),
    queryFn: () => client.publications.issue({ id: 'i' }),
  })
  return data ? <Inside issue={data} /> : null
}

function Inside({ issue }: { issue: Issue }) {
  seen = useArrangement(issue, ['a', 'b', 'c'])
  return null
}

beforeEach(async () => {
  ;(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true
  Object.assign(stored, { version: 1, ids: [] })
  answer = undefined
  root = createRoot(document.createElement('div'))
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <Page />
      </QueryClientProvider>,
    ),
  )
  await settle()
})
afterEach(async () => {
  await act(async () => root.unmount())
  queryClient.clear()
})

test('what is put shows at once, before the server has answered', async () => {
  answer = () => new Promise((done) => setTimeout(done, 60))
  await put('a')
  expect([inIssue(), seen.state, stored.ids]).toEqual(['a', 'saving', []])
  await settle(120)
  expect([inIssue(), seen.state, stored.ids]).toEqual(['a', 'saved', ['a']])
})

test('three quick changes while the first is on its way: none is lost', async () => {
  answer = () => new Promise((done) => setTimeout(done, 30))
  for (const id of ['a', 'b', 'c']) {
    await put(id)
    await settle(40)
  }
  await settle(200)
  expect([inIssue(), stored.ids.join('')]).toEqual(['abc', 'abc'])
})

test('someone else arranged meanwhile: theirs is shown, it is said, and one goes on from there', async () => {
  Object.assign(stored, { version: 2, ids: ['c'] })
  await put('a')
  await settle(60)
  expect([inIssue(), stored.ids]).toEqual(['c', ['c']])
  expect(seen.refused).toMatchObject({ code: 'stale' })
  await put('b')
  await settle(60)
  expect([inIssue(), stored.ids.join(''), seen.refused]).toEqual(['cb', 'cb', null])
})

test('no connection: the order stays on the screen and is sent again', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'))
  await put('a')
  await settle()
  expect([inIssue(), seen.state]).toEqual(['a', 'failed'])
  answer = undefined
  await act(async () => seen.retry())
  await settle(60)
  expect([inIssue(), seen.state, stored.ids]).toEqual(['a', 'saved', ['a']])
})
