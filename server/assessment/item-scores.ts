import { sql } from 'kysely'
import type { ScoreLine } from '../../contract/assessment-facts.ts'
import type { ItemScore, UnitScore } from '../../contract/assessment.ts'
import { dayOf, officesAbove } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { loadSubmission } from '../submissions/index.ts'
import { compute } from './compute.ts'
import { schemeOf } from './frozen.ts'
import { lineViews } from './lines.ts'
import { findSchemeOn } from './load-scheme.ts'
import { roundPoints } from './rules/exact.ts'
import { toldScores, worksElsewhere } from './standings-told.ts'

interface Counted {
  id: string
  counted_on: string
}

/**
 * 一篇稿件的得分, the end of its chain: what each office above counts for it, to its own unit, by its own scheme (第十六条). Of an office on
 * another node, what it told of the unit's lines.
 */
export async function itemScores(cx: Cx, input: { id: string }): Promise<{ items: ItemScore[] }> {
  const item = await loadSubmission(cx, input.id)
  if (!can(cx.actor, 'assessment.readOwn', item.unit_path)) return { items: [] }
  const items: ItemScore[] = []
  for (const office of await officesAbove(cx, item.unit_id)) {
    const { lines, toldAt } = (await worksElsewhere(cx, office))
      ? await toldLines(cx, office.id, item)
      : { lines: await ownLines(cx, office, item), toldAt: null }
    if (lines.length === 0) continue
    const points = roundPoints(lines.reduce((sum, line) => sum + line.points, 0))
    items.push({ officeId: office.id, officeName: office.name, points, lines, toldAt })
  }
  return { items }
}

interface Item {
  id: string
  unit_id: string
}
type Lines = UnitScore['lines']

async function ownLines(cx: Cx, office: { id: string; path: string }, item: Item): Promise<Lines> {
  const facts = await factsOf(cx, office.id, item)
  if (facts.length === 0) return []
  const frozen = await frozenLines(cx, item.unit_id, facts)
  const open = facts.filter(({ id }) => !frozen.some((line) => line.factId === id))
  return [...frozen, ...(await liveLines(cx, office, item.unit_id, open))]
}

/** Told of several spans, a fact counts once: as it was frozen, by the shortest; else as it stood when last told. */
async function toldLines(cx: Cx, officeId: string, item: Item): Promise<{ lines: Lines; toldAt: string | null }> {
  const lines: Lines = []
  const known = new Set<string | null>()
  let toldAt: string | null = null
  for (const told of await toldScores(cx, officeId, item.unit_id)) {
    const own = told.score.lines.filter(({ factId, links }) => links.submissionId === item.id && !known.has(factId))
    if (own.length > 0 && (toldAt === null || told.toldAt > toldAt)) toldAt = told.toldAt
    lines.push(...own)
    for (const { factId } of own) known.add(factId)
  }
  return { lines, toldAt }
}

/** What happened to the item that this office counts. */
async function factsOf(cx: Cx, officeId: string, item: Item): Promise<Counted[]> {
  return cx.db
    .selectFrom('score_fact')
    .select(['id', 'counted_on'])
    .where('office_id', '=', officeId)
    .where('status', '=', 'effective')
    .where(sql<boolean>`unit_ids @> array[${item.unit_id}]::uuid[]`)
    .where(sql<boolean>`event -> 'credit' @> ${JSON.stringify([{ submissionIds: [item.id] }])}::jsonb`)
    .orderBy('counted_on')
    .execute()
}

/** Lines of closed periods stand as they were frozen. A fact closed in several (quarter and year) counts once, by the shortest. */
async function frozenLines(cx: Cx, unitId: string, facts: Counted[]) {
  const rows = await cx.db
    .selectFrom('score_line')
    .innerJoin('assessment_period', 'assessment_period.id', 'score_line.period_id')
    .select(['score_line.line', 'score_line.fact_id', 'score_line.period_id', 'assessment_period.scheme_id'])
    .where('score_line.unit_id', '=', unitId)
    .where(
      'score_line.fact_id',
      'in',
      facts.map(({ id }) => id),
    )
    .where('assessment_period.status', '=', 'closed')
    .orderBy(sql`assessment_period.ends_on - assessment_period.starts_on`)
    .orderBy('score_line.position')
    .execute()
  const first = new Map(rows.toReversed().map((row) => [row.fact_id, row.period_id]))
  const lines = []
  for (const row of rows) {
    if (first.get(row.fact_id) !== row.period_id) continue
    const scheme = await schemeOf(cx, row)
    lines.push(...(await lineViews(cx, scheme.content, [row.line as unknown as ScoreLine])))
  }
  return lines
}

/** Lines of the year as the ledger gives them today. */
async function liveLines(cx: Cx, office: { id: string; path: string }, unitId: string, facts: Counted[]) {
  const ids = new Set(facts.map(({ id }) => id))
  const lines = []
  for (const year of new Set(facts.map(({ counted_on }) => counted_on.slice(0, 4)))) {
    const today = dayOf(cx.now)
    const span = { startsOn: `${year}-01-01`, endsOn: today.startsWith(year) ? today : `${year}-12-31` }
    const scheme = await findSchemeOn(cx, office.id, span.endsOn)
    if (!scheme) continue
    const { result } = await compute(cx, office, scheme.content, span)
    const own = result.lines.filter((line) => line.unitId === unitId && line.eventId !== null && ids.has(line.eventId))
    lines.push(...(await lineViews(cx, scheme.content, own)))
  }
  return lines
}
