import { sql } from 'kysely'
import { StandingsTold } from '../../contract/assessment.letters.ts'
import type { Span, Standings, UnitScore } from '../../contract/assessment.ts'
import { destinationOf } from '../exchange/index.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'

/** Is the office one of another node? Then nothing of its ledger is here. */
export const worksElsewhere = async (cx: Cx, office: { path: string }): Promise<boolean> =>
  (await destinationOf(cx, office.path)) !== null

/** 排名 arrives from an office on another node: the last word about these days stands. */
export async function hearStandings(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const { standings, score, toldAt } = StandingsTold.parse(letter.body)
  const told = { told_at: new Date(toldAt), standings: json(standings), score: json(score) }
  await cx.db
    .insertInto('standing_copy')
    .values({
      office_id: letter.fromUnitId,
      unit_id: letter.toUnitId,
      starts_on: standings.span.startsOn,
      ends_on: standings.span.endsOn,
      ...told,
    })
    .onConflict((oc) => oc.columns(['unit_id', 'office_id', 'starts_on', 'ends_on']).doUpdateSet(told))
    .execute()
  cx.tell('assessment', letter.toUnitId)
}

/** What the office told one of these units of these days. The units are those where the actor may read what is ours. */
export async function findTold(
  cx: Cx,
  officeId: string,
  unitIds: readonly string[],
  span: Span,
): Promise<{ standings: Standings; score: UnitScore } | undefined> {
  if (unitIds.length === 0) return undefined
  const row = await cx.db
    .selectFrom('standing_copy')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('unit_id', 'in', unitIds)
    .where('starts_on', '=', span.startsOn)
    .where('ends_on', '=', span.endsOn)
    .orderBy('told_at', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const standings = row.standings as unknown as Omit<Standings, 'elsewhere' | 'toldAt'>
  return {
    standings: { ...standings, elsewhere: true, toldAt: row.told_at.toISOString() },
    score: row.score as unknown as UnitScore,
  }
}

/** All that an office on another node told of a unit's lines: what is frozen first, the shortest span first; then the latest word. */
export async function toldScores(
  cx: Cx,
  officeId: string,
  unitId: string,
): Promise<{ score: UnitScore; toldAt: string }[]> {
  const rows = await cx.db
    .selectFrom('standing_copy')
    .select(['score', 'told_at'])
    .where('office_id', '=', officeId)
    .where('unit_id', '=', unitId)
    .orderBy(sql`not coalesce((standings ->> 'frozen')::boolean, false)`)
    .orderBy(sql`case when (standings ->> 'frozen')::boolean then ends_on - starts_on end`)
    .orderBy('told_at', 'desc')
    .orderBy('starts_on')
    .orderBy('ends_on')
    .execute()
  return rows.map((row) => ({ score: row.score as unknown as UnitScore, toldAt: row.told_at.toISOString() }))
}
