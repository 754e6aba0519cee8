import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { directing } from '../directives/situation.test-help.ts'
import { insideClient } from '../inside-client.ts'
import { runCommand } from '../platform/command.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { makeDigests } from './index.ts'

let world: World
let situation: Awaited<ReturnType<typeof directing>>
beforeAll(async () => {
  world = await newWorld()
  situation = await directing(world)
})
afterAll(() => world.close())

const home = (actor: Actor) => insideClient(world.app, actor).home
const look = (at: string) => {
  world.setClock(`${at}+08:00`)
  return runCommand(world.app, systemActor, makeDigests)
}
const told = async (actor: Actor) =>
  (await home(actor).notices({ limit: 100 })).items.filter((notice) => notice.kind === 'digest.made')

test('a digest comes once on each working day from its hour on, and says what waits for whom, what is late and what was adopted', async () => {
  const { cast, transferred } = situation
  world.setClock('2026-03-02T10:00:00+08:00') // Monday
  await transferred()
  await look('2026-03-03T07:59:00')
  expect(await told(cast.handler)).toEqual([])
  await look('2026-03-03T08:00:00')
  await look('2026-03-03T08:01:00')
  await look('2026-03-03T23:00:00')
  const [notice, ...more] = await told(cast.handler)
  expect(more).toEqual([])
  const digest = await home(cast.handler).digest({ id: notice!.subjectId })
  // 签收 was due on the day of the transfer
  expect(digest.late.map((task) => [task.kind, task.title])).toEqual([['directiveTask.toSignFor', '市长热线周报']])
  expect(digest.day).toBe('2026-03-03')
  expect(digest.mine.map((group) => group.kind)).toContain('directiveTask.toSignFor')
  const supervisors = await told(cast.supervisor)
  const seen = await home(cast.supervisor).digest({ id: supervisors[0]!.subjectId })
  expect(seen.late.map((task) => task.kind)).toEqual(['directive.late'])
  // read like every notice; nobody else's digest is there
  expect(notice!.readAt).toBeNull()
  await home(cast.handler).readNotices({ ids: [notice!.id] })
  expect((await told(cast.handler))[0]!.readAt).not.toBeNull()
  await expect(home(cast.head).digest({ id: notice!.subjectId })).rejects.toMatchObject({ code: 'not_found' })
})

test('a stop in the middle leaves nothing, and the next look sends it once; two processes at once send one', async () => {
  const { cast } = situation
  world.setClock('2026-03-04T08:30:00+08:00')
  const stopped = runCommand(world.app, systemActor, async (cx) => {
    await makeDigests(cx)
    throw new Error('power cut')
  })
  await expect(stopped).rejects.toThrow('power cut')
  expect(await told(cast.handler)).toHaveLength(1)
  await Promise.all([look('2026-03-04T08:31:00'), look('2026-03-04T08:31:00')])
  await look('2026-03-04T08:32:00')
  expect(await told(cast.handler)).toHaveLength(2)
})

test('no digest on days off; what was adopted meanwhile stands in the next, and not again in the one after', async () => {
  const { cast } = situation
  const unit = world.unit('140105')
  world.setClock('2026-03-07T10:00:00+08:00') // Saturday
  await world.db
    .insertInto('adoption_word')
    .values({
      id: newId(),
      unit_id: unit.id,
      office_id: world.unit('140100').id,
      office_name: '太原市人民政府办公室',
      day: '2026-03-06',
      items: JSON.stringify([{ title: '供暖排查', publicationName: '太原政务', columnName: '要情' }]),
      arrived_at: world.app.clock(),
    })
    .execute()
  const before = (await told(cast.handler)).length
  await look('2026-03-07T10:01:00')
  await look('2026-03-08T10:00:00')
  expect(await told(cast.handler)).toHaveLength(before)
  await look('2026-03-09T08:00:00')
  const monday = (await told(cast.handler))[0]!
  expect(monday.data).toMatchObject({ adoptions: 1 })
  expect((await home(cast.handler).digest({ id: monday.subjectId })).adoptions).toEqual([
    { officeName: '太原市人民政府办公室', title: '供暖排查', publicationName: '太原政务', columnName: '要情' },
  ])
  await look('2026-03-10T08:00:00')
  expect((await told(cast.handler))[0]!.data).toMatchObject({ adoptions: 0 })
})

test('the hour is a setting of the administrator', async () => {
  const { cast } = situation
  const admin = await world.person('systemAdmin', '140000')
  await expect(home(cast.handler).saveDigestSettings({ hour: 9, active: true })).rejects.toMatchObject({
    code: 'not_permitted',
  })
  await home(admin).saveDigestSettings({ hour: 14, active: true })
  const before = (await told(cast.handler)).length
  await look('2026-03-11T13:59:00')
  expect(await told(cast.handler)).toHaveLength(before)
  await look('2026-03-11T14:00:00')
  expect(await told(cast.handler)).toHaveLength(before + 1)
  await home(admin).saveDigestSettings({ hour: 14, active: false })
  await look('2026-03-12T15:00:00')
  expect(await told(cast.handler)).toHaveLength(before + 1)
})
