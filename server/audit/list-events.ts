import { sql } from 'kysely'
import type { AuditFilter, AuditRow } from '../../contract/audit.ts'
import { canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, readCursor, writeCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { systemActor } from '../platform/system-actor.ts'
import { shownData } from './rules/shown-data.ts'

/** 审计记录, newest first. Acts of the system itself belong to the node; its auditor sees them too. */
export async function listEvents(cx: Cx, input: AuditFilter & { cursor?: string; limit: number }) {
  const query = auditable(cx, input)
  const after = readCursor(input.cursor)
  const rows = await (after ? query.where('event.id', '<', Number(after.value)) : query)
    .orderBy('event.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const count = after ? { total: null, totalCapped: false } : await cappedCount(query)
  const last = rows[input.limit - 1]
  return {
    items: rows.slice(0, input.limit).map(shown),
    nextCursor: rows.length > input.limit && last ? writeCursor(last.id, last.subject_id) : null,
    ...count,
  }
}

export async function listNouns(cx: Cx) {
  requireAuditor(cx)
  const { rows } = await sql<{ noun: string }>`
    with recursive step as (
      (select kind from event order by kind limit 1)
      union all
      select (select kind from event where event.kind > step.kind order by kind limit 1) from step where step.kind is not null
    )
    select distinct split_part(kind, '.', 1) as noun from step where kind is not null order by 1`.execute(cx.db)
  return { items: rows.map((row) => row.noun) }
}

/** The rows the auditor may see that fit the filter. */
function auditable(cx: Cx, filter: AuditFilter) {
  requireAuditor(cx)
  return cx.db
    .selectFrom('event')
    .leftJoin('unit', 'unit.id', 'event.unit_id')
    .leftJoin('event_seal', 'event_seal.event_id', 'event.id')
    .select([
      'event.id',
      'event.at',
      'event.kind',
      'event.subject_id',
      'event.unit_id',
      'event.actor_id',
      'event.actor_name',
      'event.data',
      'unit.short_name as unitName',
      'event_seal.position',
      'event_seal.prev_hash',
      'event_seal.hash',
    ])
    .where((eb) =>
      eb.or([
        within(cx.actor, 'audit.read', 'event.unit_id'),
        eb('event.unit_id', 'is', null),
        eb('event.unit_id', '=', systemActor.unitId),
      ]),
    )
    .$if(filter.from !== undefined, (some) => some.where('event.at', '>=', startOf(filter.from!)))
    .$if(filter.to !== undefined, (some) =>
      some.where('event.at', '<', new Date(startOf(filter.to!).getTime() + 86_400_000)),
    )
    .$if(filter.noun !== undefined, (some) =>
      some.where((eb) => eb.or(filter.noun!.map((noun) => eb('event.kind', 'like', `${noun}.%`)))),
    )
    .$if(filter.failed, (some) =>
      some.where('event.kind', 'in', ['access.refused', 'account.sign_in_failed', 'account.locked']),
    )
    .$if(Boolean(filter.search), (some) => some.where(matching(filter.search!)))
}

function matching(search: string) {
  if (/^[0-9a-f-]{36}$/i.test(search))
    return sql<boolean>`(event.subject_id = ${search}::uuid or event.actor_id = ${search}::uuid)`
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(event.actor_name ilike ${like} or event.data->>'login' ilike ${like} or event.data->>'address' like ${like})`
}

function requireAuditor(cx: Cx) {
  if (!canSomewhere(cx.actor, 'audit.read')) throw new Refusal('not_permitted', { need: 'audit.read' })
}

/** Midnight in Asia/Shanghai, which has no summer time. */
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)

export type AuditRecord = Awaited<ReturnType<ReturnType<typeof auditable>['executeTakeFirstOrThrow']>>

const shown = (row: AuditRecord): AuditRow => ({
  id: row.id,
  at: row.at.toISOString(),
  kind: row.kind,
  subjectId: row.subject_id,
  unitName: row.unitName ?? '',
  actorName: row.actor_name,
  data: shownData(row.data),
  position: row.position,
})
