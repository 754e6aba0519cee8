import type { Span } from '../../../contract/calendar.ts'
import type { DirectiveRules } from '../../../contract/directives.ts'
import type { DirectiveMilestone } from '../../../contract/directives.letters.ts'

type Reckon = (span: Span, from?: Date) => { at: Date; missingYears: number[] }

const milestone = (
  name: string,
  expects: DirectiveMilestone['expects'],
  due: { at: Date; missingYears: number[] },
): DirectiveMilestone => ({
  name,
  expects,
  dueAt: due.at.toISOString(),
  metAt: null,
  missedAt: null,
  missingYears: due.missingYears,
})

/**
 * 13710: the deadlines of a part from the office's schedule. `finalAt` takes the place of the schedule's last day; steps that would lie
 * behind it fall away. `periodic` adds a feedback every so often between the last step and the result.
 */
export function planMilestones(
  steps: DirectiveRules['steps'],
  reckon: Reckon,
  wishes: { finalAt?: Date; periodic?: Span } = {},
): DirectiveMilestone[] {
  const final = steps.find((step) => step.expects === 'final')!
  const finalDue = wishes.finalAt ? { at: wishes.finalAt, missingYears: [] } : reckon(final.span)
  const before = steps
    .filter((step) => step.expects !== 'final')
    .map((step) => milestone(step.name, step.expects, reckon(step.span)))
    .filter((step) => Date.parse(step.dueAt) < finalDue.at.getTime())
  return inOrder([
    ...before,
    ...(wishes.periodic ? periodicFeedback(before, finalDue.at, wishes.periodic, reckon) : []),
    milestone(final.name, 'final', finalDue),
  ])
}

function periodicFeedback(before: DirectiveMilestone[], end: Date, every: Span, reckon: Reckon) {
  const added: DirectiveMilestone[] = []
  let from = before.length > 0 ? new Date(Math.max(...before.map((step) => Date.parse(step.dueAt)))) : undefined
  for (let count = 1; count <= 60; count++) {
    const due = reckon(every, from)
    if (due.at >= end || (from && due.at <= from)) break
    added.push(milestone(`第${count}次周期反馈`, 'feedback', due))
    from = due.at
  }
  return added
}

const inOrder = (milestones: DirectiveMilestone[]) =>
  milestones.sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0))

/** 签收 meets what waits for it; a stage feedback meets the earliest feedback that waits; the final one meets all that is left. */
export function meet(
  milestones: readonly DirectiveMilestone[],
  what: 'signFor' | 'stage' | 'final',
  at: Date,
): DirectiveMilestone[] {
  const open = milestones.filter((one) => one.metAt === null)
  const met =
    what === 'final'
      ? open
      : what === 'signFor'
        ? open.filter((one) => one.expects === 'signFor')
        : open.filter((one) => one.expects === 'feedback').slice(0, 1)
  return milestones.map((one) => (met.includes(one) ? { ...one, metAt: at.toISOString() } : one))
}

/** 延期: the result is due later; what was due before stays due. */
export const postpone = (milestones: readonly DirectiveMilestone[], until: Date): DirectiveMilestone[] =>
  inOrder(
    milestones.map((one) =>
      one.expects === 'final' && one.metAt === null
        ? { ...one, dueAt: until.toISOString(), missedAt: null, missingYears: [] }
        : one,
    ),
  )

/** 退回重办: a new last day; what was met stays as it was. */
export const redoBy = (milestones: readonly DirectiveMilestone[], due: Date): DirectiveMilestone[] => [
  ...milestones,
  milestone('退回重办', 'final', { at: due, missingYears: [] }),
]

/** The one that waits: the earliest that was not met. */
export const nextOpen = (milestones: readonly DirectiveMilestone[]): DirectiveMilestone | undefined =>
  milestones.find((one) => one.metAt === null)

export const missingYearsOf = (milestones: readonly DirectiveMilestone[]): number[] => [
  ...new Set(milestones.filter((one) => one.metAt === null).flatMap((one) => one.missingYears)),
]
