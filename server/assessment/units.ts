import { sql } from 'kysely'
import type { UnitFact } from '../../contract/assessment-facts.ts'
import { dayOf } from '../organisations/index.ts'
import type { App, Cx } from '../platform/command.ts'

/** Whoever is credited in an office's ledger, up to a mark of it; what came since is added to it. */
const creditedBy = new WeakMap<App, Map<string, { mark: number; ids: Set<string> }>>()

async function creditedIn(cx: Cx, officeId: string, mark: number): Promise<string[]> {
  const credited = creditedBy.get(cx.app) ?? new Map<string, { mark: number; ids: Set<string> }>()
  creditedBy.set(cx.app, credited)
  const known = credited.get(officeId) ?? { mark: -1, ids: new Set<string>() }
  credited.set(officeId, known)
  if (known.mark < mark) {
    const rows = await cx.db
      .selectFrom('score_fact')
      .select((eb) => eb.fn<string>('unnest', ['unit_ids']).as('id'))
      .distinct()
      .where('office_id', '=', officeId)
      .where('mark', '>', known.mark)
      .execute()
    for (const { id } of rows) known.ids.add(id)
    known.mark = Math.max(known.mark, mark)
  }
  return [...known.ids]
}

/**
 * The units an office scores, as the engine reads them: those directly below it, offices and reporting points further down, and whoever
 * else earned something. Units that ended pass their credit on to those they were merged into.
 */
export async function unitsOf(cx: Cx, office: { id: string; path: string }, mark: number): Promise<UnitFact[]> {
  const ids = await creditedIn(cx, office.id, mark)
  const today = dayOf(cx.now)
  const { rows } = await sql<UnitFact & { path: string }>`
    select unit.id, unit.code, unit.short_name as name, unit.kind, unit.parent_id as "parentId", unit.path,
      (select count(*)::int from post where post.unit_id = unit.id and post.officer <> 'none' and post.valid_from <= ${today}
        and (post.valid_to is null or post.valid_to >= ${today})) as size,
      case when unit.valid_to is null then null else
        (select change.after ->> 'into' from unit_change change where change.unit_id = unit.id and change.kind = 'merged'
          order by change.effective_on desc limit 1) end as "successorId"
    from unit
    where unit.path like ${`${office.path}%`} and unit.id <> ${office.id}
      and (unit.parent_id = ${office.id} or unit.is_office or unit.kind = 'reportingPoint'
        or unit.id = any(${ids}::uuid[]))
    order by unit.path`.execute(cx.db)
  return rows.map(({ path: _path, ...unit }) => unit)
}
