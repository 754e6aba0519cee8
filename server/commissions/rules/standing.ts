import type { CommissionCounts, CommissionTaskStatus } from '../../../contract/commissions.ts'
import { isWaiting } from './moves.ts'

/** In time is what was sent up to the deadline itself, whenever it was linked. */
export const isOnTime = (sentAt: Date, dueAt: Date): boolean => sentAt.getTime() <= dueAt.getTime()

/** 逾期: the deadline has passed and the unit neither answered nor declined. */
export const isOverdue = (status: CommissionTaskStatus, dueAt: Date, now: Date): boolean =>
  isWaiting(status) && dueAt.getTime() < now.getTime()

/** What the answers make of a unit: the earliest that was not taken back decides whether it was in time. */
export function standingOf(answers: { sentAt: Date; withdrawn: boolean; onTime: boolean }[]) {
  const first = answers.filter((answer) => !answer.withdrawn).sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())[0]
  return first ? { answeredAt: first.sentAt, onTime: first.onTime } : null
}

export function countsOf(
  targets: { status: CommissionTaskStatus; onTime: boolean | null; read: boolean; adopted: boolean }[],
): CommissionCounts {
  const count = (holds: (target: (typeof targets)[number]) => boolean) => targets.filter(holds).length
  return {
    targets: targets.length,
    read: count((target) => target.read),
    answered: count((target) => target.status === 'answered'),
    late: count((target) => target.status === 'answered' && target.onTime === false),
    declined: count((target) => target.status === 'declined'),
    waiting: count((target) => isWaiting(target.status)),
    adopted: count((target) => target.adopted),
  }
}
