import type { Selectable } from 'kysely'
import type { Assignment, DirectiveRow, DirectiveRules, Feedback } from '../../contract/directives.ts'
import { DirectiveFeedback } from '../../contract/directives.letters.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import type { DB } from '../platform/schema.ts'
import { assignmentActions } from './load.ts'
import type { AssignmentRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { lightOf } from './rules/clock.ts'
import { labelOf } from './rules/defaults.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** A directive as the ledger shows it. `units` counts its parts, `open` those that are not over. */
export function directiveRow(
  row: Omit<Selectable<DB['directive']>, 'grams'>,
  parts: { units: number; open: number },
  lights: DirectiveRules['lights'],
  now: Date,
): DirectiveRow {
  return {
    id: row.id,
    label: labelOf(row),
    status: row.status as DirectiveRow['status'],
    light: lightOf(lights, row.next_due_at, now),
    itemTitle: row.item_title,
    sourceLabel: row.source_label,
    leaderName: row.leader_name,
    leaderTitle: row.leader_title,
    leaderRank: row.leader_rank as DirectiveRow['leaderRank'],
    type: row.type as DirectiveRow['type'],
    text: row.text,
    directedOn: row.directed_on,
    recordedAt: row.recorded_at.toISOString(),
    isOnBehalf: row.is_on_behalf,
    isOvernight: row.is_overnight,
    leadUnitName: row.lead_unit_name,
    unitCount: parts.units,
    openCount: parts.open,
    urgedCount: row.urged_count,
    lastFeedbackAt: iso(row.last_feedback_at),
    dueAt: iso(row.next_due_at),
  }
}

/** How many parts each of these directives has, and how many are not over. */
export async function partCounts(cx: Cx, ids: string[]): Promise<Map<string, { units: number; open: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('directive_assignment')
    .select(['directive_id', 'status'])
    .where('directive_id', 'in', ids)
    .where('status', '<>', 'withdrawn')
    .execute()
  const counts = new Map<string, { units: number; open: number }>()
  for (const row of rows) {
    const count = counts.get(row.directive_id!) ?? { units: 0, open: 0 }
    counts.set(row.directive_id!, { units: count.units + 1, open: count.open + (row.status === 'accepted' ? 0 : 1) })
  }
  return counts
}

/** The parts that were given of a directive, or handed down from a task, with all that came back. */
export async function assignmentsOf(
  cx: Cx,
  of: { directiveId: string } | { parentTaskId: string },
): Promise<Assignment[]> {
  const rows = (await cx.db
    .selectFrom('directive_assignment')
    .innerJoin('unit', 'unit.id', 'directive_assignment.giver_unit_id')
    .selectAll('directive_assignment')
    .select(['unit.path as giverPath', 'unit.name as giverName'])
    .where((eb) =>
      'directiveId' in of ? eb('directive_id', '=', of.directiveId) : eb('parent_task_id', '=', of.parentTaskId),
    )
    .orderBy((eb) => eb.case().when('role', '=', 'lead').then(0).else(1).end())
    .orderBy('transferred_at')
    .orderBy('directive_assignment.id')
    .execute()) as AssignmentRecord[]
  if (rows.length === 0) return []
  const { lights } = await rulesFor(cx, rows[0]!.giver_unit_id)
  const parts: Assignment[] = []
  for (const row of rows) {
    parts.push({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      role: row.role as 'lead' | 'other',
      requirement: row.requirement,
      status: row.status,
      light: lightOf(lights, row.next_due_at, cx.now),
      milestones: row.milestones,
      extension: row.extension,
      transferredAt: row.transferred_at.toISOString(),
      signedForAt: iso(row.signed_for_at),
      signedForByName: row.signed_for_by_name,
      urgedCount: row.urged_count,
      lastUrgedAt: iso(row.last_urged_at),
      dueAt: iso(row.next_due_at),
      missingYears: row.missing_years,
      below: row.below as unknown as Assignment['below'],
      feedback: await repliesOf(cx, row.id),
      inspections: await inspectionsOf(cx, row.id, row.giver_unit_id),
      actions: assignmentActions(cx, row),
    })
  }
  return parts
}

async function repliesOf(cx: Cx, assignmentId: string): Promise<Feedback[]> {
  const rows = await cx.db
    .selectFrom('directive_reply')
    .selectAll()
    .where('assignment_id', '=', assignmentId)
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  const replies: Feedback[] = []
  for (const row of rows) {
    const told = DirectiveFeedback.parse(row.facts)
    replies.push({
      id: row.id,
      kind: told.kind,
      unitName: row.unit_name,
      situation: told.situation,
      problems: told.problems,
      nextSteps: told.nextSteps,
      contactName: told.contactName,
      contactPhone: told.contactPhone,
      signedByName: told.signedByName,
      signedByTitle: told.signedByTitle,
      signedAt: told.at,
      status: 'sent',
      returnReason: null,
      verdict: row.verdict as Feedback['verdict'],
      verdictReason: row.verdict_reason,
      files: await filesOf(cx, 'directiveReply', row.id),
    })
  }
  return replies
}

export async function inspectionsOf(cx: Cx, assignmentId: string, unitId: string) {
  const rows = await cx.db
    .selectFrom('directive_inspection')
    .selectAll()
    .where('assignment_id', '=', assignmentId)
    .where('unit_id', '=', unitId)
    .orderBy('recorded_at')
    .execute()
  return rows.map((row) => ({
    inspectedOn: row.inspected_on,
    inspectors: row.inspectors,
    findings: row.findings,
    demands: row.demands,
    recordedByName: row.recorded_by_name,
  }))
}

/** What happened to a directive or a task, in order. */
export async function timelineOf(cx: Cx, id: string) {
  const events = await cx.db
    .selectFrom('event')
    .select(['at', 'kind', 'actor_name', 'data'])
    .where('subject_id', '=', id)
    .where('kind', 'like', 'directive%')
    .orderBy('id')
    .limit(500)
    .execute()
  return events.map((event) => ({
    at: event.at.toISOString(),
    kind: event.kind,
    actorName: event.actor_name,
    data: (event.data ?? {}) as Record<string, unknown>,
  }))
}
