import type { Directive } from '../../contract/directives.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { directiveActions, loadDirective } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { assignmentsOf, directiveRow, timelineOf } from './rows.ts'

/** One directive, whole. */
export async function showDirective(cx: Cx, id: string): Promise<Directive> {
  const row = await loadDirective(cx, id)
  const assignments = await assignmentsOf(cx, { directiveId: id })
  const living = assignments.filter((part) => part.status !== 'withdrawn')
  const { lights } = await rulesFor(cx, row.office_id)
  const counts = { units: living.length, open: living.filter((part) => part.status !== 'accepted').length }
  const following = await cx.db.selectFrom('directive').select('id').where('follow_of', '=', id).executeTakeFirst()
  return {
    ...directiveRow(row, counts, lights, cx.now),
    officeId: row.office_id,
    officeName: row.officeName,
    source: row.source as Directive['source'],
    issueId: row.issue_id,
    sourceUnits: (row.source_units as unknown as { unitName: string }[]).map((unit) => unit.unitName),
    way: row.way as Directive['way'],
    passage: row.passage,
    classificationCode: row.classification_code,
    tellsText: row.tells_text,
    recordedByName: row.recorded_by_name,
    followOf: row.follow_of,
    followedBy: following?.id ?? null,
    transferDueAt: row.transfer_due_at.toISOString(),
    missingYears: row.missing_years,
    result: row.result,
    reportedAt: row.reported_at?.toISOString() ?? null,
    reportedByName: row.reported_by_name,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedByName: row.closed_by_name,
    closeNote: row.close_note,
    version: row.version,
    files: await filesOf(cx, 'directive', id),
    assignments,
    timeline: await timelineOf(cx, id),
    actions: await directiveActions(cx, row),
  }
}
