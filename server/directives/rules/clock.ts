import type { DirectiveRules, Light } from '../../../contract/directives.ts'
import type { DirectiveMilestone } from '../../../contract/directives.letters.ts'

const hour = 3_600_000

/** 台账亮灯: green until a light's hour has come; the last whose hour has come burns. What waits for nothing is green. */
export function lightOf(lights: DirectiveRules['lights'], dueAt: Date | null, now: Date): Light {
  if (dueAt === null) return 'green'
  const hours = (now.getTime() - dueAt.getTime()) / hour
  if (hours >= lights.red) return 'red'
  if (hours >= lights.orange) return 'orange'
  return hours >= lights.yellow ? 'yellow' : 'green'
}

/** The deadlines for which this light burns now: after `after`, up to and with `upTo`. Green also holds what has no deadline. */
export function dueForLight(
  lights: DirectiveRules['lights'],
  light: Light,
  now: Date,
): { after: Date | null; upTo: Date | null } {
  const begins = (hours: number) => new Date(now.getTime() - hours * hour)
  switch (light) {
    case 'red':
      return { after: null, upTo: begins(lights.red) }
    case 'orange':
      return { after: begins(lights.red), upTo: begins(lights.orange) }
    case 'yellow':
      return { after: begins(lights.orange), upTo: begins(lights.yellow) }
    case 'green':
      return { after: begins(lights.yellow), upTo: null }
  }
}

type Reminders = Pick<DirectiveRules, 'remindBeforeHours' | 'remindEveryHours'>

/**
 * 催办: once so many hours before a deadline, at the deadline, and then every so often until it is met. The first such instant after
 * `after`, over all deadlines that wait; null when nothing waits.
 */
export function nextReminder(rules: Reminders, milestones: readonly DirectiveMilestone[], after: Date): Date | null {
  const instants = milestones
    .filter((one) => one.metAt === null)
    .map((one) => reminderAfter(rules, Date.parse(one.dueAt), after.getTime()))
  return instants.length > 0 ? new Date(Math.min(...instants)) : null
}

function reminderAfter(rules: Reminders, due: number, after: number): number {
  const before = due - rules.remindBeforeHours * hour
  if (after < before) return before
  if (after < due) return due
  const every = rules.remindEveryHours * hour
  return due + (Math.floor((after - due) / every) + 1) * every
}

/** What passed without being met: it is marked once, and the assessment hears of it. */
export const newlyMissed = (milestones: readonly DirectiveMilestone[], now: Date): DirectiveMilestone[] =>
  milestones.filter((one) => one.metAt === null && one.missedAt === null && Date.parse(one.dueAt) < now.getTime())
