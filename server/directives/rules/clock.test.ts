import { expect, test } from 'vitest'
import type { DirectiveMilestone } from '../../../contract/directives.letters.ts'
import { Light } from '../../../contract/directives.ts'
import { dueForLight, lightOf, newlyMissed, nextReminder } from './clock.ts'
import { defaultRules } from './defaults.ts'
import { meet, planMilestones, postpone, redoBy } from './milestones.ts'

const at = (text: string) => new Date(`${text}:00+08:00`)
const due = (text: string, more: Partial<DirectiveMilestone> = {}): DirectiveMilestone => ({
  name: '反馈',
  expects: 'feedback',
  dueAt: at(text).toISOString(),
  metAt: null,
  missedAt: null,
  missingYears: [],
  ...more,
})

test.each([
  ['long before', '2026-03-08T12:00', 'green'],
  ['a day before', '2026-03-09T12:00', 'yellow'],
  ['at the deadline', '2026-03-10T12:00', 'orange'],
  ['almost three days late', '2026-03-13T11:59', 'orange'],
  ['three days late', '2026-03-13T12:00', 'red'],
] as const)('the light %s', (_reason, now, light) => {
  expect(lightOf(defaultRules.lights, at('2026-03-10T12:00'), at(now))).toBe(light)
  // the list finds by the same rule what the row shows
  const found = Light.options.filter((one) => {
    const { after, upTo } = dueForLight(defaultRules.lights, one, at(now))
    const dueAt = at('2026-03-10T12:00')
    return (after === null || dueAt > after) && (upTo === null || dueAt <= upTo)
  })
  expect(found).toEqual([light])
})

test('what waits for nothing is green', () => expect(lightOf(defaultRules.lights, null, new Date())).toBe('green'))

test.each([
  ['a day before', [due('2026-03-10T12:00')], '2026-03-02T09:00', '2026-03-09T12:00'],
  ['then at the deadline', [due('2026-03-10T12:00')], '2026-03-09T12:00', '2026-03-10T12:00'],
  ['then every day', [due('2026-03-10T12:00')], '2026-03-10T12:00', '2026-03-11T12:00'],
  ['also after a day nobody looked', [due('2026-03-10T12:00')], '2026-03-14T13:00', '2026-03-15T12:00'],
  [
    'of several deadlines the nearest',
    [due('2026-03-10T12:00', { metAt: at('2026-03-03T09:00').toISOString() }), due('2026-03-20T12:00')],
    '2026-03-11T09:00',
    '2026-03-19T12:00',
  ],
])('the next reminder: %s', (_reason, milestones, after, next) =>
  expect(nextReminder(defaultRules, milestones, at(after))?.toISOString()).toBe(at(next).toISOString()),
)
test('no reminder of what is met', () =>
  expect(nextReminder(defaultRules, [due('2026-03-10T12:00', { metAt: '2026-03-09T00:00:00.000Z' })], new Date())).toBe(
    null,
  ))

test('what passed is missed once', () => {
  const passed = due('2026-03-10T12:00')
  expect(newlyMissed([passed, due('2026-03-20T12:00')], at('2026-03-11T00:00'))).toEqual([passed])
  expect(newlyMissed([{ ...passed, missedAt: '2026-03-10T16:00:00.000Z' }], at('2026-03-12T00:00'))).toEqual([])
})

const days = (span: { amount: number; unit: string }, from = at('2026-03-02T09:00')) => ({
  at: new Date(from.getTime() + span.amount * (span.unit === 'months' ? 31 : 1) * 86_400_000),
  missingYears: [] as number[],
})

test('13710: four deadlines; a nearer last day cuts what would lie behind it; periodic feedback fills the room', () => {
  const names = (wishes: Parameters<typeof planMilestones>[2]) =>
    planMilestones(defaultRules.steps, days, wishes).map((one) => one.name)
  expect(names({})).toEqual(['当日签收', '三日反馈办理方案', '七日反馈办理进展', '一个月办结反馈'])
  expect(names({ finalAt: at('2026-03-06T09:00') })).toEqual(['当日签收', '三日反馈办理方案', '一个月办结反馈'])
  expect(names({ periodic: { amount: 10, unit: 'days', count: 'calendar' } })).toEqual([
    '当日签收',
    '三日反馈办理方案',
    '七日反馈办理进展',
    '第1次周期反馈',
    '第2次周期反馈',
    '一个月办结反馈',
  ])
})

test('签收 meets itself, a stage feedback one feedback, the result all that is left', () => {
  const planned = planMilestones(defaultRules.steps, days)
  const met = (milestones: DirectiveMilestone[]) => milestones.map((one) => one.metAt !== null)
  const signed = meet(planned, 'signFor', at('2026-03-02T10:00'))
  expect(met(signed)).toEqual([true, false, false, false])
  const staged = meet(signed, 'stage', at('2026-03-04T10:00'))
  expect(met(staged)).toEqual([true, true, false, false])
  expect(met(meet(staged, 'final', at('2026-03-05T10:00')))).toEqual([true, true, true, true])
})

test('an extension moves the result alone; to do it again opens a new last day', () => {
  const planned = planMilestones(defaultRules.steps, days)
  const later = postpone(planned, at('2026-05-01T12:00'))
  expect(later.slice(0, 3)).toEqual(planned.slice(0, 3))
  expect(later[3]!.dueAt).toBe(at('2026-05-01T12:00').toISOString())
  const done = meet(planned, 'final', at('2026-03-20T09:00'))
  const again = redoBy(done, at('2026-04-20T12:00'))
  expect(again.filter((one) => one.metAt === null)).toMatchObject([{ name: '退回重办', expects: 'final' }])
})
