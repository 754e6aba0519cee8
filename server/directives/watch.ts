import type { Cx } from '../platform/command.ts'
import { findAssignment } from './load.ts'
import { newlyMissed } from './rules/clock.ts'
import { isOver } from './rules/moves.ts'
import { labelOf } from './rules/defaults.ts'
import { recordPart, urgeUnit } from './supervise.ts'
import { writeAssignment, writeDirective } from './write.ts'
import { findDirective } from './load.ts'

const batch = 100

/** 催办 by the clock and 不过夜, every minute: what two processes see at once only one of them does. */
export async function watchDirectives(cx: Cx): Promise<void> {
  await remind(cx)
  await findOvernight(cx)
}

/** A reminder before each deadline, at it, and again and again until it is met. What was missed is marked once. */
async function remind(cx: Cx): Promise<void> {
  const due = await cx.db
    .selectFrom('directive_assignment')
    .select('id')
    .where('next_watch_at', '<=', cx.now)
    .orderBy('next_watch_at')
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of due) {
    const part = (await findAssignment(cx, id))!
    if (isOver(part.status) || part.status === 'finalGiven') continue
    const missed = newlyMissed(part.milestones, cx.now)
    if (missed.length === 0) {
      await urgeUnit(cx, part, '', true)
      continue
    }
    const at = cx.now.toISOString()
    const milestones = part.milestones.map((one) => (missed.includes(one) ? { ...one, missedAt: at } : one))
    const marked = await writeAssignment(cx, part, { milestones })
    for (const one of missed)
      await recordPart(cx, 'milestone_missed', part, {
        milestoneName: one.name,
        dueAt: one.dueAt,
        expects: one.expects,
      })
    await urgeUnit(cx, marked, '', true)
  }
}

/** 转办不过夜: what was not transferred on its day is marked, and its supervisors hear of it. */
async function findOvernight(cx: Cx): Promise<void> {
  const late = await cx.db
    .selectFrom('directive')
    .select('id')
    .where('status', '=', 'registered')
    .where('is_overnight', '=', false)
    .where('transfer_due_at', '<', cx.now)
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { id } of late) {
    const directive = (await findDirective(cx, id))!
    await writeDirective(cx, directive, { is_overnight: true })
    await cx.record(
      'directive.overnight',
      { id, unitId: directive.office_id },
      { title: directive.item_title, label: labelOf(directive), leaderName: directive.leader_name },
    )
  }
}
