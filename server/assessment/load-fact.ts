import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { ScoreEvent } from '../../contract/assessment-facts.ts'
import type { ScoreEventKind } from '../../contract/assessment-scheme.ts'
import type { Fact, FactAction, FactLinks, FactRow, FactStatus } from '../../contract/assessment.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { filesOf } from '../platform/files.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { officeFor } from './office.ts'
import { canMove, factMoves, isSecondPerson } from './rules/moves.ts'
import { timelineOf } from './timeline.ts'

export type FactRecord = Omit<Selectable<DB['score_fact']>, 'event' | 'kind' | 'status' | 'source'> & {
  event: ScoreEvent
  kind: ScoreEventKind
  status: FactStatus
  source: 'event' | 'manual'
}

export async function loadFact(cx: Cx, id: string, options: { lock?: boolean } = {}) {
  let query = cx.db.selectFrom('score_fact').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = (await query.executeTakeFirst()) as unknown as FactRecord | undefined
  if (!row) throw new Refusal('not_found')
  const { path: officePath } = await loadUnit(cx, row.office_id)
  requirePermission(cx, 'assessment.read', 'assessment.read', officePath)
  return { ...row, officePath }
}

/** The entry, locked, when the actor may do this to it now. Who confirms may be the assessor or the chief editor, but another person. */
export async function loadFactFor(cx: Cx, id: string, action: FactAction) {
  const fact = await loadFact(cx, id, { lock: true })
  requirePermission(cx, 'assessment.read', factMoves[action].need, fact.officePath)
  if (fact.source !== 'manual' || !canMove(factMoves, fact.status, action))
    throw new Refusal('fact.wrong_status', { status: fact.status })
  if (action !== 'withdraw' && !isSecondPerson(cx.actor.personId, fact.entered_by)) throw new Refusal('fact.own_entry')
  return fact
}

/** The names of units, for entries that keep ids. */
export async function unitNames(cx: Cx, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (wanted.length === 0) return new Map()
  const rows = await cx.db.selectFrom('unit').select(['id', 'short_name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row.short_name]))
}

/** Where it was used, in words: 《山西政务信息》2026年第3期. */
const whereOf = (event: ScoreEvent): string =>
  `${event.publication ? `《${event.publication}》` : ''}${event.issueLabel ?? ''}`

const rowOf = (row: FactRecord, names: Map<string, string>): FactRow => ({
  id: row.id,
  kind: row.kind,
  source: row.source,
  title: row.title,
  countedOn: row.counted_on,
  units: row.unit_ids.map((id) => names.get(id) ?? '（已撤销单位）'),
  where: whereOf(row.event),
  status: row.status,
  enteredByName: row.entered_by_name,
  enteredAt: row.entered_at.toISOString(),
})

export async function showFact(cx: Cx, id: string): Promise<Fact> {
  const fact = await loadFact(cx, id)
  return {
    ...rowOf(fact, await unitNames(cx, fact.unit_ids)),
    officeId: fact.office_id,
    reason: fact.reason,
    amount: fact.event.amount ?? null,
    decidedByName: fact.decided_by_name,
    decidedAt: fact.decided_at?.toISOString() ?? null,
    decidedReason: fact.decided_reason,
    files: await filesOf(cx, 'scoreFact', id),
    links: fact.links as unknown as FactLinks,
    timeline: await timelineOf(cx, fact.office_id, id),
    actions: (Object.keys(factMoves) as FactAction[]).filter(
      (action) =>
        fact.source === 'manual' &&
        canMove(factMoves, fact.status, action) &&
        can(cx.actor, factMoves[action].need, fact.officePath) &&
        (action === 'withdraw' || isSecondPerson(cx.actor.personId, fact.entered_by)),
    ),
  }
}

/** 计分台账 of an office, the newest first. */
export async function listFacts(
  cx: Cx,
  input: {
    cursor?: string
    limit: number
    officeId?: string
    kind?: ScoreEventKind[]
    status?: FactStatus[]
    unitId?: string
    from?: string
    to?: string
    search?: string
  },
) {
  const office = await officeFor(cx, input.officeId, 'assessment.read')
  let all = cx.db.selectFrom('score_fact').where('office_id', '=', office.id)
  if (input.kind?.length) all = all.where('kind', 'in', input.kind)
  if (input.status?.length) all = all.where('status', 'in', input.status)
  if (input.unitId) all = all.where(sql<boolean>`unit_ids @> array[${input.unitId}]::uuid[]`)
  if (input.from) all = all.where('counted_on', '>=', input.from)
  if (input.to) all = all.where('counted_on', '<=', input.to)
  if (input.search) {
    const like = `%${input.search.replace(/[\\%_]/g, '\\$&')}%`
    all = all.where(sql<boolean>`grams @> query_grams(${input.search}) and title ilike ${like}`)
  }
  const cursor = readCursor(input.cursor)
  const page = cursor ? all.where(sql<boolean>`(counted_on, id) < (${cursor.value}::date, ${cursor.id}::uuid)`) : all
  const rows = (await page
    .selectAll()
    .orderBy('counted_on', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()) as unknown as FactRecord[]
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.counted_on)
  const names = await unitNames(
    cx,
    shown.flatMap((row) => row.unit_ids),
  )
  return {
    items: shown.map((row) => rowOf(row, names)),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}
