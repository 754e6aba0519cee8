import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { systemActor } from '../platform/system-actor.ts'
import { watchCommissions } from './index.ts'

// A simulated quarter: 200 units, 40 commissions, each unit doing what a seeded die says. What was reminded and what is overdue is
// worked out a second time below, from the plan alone, and compared.
const hour = 3_600_000
const day = 24 * hour
const begin = Date.parse('2026-04-01T01:00:00.000Z')
const units = 200
const commissions = 40
const offsets = [-72, -24, -2, 1, 72]

interface Plan {
  id: string
  issuedAt: number
  dueAt: number
  endedAt: number | null
  asked: { unit: number; declinesAt: number | null; answersAt: number | null }[]
}

let world: World
let editor: Actor
let reporters: Actor[]
beforeAll(async () => {
  world = await newWorld()
  editor = await world.person('editor', '140000')
  reporters = await foundUnits()
})
afterAll(() => world.close())

test('every reminder and every overdue list of a quarter is as an independent calculation has it', async () => {
  const plans = makePlans()
  const acts: { at: number; act: () => Promise<unknown> }[] = []
  for (const plan of plans) {
    acts.push({ at: plan.issuedAt, act: () => issue(plan) })
    for (const asked of plan.asked) {
      if (asked.declinesAt !== null)
        acts.push({
          at: asked.declinesAt,
          act: async () =>
            as(asked.unit).decline({ id: await taskOf(plan, asked.unit), reason: '本单位不涉及此项工作。' }),
        })
      if (asked.answersAt !== null) acts.push({ at: asked.answersAt, act: () => answer(plan, asked.unit) })
    }
    if (plan.endedAt !== null)
      acts.push({
        at: plan.endedAt,
        act: () => insideClient(world.app, editor).commissions.end({ id: plan.id, reason: '专题已办结。' }),
      })
  }
  acts.sort((a, b) => a.at - b.at)

  // the clock stops at each act, at each moment a reminder is due, and now and then to look at the overdue list
  const looks = Array.from({ length: 12 }, (_each, week) => begin + (week + 1) * 7 * day + 30 * 60_000)
  const moments = new Set([...looks, ...plans.flatMap((plan) => offsets.map((offset) => plan.dueAt + offset * hour))])
  for (const plan of plans) moments.add(plan.dueAt + 60_000)
  const stops = [...moments].sort((a, b) => a - b)
  let next = 0
  for (const stop of stops) {
    while (next < acts.length && acts[next]!.at < stop) await at(acts[next]!.at, acts[next++]!.act)
    await at(stop, () => runCommand(world.app, systemActor, watchCommissions))
    if (looks.includes(stop)) {
      const { items } = await insideClient(world.app, editor).commissions.overdue({})
      expect(items.map((item) => `${item.commissionId}:${item.unitName}`).sort()).toEqual(overdueAt(plans, stop))
    }
  }

  const reminders = await world.db
    .selectFrom('letter')
    .select(['body', 'written_at', 'to_unit_id'])
    .where('kind', '=', 'commission.reminded')
    .execute()
  const names = new Map(
    (await world.db.selectFrom('unit').select(['id', 'name']).execute()).map((unit) => [unit.id, unit.name]),
  )
  const tasks = new Map(
    (await world.db.selectFrom('commission_task').select(['id', 'commission_id']).execute()).map((task) => [
      task.id,
      task.commission_id,
    ]),
  )
  const sent = reminders.map((letter) => {
    const { taskId } = letter.body as { taskId: string }
    return `${tasks.get(taskId)}:${names.get(letter.to_unit_id)}@${letter.written_at.toISOString()}`
  })
  const expected = remindersOf(plans)
  expect(expected.length).toBeGreaterThan(300)
  expect(sent.sort()).toEqual(expected)
  await everyReminderIsAccountedFor(plans)
  await lightsAreRight(plans)
}, 60_000)

/** Nothing planned is left over but what lies after the last stop. */
async function everyReminderIsAccountedFor(plans: Plan[]) {
  const rows = await world.db.selectFrom('commission_reminder').select(['at', 'outcome']).execute()
  const planned = plans.flatMap((plan) =>
    plan.asked.flatMap(() => offsets.filter((offset) => plan.dueAt + offset * hour > plan.issuedAt)),
  )
  expect(rows.length).toBe(planned.length)
  expect(rows.filter((row) => row.outcome === null)).toEqual([])
}

/** On time or late, as the plan has it. */
async function lightsAreRight(plans: Plan[]) {
  const rows = await world.db
    .selectFrom('commission_target')
    .select(['commission_id', 'unit_name', 'status', 'on_time'])
    .execute()
  const said = rows.map((row) => `${row.commission_id}:${row.unit_name}:${row.status}:${row.on_time}`).sort()
  const planned = plans
    .flatMap((plan) =>
      plan.asked.map((asked) => {
        const state =
          asked.answersAt !== null
            ? `answered:${asked.answersAt <= plan.dueAt}`
            : asked.declinesAt !== null
              ? 'declined:null'
              : 'issued:null'
        return `${plan.id}:${nameOf(asked.unit)}:${state}`
      }),
    )
    .sort()
  expect(said).toEqual(planned)
}

/** The second calculation: who is reminded when. */
const remindersOf = (plans: Plan[]): string[] =>
  plans
    .flatMap((plan) =>
      plan.asked.flatMap((asked) =>
        offsets
          .map((offset) => plan.dueAt + offset * hour)
          .filter((moment) => moment > plan.issuedAt)
          .filter((moment) => !(asked.answersAt !== null && asked.answersAt < moment))
          .filter((moment) => !(asked.declinesAt !== null && asked.declinesAt < moment))
          .filter((moment) => !(plan.endedAt !== null && plan.endedAt < moment))
          .map((moment) => `${plan.id}:${nameOf(asked.unit)}@${new Date(moment).toISOString()}`),
      ),
    )
    .sort()

const overdueAt = (plans: Plan[], moment: number): string[] =>
  plans
    .filter((plan) => plan.dueAt < moment && !(plan.endedAt !== null && plan.endedAt < moment))
    .flatMap((plan) =>
      plan.asked
        .filter((asked) => !(asked.answersAt !== null && asked.answersAt < moment))
        .filter((asked) => !(asked.declinesAt !== null && asked.declinesAt < moment))
        .map((asked) => `${plan.id}:${nameOf(asked.unit)}`),
    )
    .sort()

function makePlans(): Plan[] {
  let seed = 20260401
  const die = (sides: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * sides)
  }
  return Array.from({ length: commissions }, (_each, index): Plan => {
    const issuedAt = begin + die(80) * day + die(8) * hour + index * 1000
    const dueAt = issuedAt + (1 + die(6)) * day + die(5) * hour + 17 * 60_000
    const asked = Array.from({ length: 6 }, (_unit, place) => {
      const kind = die(10)
      const unit = (index * 5 + place * 23 + die(3)) % units
      if (kind === 0) return { unit, declinesAt: issuedAt + (1 + die(20)) * hour + 7000 + place, answersAt: null }
      if (kind < 6)
        return {
          unit,
          declinesAt: null,
          answersAt:
            issuedAt + 2 * hour + Math.floor((dueAt - issuedAt - 3 * hour) * (die(100) / 100)) + 11_000 + place,
        }
      if (kind < 8) return { unit, declinesAt: null, answersAt: dueAt + (1 + die(90)) * hour + 13_000 + place }
      return { unit, declinesAt: null, answersAt: null }
    }).filter((one, place, all) => all.findIndex((other) => other.unit === one.unit) === place)
    // the last answer may come before it ends
    return { id: newId(), issuedAt, dueAt, endedAt: index % 7 === 0 ? dueAt + 100 * hour + 5000 : null, asked }
  })
}

async function at(moment: number, act: () => Promise<unknown>) {
  world.setClock(new Date(moment).toISOString())
  await act()
}

const nameOf = (unit: number) => `第${String(unit).padStart(3, '0')}单位`
const as = (unit: number) => insideClient(world.app, reporters[unit]!).commissions
const unitIds: string[] = []

async function issue(plan: Plan) {
  const { commissions: office } = insideClient(world.app, editor)
  await office.create({
    id: plan.id,
    origin: 'own',
    leaderId: null,
    sourceLabel: '',
    title: `约稿${plan.id.slice(-6)}`,
    content: '请报送有关情况。',
    requirements: '',
    contactName: '',
    contactPhone: '',
    dueAt: new Date(plan.dueAt).toISOString(),
    unitIds: plan.asked.map((asked) => unitIds[asked.unit]!),
    groupIds: [],
    fileIds: [],
  })
  await office.issue({ id: plan.id })
}

async function taskOf(plan: Plan, unit: number): Promise<string> {
  const row = await world.db
    .selectFrom('commission_task')
    .select('id')
    .where('commission_id', '=', plan.id)
    .where('unit_id', '=', unitIds[unit]!)
    .executeTakeFirstOrThrow()
  return row.id
}

/** An item sent at this moment, linked to the commission: the way of the text itself is tested elsewhere. */
async function answer(plan: Plan, unit: number) {
  const id = newId()
  const now = world.app.clock()
  await world.db
    .insertInto('submission')
    .values({
      id,
      unit_id: unitIds[unit]!,
      status: 'sent',
      title: '应约稿件',
      reporter_id: reporters[unit]!.personId,
      reporter_name: '信息员',
      details_saved_at: now,
      status_since: now,
      created_at: now,
      updated_at: now,
      sent_at: now,
    })
    .execute()
  await as(unit).link({ id: await taskOf(plan, unit), submissionId: id })
}

async function foundUnits(): Promise<Actor[]> {
  const province = world.unit('140000')
  const actors: Actor[] = []
  const person = await world.person('reporter', '140000')
  for (let index = 0; index < units; index++) {
    const [id, code] = [newId(), `14Q${String(index).padStart(3, '0')}`]
    const path = `${province.path}${code}/`
    unitIds.push(id)
    await world.db
      .insertInto('unit')
      .values({
        id,
        code,
        path,
        parent_id: province.id,
        kind: 'department',
        name: nameOf(index),
        short_name: nameOf(index),
        valid_from: '2014-03-27',
      })
      .execute()
    const grants = (['reporter', 'reviewer'] as const).map((role) => ({
      role,
      unitId: id,
      unitPath: path,
      reach: 'own' as const,
    }))
    actors.push({ ...person, unitId: id, unitPath: path, unitName: nameOf(index), grants })
  }
  return actors
}
