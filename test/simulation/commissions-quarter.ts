import { expect } from 'vitest'
import { watchCommissions } from '../../server/commissions/index.ts'
import { insideClient } from '../../server/inside-client.ts'
import type { Actor } from '../../server/platform/access.ts'
import { runCommand } from '../../server/platform/command.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import type { World } from '../world.ts'
import type { AskedUnit } from './quarter-units.ts'

// A simulated quarter: 200 units, 40 commissions, each unit doing what a seeded die says. What was reminded and what is overdue is
// worked out a second time below, from the plan alone, and compared.
const hour = 3_600_000
const day = 24 * hour
const begin = Date.parse('2026-04-01T01:00:00.000Z')
const unitCount = 200
const commissions = 40
const offsets = [-72, -24, -2, 1, 72]

interface Plan {
  id: string
  issuedAt: number
  dueAt: number
  endedAt: number | null
  asked: { unit: number; declinesAt: number | null; answersAt: number | null }[]
}

/** The quarter: the world, its units and the editor who asks. */
interface Quarter {
  world: World
  units: AskedUnit[]
  editor: Actor
}

/** Plays the quarter; what differs from the second calculation fails. */
export async function playCommissions(world: World, units: AskedUnit[]): Promise<void> {
  const quarter: Quarter = { world, units, editor: await world.person('editor', '140000') }
  const { editor } = quarter
  const plans = makePlans()
  const acts: { at: number; act: () => Promise<unknown> }[] = []
  for (const plan of plans) {
    acts.push({ at: plan.issuedAt, act: () => issue(quarter, plan) })
    for (const asked of plan.asked) {
      if (asked.declinesAt !== null)
        acts.push({
          at: asked.declinesAt,
          act: async () =>
            asUnit(quarter, asked.unit).decline({
              id: await taskOf(quarter, plan, asked.unit),
              reason: '本单位不涉及此项工作。',
            }),
        })
      if (asked.answersAt !== null) acts.push({ at: asked.answersAt, act: () => answer(quarter, plan, asked.unit) })
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
  const stops = [...moments].sort((a, b) => a - b)
  let next = 0
  for (const stop of stops) {
    while (next < acts.length && acts[next]!.at < stop) await at(world, acts[next]!.at, acts[next++]!.act)
    await at(world, stop, () => runCommand(world.app, systemActor, watchCommissions))
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
  await everyReminderIsAccountedFor(world, plans)
  await lightsAreRight(world, plans)
}

/** Nothing planned is left over but what lies after the last stop. */
async function everyReminderIsAccountedFor(world: World, plans: Plan[]) {
  const rows = await world.db.selectFrom('commission_reminder').select(['at', 'outcome']).execute()
  const planned = plans.flatMap((plan) =>
    plan.asked.flatMap(() => offsets.filter((offset) => plan.dueAt + offset * hour > plan.issuedAt)),
  )
  expect(rows.length).toBe(planned.length)
  expect(rows.filter((row) => row.outcome === null)).toEqual([])
}

/** On time or late, as the plan has it. */
async function lightsAreRight(world: World, plans: Plan[]) {
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
      const unit = (index * 5 + place * 23 + die(3)) % unitCount
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

async function at(world: World, moment: number, act: () => Promise<unknown>) {
  world.setClock(new Date(moment).toISOString())
  await act()
}

const nameOf = (unit: number) => `第${String(unit).padStart(3, '0')}单位`
const asUnit = ({ world, units }: Quarter, unit: number) => insideClient(world.app, units[unit]!.handler).commissions

async function issue({ world, units, editor }: Quarter, plan: Plan) {
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
    unitIds: plan.asked.map((asked) => units[asked.unit]!.id),
    groupIds: [],
    fileIds: [],
  })
  await office.issue({ id: plan.id })
}

async function taskOf({ world, units }: Quarter, plan: Plan, unit: number): Promise<string> {
  const row = await world.db
    .selectFrom('commission_task')
    .select('id')
    .where('commission_id', '=', plan.id)
    .where('unit_id', '=', units[unit]!.id)
    .executeTakeFirstOrThrow()
  return row.id
}

/** An item sent at this moment, linked to the commission: the way of the text itself is tested elsewhere. */
async function answer(quarter: Quarter, plan: Plan, unit: number) {
  const { world, units } = quarter
  const id = newId()
  const now = world.app.clock()
  await world.db
    .insertInto('submission')
    .values({
      id,
      unit_id: units[unit]!.id,
      status: 'sent',
      title: '应约稿件',
      reporter_id: units[unit]!.handler.personId,
      reporter_name: '信息员',
      details_saved_at: now,
      status_since: now,
      created_at: now,
      updated_at: now,
      sent_at: now,
    })
    .execute()
  await asUnit(quarter, unit).link({ id: await taskOf(quarter, plan, unit), submissionId: id })
}
