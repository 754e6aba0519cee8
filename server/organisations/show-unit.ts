import { sql } from 'kysely'
import type { UnitAction, UnitChange, UnitDetail, UnitKind } from '../../contract/organisations.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayOf, prefixesOf } from './units.ts'

/** A unit with all that befell it; on an earlier day under the name of that day. */
export async function showUnit(cx: Cx, { id, asOf }: { id: string; asOf?: string }): Promise<UnitDetail> {
  const today = dayOf(cx.now)
  const row = await cx.db.selectFrom('unit').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const above = await cx.db
    .selectFrom('unit')
    .select(['id', 'name', 'short_name as shortName'])
    .where('path', 'in', prefixesOf(row.path).slice(0, -1))
    .orderBy('path')
    .execute()
  const history = await historyOf(cx, id)
  const { childCount, personCount } = await currentBelow(cx, id, today)
  const mergedIntoId = history.findLast((change) => change.kind === 'merged')?.after['into']
  const mergedInto =
    typeof mergedIntoId === 'string'
      ? await cx.db.selectFrom('unit').select(['id', 'name']).where('id', '=', mergedIntoId).executeTakeFirst()
      : undefined
  return {
    id,
    code: row.code,
    parentId: row.parent_id,
    kind: row.kind as UnitKind,
    isOffice: row.is_office,
    ...nameOn(row, history, asOf),
    phone: row.phone,
    position: row.position,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    trail: above.map((unit) => unit.shortName),
    above,
    hasChildren: childCount > 0,
    childCount,
    personCount,
    mergedInto: mergedInto ?? null,
    history,
    actions: actionsAt(cx, row.path, row.valid_to !== null, row.parent_id === null),
  }
}

/** The name of a unit on a day: what the first rename after that day replaced, else what it is called now. */
function nameOn(
  row: { name: string; short_name: string; government_name: string | null },
  history: UnitChange[],
  day: string | undefined,
) {
  const next =
    day === undefined ? undefined : history.find((change) => change.kind === 'renamed' && change.effectiveOn > day)
  const before = next?.before as { name?: string; shortName?: string; governmentName?: string | null } | undefined
  return before
    ? {
        name: before.name ?? row.name,
        shortName: before.shortName ?? row.short_name,
        governmentName: before.governmentName ?? null,
      }
    : { name: row.name, shortName: row.short_name, governmentName: row.government_name }
}

async function historyOf(cx: Cx, unitId: string): Promise<UnitChange[]> {
  const rows = await cx.db
    .selectFrom('unit_change')
    .leftJoin('person', 'person.id', 'unit_change.recorded_by')
    .select([
      'unit_change.id',
      'kind',
      'effective_on as effectiveOn',
      'basis',
      'recorded_at as recordedAt',
      'person.name as recordedByName',
      'before',
      'after',
    ])
    .where('unit_id', '=', unitId)
    .orderBy('effective_on')
    .orderBy('recorded_at')
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as UnitChange['kind'],
    recordedAt: row.recordedAt.toISOString(),
    before: row.before as Record<string, unknown>,
    after: row.after as Record<string, unknown>,
  }))
}

async function currentBelow(cx: Cx, unitId: string, today: string) {
  const { rows } = await sql<{ childCount: number; personCount: number }>`
    select (select count(*) from unit where parent_id = ${unitId} and valid_to is null)::int as "childCount",
      (select count(distinct person_id) from post where unit_id = ${unitId} and valid_from <= ${today} and (valid_to is null or valid_to >= ${today}))::int as "personCount"`.execute(
    cx.db,
  )
  return rows[0]!
}

function actionsAt(cx: Cx, path: string, ended: boolean, isTop: boolean): UnitAction[] {
  if (ended) return []
  return [
    ...(can(cx.actor, 'unit.manage', path)
      ? ['edit', 'rename', ...(isTop ? [] : ['move', 'merge', 'abolish']), 'addChild', 'import']
      : []),
    ...(can(cx.actor, 'person.manage', path) ? ['addPerson'] : []),
    ...(can(cx.actor, 'grant.manage', path) ? ['grant'] : []),
  ] as UnitAction[]
}
