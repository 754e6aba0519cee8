import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import type { SubmissionScope } from '../../contract/submissions.ts'
import type { Actor } from '../platform/access.ts'
import { listSubmissions } from './list.ts'
import { situation } from './situation.test-help.ts'
import { submissionTasks } from './tasks.ts'

let world: World
let office: Awaited<ReturnType<typeof situation>>
beforeAll(async () => {
  world = await newWorld()
  office = await situation(world)
  await office.item('draft', { title: '草稿100%完成_甲' })
  await office.item('inReview', { title: '待审普通' })
  await office.item('inReview', { title: '待审特急', urgencyCode: 'flash' })
  await office.item('awaitingSignOff', { title: '待签' })
  await office.item('secrecyPassed', { title: '待签重要', isMajor: true })
  await office.item('signed', { title: '待报' })
  await office.item('sent', { title: '已报' })
})
afterAll(() => world.close())

const list = (who: Actor, input: Partial<Parameters<typeof listSubmissions>[1]>) =>
  world.asReader(who, (cx) => listSubmissions(cx, { scope: 'unit', sort: '-updated', limit: 50, ...input }))
const titles = async (who: Actor, input: Partial<Parameters<typeof listSubmissions>[1]>) =>
  (await list(who, input)).items.map((item) => item.title)

test.each<
  [
    string,
    keyof Omit<typeof office, 'caught' | 'item' | 'look' | 'passSecrecy' | 'sign' | 'tell'>,
    SubmissionScope,
    string[],
  ]
>([
  [
    'the reporter’s own',
    'reporter',
    'mine',
    ['待审特急', '待审普通', '待报', '待签', '待签重要', '已报', '草稿100%完成_甲'],
  ],
  ['the reporter has nothing to review', 'reporter', 'toReview', []],
  ['the reviewer: most urgent first', 'reviewer', 'toReview', ['待审特急', '待审普通']],
  [
    'the secrecy reviewer: what has not passed as it stands',
    'secrecy',
    'toReviewSecrecy',
    ['待审特急', '待审普通', '待签'],
  ],
  ['the deputy head: not the major ones', 'deputy', 'toSign', ['待签']],
  ['the chief head: all', 'chief', 'toSign', ['待签', '待签重要']],
  ['to send', 'reporter', 'toSend', ['待报']],
  ['a city’s editor sees none of the county’s own papers', 'editor', 'unit', []],
])('%s', async (_reason, who, scope, expected) => {
  const found = await titles(office[who], { scope, sort: 'due' })
  expect(scope === 'toReview' ? found : found.sort((a, b) => a.localeCompare(b, 'zh'))).toEqual(
    scope === 'toReview' ? expected : [...expected].sort((a, b) => a.localeCompare(b, 'zh')),
  )
})

test.each([
  ['one word of the title', { search: '特急' }, ['待审特急']],
  ['% and _ are characters like others', { search: '100%完成_' }, ['草稿100%完成_甲']],
  ['% is not everything', { search: '%' }, ['草稿100%完成_甲']],
  ['state', { status: ['signed' as const] }, ['待报']],
  ['urgency', { urgency: ['flash'] }, ['待审特急']],
  [
    'the day in Shanghai, both ends included',
    { from: '2026-03-02', to: '2026-03-02', status: ['sent' as const] },
    ['已报'],
  ],
  ['another day', { from: '2026-03-03' }, []],
  ['sent ones by time of sending', { sort: '-sent' as const }, ['已报']],
])('filter by %s', async (_reason, input, expected) => {
  expect(await titles(office.reporter, input)).toEqual(expected)
})

test.each(['-updated', 'updated', 'due', '-due'] as const)('pages by %s show each item once', async (sort) => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(office.reporter, { sort, limit: 3, cursor })
    seen.push(...page.items.map((item) => item.id))
    expect(page.total).toBe(cursor ? null : 7)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect([seen.length, new Set(seen).size]).toEqual([7, 7])
})

test('the home page counts what the lists show', async () => {
  const groups = async (who: Actor) =>
    Object.fromEntries(
      (await world.asReader(who, submissionTasks)).map((group) => [group.kind, group.items.map((item) => item.title)]),
    )
  expect(await groups(office.reviewer)).toMatchObject({
    'submission.toReview': ['待审特急', '待审普通'],
    'submission.toSend': ['待报'],
  })
  expect(await groups(office.deputy)).toMatchObject({ 'submission.toSign': ['待签'], 'submission.toConsent': [] })
  expect(Object.keys(await groups(office.reporter))).toEqual([
    'submission.toSend',
    'submission.mine',
    'submission.toAnswer',
  ])
  expect(await world.asReader(await world.person('auditor', '140105'), submissionTasks)).toEqual([])
})
