import { sql } from 'kysely'
import type { Reading } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import type { IssueRecord } from './load-issue.ts'
import { loadIssue } from './load-issue.ts'

/** Writes down who gets it: members of the tiers as of now, each once. Returns how many were added. */
export async function addMembersOf(cx: Cx, issueId: string, tierIds: string[]): Promise<number> {
  if (tierIds.length === 0) return 0
  const members = await cx.db
    .selectFrom('tier_member')
    .innerJoin('tier', 'tier.id', 'tier_member.tier_id')
    .select(['tier_id', 'person_id', 'unit_id'])
    .where('tier_id', 'in', tierIds)
    .orderBy('tier.position')
    .execute()
  return addRows(cx, issueId, members)
}

export async function addRows(
  cx: Cx,
  issueId: string,
  rows: { tier_id: string | null; person_id: string | null; unit_id: string | null }[],
): Promise<number> {
  if (rows.length === 0) return 0
  const added = await cx.db
    .insertInto('issue_recipient')
    .values(rows.map((row) => ({ id: newId(), issue_id: issueId, added_at: cx.now, ...row })))
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute()
  return added.length
}

/** How many are to read it and how many have. Before the release: how many the tiers would reach. */
export async function recipientCounts(
  cx: Cx,
  issue: Pick<IssueRecord, 'id' | 'tier_ids' | 'person_ids' | 'unit_ids' | 'released_at'>,
): Promise<{ recipientCount: number; readCount: number }> {
  if (issue.released_at === null) {
    const members =
      issue.tier_ids.length === 0
        ? []
        : await cx.db
            .selectFrom('tier_member')
            .select(['person_id', 'unit_id'])
            .where('tier_id', 'in', issue.tier_ids)
            .execute()
    const planned = [...members.map((row) => row.person_id ?? row.unit_id), ...issue.person_ids, ...issue.unit_ids]
    return { recipientCount: new Set(planned).size, readCount: 0 }
  }
  const {
    rows: [counts],
  } = await sql<{ recipients: number; read: number }>`
    select count(*)::int as recipients, count(*) filter (where exists (select from read_mark m where m.issue_id = r.issue_id and (m.person_id = r.person_id or m.unit_id = r.unit_id)) or r.read_at is not null)::int as read
    from issue_recipient r where r.issue_id = ${issue.id}`.execute(cx.db)
  return { recipientCount: counts?.recipients ?? 0, readCount: counts?.read ?? 0 }
}

/** 阅读率 by tier: each recipient with the first reading; a unit has read when anyone there has. */
export async function readingOf(cx: Cx, id: string): Promise<Reading> {
  await loadIssue(cx, id)
  const { rows } = await sql<{
    tier_id: string | null
    tier_name: string | null
    name: string
    kind: 'person' | 'unit'
    read_by: string | null
    first_at: Date | null
    times: number
    added_later: boolean
  }>`
    select r.tier_id, t.name as tier_name, coalesce(p.name, u.name) as name, case when r.person_id is null then 'unit' else 'person' end as kind,
           coalesce(m.name, r.read_by) as read_by, coalesce(m.first_at, r.read_at) as first_at,
           coalesce(m.times, case when r.read_at is null then 0 else 1 end)::int as times,
           r.added_at > i.released_at as added_later
    from issue_recipient r join issue i on i.id = r.issue_id
    left join tier t on t.id = r.tier_id left join person p on p.id = r.person_id left join unit u on u.id = r.unit_id
    left join lateral (
      select min(first_at) as first_at, sum(times) as times, (array_agg(reader.name order by first_at))[1] as name
      from read_mark join person reader on reader.id = read_mark.person_id
      where read_mark.issue_id = r.issue_id and (read_mark.person_id = r.person_id or read_mark.unit_id = r.unit_id)
    ) m on true
    where r.issue_id = ${id} order by t.position nulls last, added_later, u.path, p.name`.execute(cx.db)
  const tiers = new Map<string, Reading['tiers'][number]>()
  for (const row of rows) {
    const key = row.tier_id ?? (row.added_later ? 'added' : 'targeted')
    const tier = tiers.get(key) ?? {
      tierId: row.tier_id,
      tierName: row.tier_name ?? (row.added_later ? '补发' : '定向'),
      addedLater: row.added_later,
      lines: [],
    }
    tier.lines.push({
      name: row.name,
      kind: row.kind,
      readBy: row.read_by,
      firstAt: row.first_at?.toISOString() ?? null,
      times: Number(row.times),
    })
    tiers.set(key, tier)
  }
  return {
    recipients: rows.length,
    read: rows.filter((row) => row.first_at !== null).length,
    tiers: [...tiers.values()],
  }
}

/** People and units named one by one must exist; a wrong id is not silently left out. */
export async function requireKnown(cx: Cx, personIds: string[], unitIds: string[]) {
  const people =
    personIds.length === 0 ? [] : await cx.db.selectFrom('person').select('id').where('id', 'in', personIds).execute()
  const units =
    unitIds.length === 0 ? [] : await cx.db.selectFrom('unit').select('id').where('id', 'in', unitIds).execute()
  if (people.length !== new Set(personIds).size || units.length !== new Set(unitIds).size)
    throw new Refusal('not_found')
}
