import type { DirectiveFacts, DirectiveMilestone } from '../../contract/directives.letters.ts'
import { sendLetter } from '../exchange/index.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { filesOf } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { rulesFor } from './office-rules.ts'
import { nextReminder } from './rules/clock.ts'
import { missingYearsOf, nextOpen } from './rules/milestones.ts'

export interface Part {
  unitId: string
  role: 'lead' | 'other'
  requirement: string
}

/** Each unit gets its part with a letter that carries all it needs: the words, the requirement, the deadlines, the handwriting. */
export async function giveParts(
  cx: Cx,
  giver: { unitId: string; directiveId: string | null; parentTaskId: string | null },
  parts: Part[],
  about: { facts: DirectiveFacts; milestones: DirectiveMilestone[] },
): Promise<void> {
  const rules = await rulesFor(cx, giver.unitId)
  const giverUnit = await loadUnit(cx, giver.unitId)
  const files = giver.directiveId
    ? await filesOf(cx, 'directive', giver.directiveId)
    : await filesOf(cx, 'directiveTask', giver.parentTaskId!)
  for (const part of parts) {
    const unit = await loadUnit(cx, part.unitId)
    const id = newId()
    const next = nextOpen(about.milestones)
    await cx.db
      .insertInto('directive_assignment')
      .values({
        id,
        giver_unit_id: giver.unitId,
        directive_id: giver.directiveId,
        parent_task_id: giver.parentTaskId,
        unit_id: unit.id,
        unit_name: unit.name,
        role: part.role,
        requirement: part.requirement,
        status: 'transferred',
        milestones: json(about.milestones),
        transferred_at: cx.now,
        transferred_by_name: cx.actor.name,
        next_due_at: next ? new Date(next.dueAt) : null,
        next_watch_at: nextReminder(rules, about.milestones, cx.now),
        missing_years: missingYearsOf(about.milestones),
        updated_at: cx.now,
      })
      .execute()
    await sendLetter(cx, {
      kind: 'directive.transferred',
      fromUnitId: giver.unitId,
      toUnitId: unit.id,
      objectId: id,
      body: {
        assignmentId: id,
        at: cx.now.toISOString(),
        byName: cx.actor.name,
        giverName: giverUnit.name,
        facts: about.facts,
        role: part.role,
        requirement: part.requirement,
        milestones: about.milestones,
        files,
      },
    })
  }
}
