import { sql } from 'kysely'
import type { UnitFact } from '../../contract/assessment-facts.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'

/**
 * The units an office scores, as the engine reads them: those directly below it, offices and reporting points further down, and whoever
 * else earned something. Units that ended pass their credit on to those they were merged into.
 */
export async function unitsOf(cx: Cx, office: { id: string; path: string }): Promise<UnitFact[]> {
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
        or unit.id in (select unnest(unit_ids) from score_fact where office_id = ${office.id}))
    order by unit.path`.execute(cx.db)
  return rows.map(({ path: _path, ...unit }) => unit)
}
