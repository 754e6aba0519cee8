import type { Selectable } from 'kysely'
import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { Explanation, SchemeVersion, SchemeAction, SchemeRow, SchemeStatus } from '../../contract/assessment.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { explainContent } from './explain.ts'
import { officeFor } from './office.ts'
import { canMove, isSecondPerson, schemeMoves } from './rules/moves.ts'
import { templates } from './templates.ts'
import { timelineOf } from './timeline.ts'

export type SchemeRecord = Omit<Selectable<DB['scoring_scheme']>, 'status' | 'content'> & {
  status: SchemeStatus
  content: Scheme
  officePath: string
}

/** One version of a scheme of an office whose assessment the actor reads. */
export async function loadScheme(cx: Cx, id: string, options: { lock?: boolean } = {}): Promise<SchemeRecord> {
  let query = cx.db.selectFrom('scoring_scheme').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const { path: officePath } = await loadUnit(cx, row.office_id)
  requirePermission(cx, 'assessment.read', 'assessment.read', officePath)
  return { ...row, officePath } as unknown as SchemeRecord
}

/** The scheme, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadSchemeFor(cx: Cx, id: string, action: SchemeAction, version?: number) {
  const scheme = await loadScheme(cx, id, { lock: true })
  requirePermission(cx, 'assessment.read', schemeMoves[action].need, scheme.officePath)
  if (!canMove(schemeMoves, scheme.status, action))
    throw new Refusal('scheme.wrong_status', { status: scheme.status, action })
  if (action === 'approve' && !isSecondPerson(cx.actor.personId, scheme.drafted_by))
    throw new Refusal('scheme.own_draft')
  if (version !== undefined && version !== scheme.version)
    throw new Refusal('stale', { at: scheme.updated_at.toISOString() })
  return scheme
}

/** Writes a change, counts the version, and lets open pages know. */
export async function moveScheme(
  cx: Cx,
  scheme: SchemeRecord,
  action: SchemeAction,
  change: Partial<Record<string, unknown>> = {},
) {
  const { to } = schemeMoves[action]
  await cx.db
    .updateTable('scoring_scheme')
    .set({ ...change, ...(to ? { status: to } : {}), version: scheme.version + 1, updated_at: cx.now })
    .where('id', '=', scheme.id)
    .execute()
  cx.tell('assessment', scheme.office_id)
}

const actionsOf = (cx: Cx, scheme: SchemeRecord): SchemeAction[] =>
  (Object.keys(schemeMoves) as SchemeAction[]).filter(
    (action) =>
      canMove(schemeMoves, scheme.status, action) &&
      can(cx.actor, schemeMoves[action].need, scheme.officePath) &&
      (action !== 'approve' || isSecondPerson(cx.actor.personId, scheme.drafted_by)),
  )

const rowOf = (row: Omit<SchemeRecord, 'content' | 'officePath'>): SchemeRow => ({
  id: row.id,
  officeId: row.office_id,
  number: row.number,
  name: row.name,
  status: row.status,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  draftedByName: row.drafted_by_name,
  approvedByName: row.approved_by_name,
  updatedAt: row.updated_at.toISOString(),
})

export async function showScheme(cx: Cx, id: string): Promise<SchemeVersion> {
  const scheme = await loadScheme(cx, id)
  return {
    ...rowOf(scheme),
    content: scheme.content,
    explanation: explainContent(scheme.content),
    version: scheme.version,
    timeline: await timelineOf(cx, scheme.office_id, id),
    actions: actionsOf(cx, scheme),
  }
}

/** Every version of the office, the newest first, and the examples one may start from. */
export async function listSchemes(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'assessment.read')
  const rows = await cx.db
    .selectFrom('scoring_scheme')
    .selectAll()
    .where('office_id', '=', office.id)
    .orderBy('number', 'desc')
    .execute()
  return {
    items: rows.map((row) => rowOf(row as unknown as SchemeRecord)),
    templates: (await templates()).map(({ code, name, note }) => ({ code, name, note })),
    mayManage: can(cx.actor, 'assessment.manage', office.path),
  }
}

/** What a scheme says, before it is saved. Anybody who is signed in may ask: nothing of an office is shown. */
export const explainScheme = (input: { content: Scheme }): Explanation => explainContent(input.content)

/** The version that holds on this day: in force or since retired. */
export async function findSchemeOn(cx: Cx, officeId: string, day: string): Promise<SchemeRecord | undefined> {
  const row = await cx.db
    .selectFrom('scoring_scheme')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('status', 'in', ['inForce', 'retired'])
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  return row as unknown as SchemeRecord | undefined
}
