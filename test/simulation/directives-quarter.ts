import { expect } from 'vitest'
import type { Light } from '../../contract/directives.ts'
import type { Actor } from '../../server/platform/access.ts'
import { runCommand } from '../../server/platform/command.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { insideClient } from '../../server/inside-client.ts'
import { watchDirectives } from '../../server/directives/index.ts'
import type { World } from '../world.ts'
import type { AskedUnit } from './quarter-units.ts'

/**
 * A quarter by the clock: 200 units, 60 directives, each carried out in its own way: at once, late, extended, done again, never.
 * Every reminder, light and overdue list is checked against a reckoning of this file, which knows the rules from the regulation's
 * practice (13710; this office has 催办 a day before, at, and every three days after; 黄 −24 h, 橙 0 h, 红 72 h) and shares no code with the product.
 */
const hour = 3_600_000
const day = 24 * hour
const shanghai = (date: string, time = '00:00:00') => Date.parse(`${date}T${time}+08:00`)
const begin = shanghai('2026-03-02')

// 2026 Q2: days off of 清明, 劳动节, 端午 and their make-up workdays, from the State Council's notice
const off = new Set([
  '2026-04-04',
  '2026-04-05',
  '2026-04-06',
  '2026-05-01',
  '2026-05-02',
  '2026-05-03',
  '2026-05-04',
  '2026-05-05',
  '2026-06-19',
  '2026-06-20',
  '2026-06-21',
])
const madeUp = new Set(['2026-05-09'])
const dateOf = (at: number) => new Date(at + 8 * hour).toISOString().slice(0, 10)
const worked = (date: string) =>
  madeUp.has(date) || (!off.has(date) && ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay()))
const later = (date: string, by = 1) => new Date(Date.parse(date) + by * day).toISOString().slice(0, 10)
const endOf = (date: string) => shanghai(date, '23:59:59')
function workingDay(date: string, count: number): string {
  let at = date
  if (count === 0) while (!worked(at)) at = later(at)
  for (let left = count; left > 0;) {
    at = later(at)
    if (worked(at)) left--
  }
  return at
}
function monthLater(date: string): string {
  const [year, month, number] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return workingDay(new Date(Date.UTC(year, month, Math.min(number, last))).toISOString().slice(0, 10), 0)
}

/** How one directive is carried out, in days after its transfer at nine o'clock; undefined: never within the quarter. */
interface Plan {
  recordedOn: string
  transferAfter: number
  signFor?: number
  stages: number[]
  final?: number
  extendTo?: number
  verdict?: 'accept' | 'redo'
}
const plans: Plan[] = Array.from({ length: 60 }, (_, n) => ({
  recordedOn: dateOf(begin + Math.floor((n * 44) / 60) * day),
  transferAfter: n % 7 === 6 ? 1 : 0,
  signFor: n % 11 === 10 ? undefined : n % 5 === 4 ? 2 : 0,
  stages: n % 11 === 10 ? [] : n % 4 === 3 ? [5] : n % 4 === 2 ? [3, 9] : [2, 6],
  final: n % 11 === 10 || n % 6 === 5 ? undefined : 14 + (n % 5) * 7,
  extendTo: n % 9 === 8 ? 50 : undefined,
  verdict: n % 3 === 0 ? 'accept' : n % 3 === 1 ? 'redo' : undefined,
}))

interface Mark {
  due: number
  kind: 'signFor' | 'feedback' | 'final'
  met?: number
}
/** What this file expects of one directive. */
interface Expected {
  recorded: number
  transferred?: number
  marks: Mark[]
  waits: 'transfer' | 'unit' | 'judge' | 'report'
  judgeDue?: number
  urged: number
  lastWatch?: number
  overnight: boolean
}

const nextOpen = (one: Expected) => one.marks.filter((mark) => mark.met === undefined).sort((a, b) => a.due - b.due)[0]

/** 催办: one when the clock, looking every morning at seven, finds that an instant of reminding has come since it looked or something changed. */
function remindersDue(one: Expected, since: number, now: number): boolean {
  return one.marks
    .filter((mark) => mark.met === undefined)
    .some((mark) => {
      for (const instant of [mark.due - day, mark.due]) if (instant > since && instant <= now) return true
      for (let instant = mark.due + 3 * day; instant <= now; instant += 3 * day) if (instant > since) return true
      return false
    })
}
function waitsUntil(one: Expected): number | undefined {
  if (one.waits === 'transfer') return endOf(dateOf(one.recorded))
  return one.waits === 'unit' ? nextOpen(one)?.due : one.judgeDue
}
function lightOf(due: number | undefined, now: number): Light {
  if (due === undefined || now < due - day) return 'green'
  if (now < due) return 'yellow'
  return now < due + 3 * day ? 'orange' : 'red'
}

/** Plays the quarter; what differs from the reckoning fails. */
export async function playDirectives(world: World, units: AskedUnit[]): Promise<void> {
  const supervisor = await world.person('supervisor', '140000')
  const leader = await world.person('leader', '140000')
  const as = (actor: Actor) => insideClient(world.app, { ...actor, provedAt: world.app.clock() }).directives
  const ids: string[] = []
  const tasks: string[] = []
  const expected: Expected[] = []
  const set = (at: number) => world.setClock(new Date(at).toISOString())
  const feedback = async (n: number, kind: 'stage' | 'final') => {
    const unit = units[n % units.length]!
    const draft = { feedbackId: newId(), situation: '已办理。', problems: '', nextSteps: '' }
    const contact = { contactName: '张', contactPhone: '1', fileIds: [], handIn: true }
    await as(unit.handler).draftFeedback({ id: tasks[n]!, kind, ...draft, ...contact })
    await as(unit.head).signFeedback({ id: tasks[n]! })
  }
  const review = (at: number) => endOf(workingDay(dateOf(at), 3))
  set(begin)
  const { rules } = await as(supervisor).rules({})
  await as(supervisor).saveRules({ rules: { ...rules, remindEveryHours: 72 } })
  let looked = 0
  for (let today = 0; today < 92; today++) {
    const date = dateOf(begin + today * day)
    // seven o'clock: the clock looks
    const seven = shanghai(date, '07:00:00')
    set(seven)
    await runCommand(world.app, systemActor, watchDirectives)
    for (const one of expected) {
      if (one.waits === 'transfer' && endOf(dateOf(one.recorded)) < seven) one.overnight = true
      if (one.waits !== 'unit' || !remindersDue(one, one.lastWatch!, seven)) continue
      one.urged++
      one.lastWatch = seven
    }
    // nine o'clock: people work
    const nine = shanghai(date, '09:00:00')
    set(nine)
    const work = async (plan: Plan, n: number) => {
      if (plan.recordedOn === date) {
        const { id } = await as(leader).record({
          id: newId(),
          leaderId: null,
          way: 'typed',
          type: 'act',
          text: `第${n}件：请认真办理。`,
          passage: '',
          directedOn: date,
          classificationCode: 'internal',
          tellsText: false,
          fileIds: [],
          source: { kind: 'paper', title: `第${n}件`, reference: '' },
        })
        ids[n] = id
        expected[n] = { recorded: nine, marks: [], waits: 'transfer', urged: 0, overnight: false }
      }
      const one = expected[n]
      if (!one) return
      if (one.transferred === undefined && date === later(plan.recordedOn, plan.transferAfter)) {
        const { version } = await as(supervisor).get({ id: ids[n]! })
        const unitId = units[n % units.length]!.id
        const parts = [{ unitId, role: 'lead' as const, requirement: '办理' }]
        const shown = await as(supervisor).transfer({ id: ids[n]!, version, parts, contact: '' })
        tasks[n] = shown.assignments[0]!.id
        one.transferred = nine
        one.waits = 'unit'
        one.lastWatch = nine
        one.marks = [
          { kind: 'signFor', due: endOf(workingDay(date, 0)) },
          { kind: 'feedback', due: endOf(workingDay(date, 3)) },
          { kind: 'feedback', due: endOf(workingDay(date, 7)) },
          { kind: 'final', due: endOf(monthLater(date)) },
        ]
      }
      if (one.transferred === undefined) return
      const since = Math.round((nine - one.transferred) / day)
      const handler = as(units[n % units.length]!.handler)
      if (plan.signFor === since) {
        await handler.signFor({ id: tasks[n]! })
        one.marks[0]!.met = nine
        one.lastWatch = nine
      }
      if (one.waits === 'unit' && plan.stages.includes(since)) {
        await feedback(n, 'stage')
        one.marks.filter((mark) => mark.kind === 'feedback' && mark.met === undefined)[0]!.met = nine
        one.lastWatch = nine
      }
      if (one.waits === 'unit' && plan.extendTo !== undefined && since === 12 && plan.signFor !== undefined) {
        const until = dateOf(one.transferred + plan.extendTo * day)
        await handler.askExtension({ id: tasks[n]!, reason: '需要时间', plan: '按月推进', until })
        await as(supervisor).decideExtension({ id: tasks[n]!, approve: true, note: '' })
        one.marks.find((mark) => mark.kind === 'final')!.due = endOf(until)
        one.lastWatch = nine
      }
      if (one.waits === 'unit' && plan.final === since) {
        await feedback(n, 'final')
        for (const mark of one.marks) mark.met ??= nine
        one.waits = 'judge'
        one.judgeDue = review(nine)
      }
      if (one.waits === 'judge' && plan.verdict && plan.final !== undefined && since === plan.final + 2) {
        if (plan.verdict === 'accept') {
          await as(supervisor).accept({ id: tasks[n]!, note: '' })
          one.waits = 'report'
          one.judgeDue = review(nine)
        } else {
          const dueOn = dateOf(nine + 5 * day)
          await as(supervisor).redo({ id: tasks[n]!, reason: '请补充', dueOn })
          one.marks.push({ kind: 'final', due: endOf(dueOn) })
          one.waits = 'unit'
          one.lastWatch = nine
        }
      }
    }
    // each directive's people work on their own, side by side
    await Promise.all(plans.map(work))
    // each tenth day at ten o'clock, and on the last: the ledger against the reckoning
    if (today % 10 !== 9 && today !== 91) continue
    const ten = shanghai(date, '10:00:00')
    set(ten)
    looked++
    const { items } = await as(supervisor).ledger({ limit: 200, sort: 'due' })
    const rows = new Map(items.map((row) => [row.id, row]))
    for (const [n, one] of expected.entries()) {
      const row = rows.get(ids[n]!)!
      const due = waitsUntil(one)
      expect
        .soft([date, n, row.dueAt && Date.parse(row.dueAt), row.light, row.urgedCount, row.isOvernight])
        .toEqual([date, n, due ?? null, lightOf(due, ten), one.urged, one.overnight])
    }
    for (const light of ['red', 'orange', 'yellow'] as const) {
      const lit = await as(supervisor).ledger({ limit: 200, sort: 'due', light })
      const want = expected.flatMap((one, n) => (lightOf(waitsUntil(one), ten) === light ? [ids[n]!] : []))
      expect.soft([date, light, lit.items.map((row) => row.id).sort()]).toEqual([date, light, want.sort()])
    }
    const dues = items.map((row) => (row.dueAt ? Date.parse(row.dueAt) : Infinity))
    expect(dues).toEqual([...dues].sort((a, b) => a - b))
  }
  expect(looked).toBe(10)
  // the quarter was worth looking at
  expect(expected.filter((one) => one.overnight).length).toBeGreaterThan(4)
  expect(expected.reduce((sum, one) => sum + one.urged, 0)).toBeGreaterThan(150)
  const missed = await world.db
    .selectFrom('event')
    .select('id')
    .where('kind', '=', 'directive.milestone_missed')
    .execute()
  const passed = expected.flatMap((one) =>
    one.marks.filter((mark) => (mark.met ?? shanghai(dateOf(begin + 91 * day), '07:00:00')) > mark.due),
  )
  expect(missed.length).toBe(passed.length)
}
