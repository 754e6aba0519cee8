import type { ScoreEvent, ScoreLine } from '../../contract/assessment-facts.ts'
import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { FactLinks, ScoreLineView, Span, UnitScore } from '../../contract/assessment.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { compute } from './compute.ts'
import { unitNames } from './load-fact.ts'
import type { SchemeRecord } from './load-scheme.ts'
import { isWithin, monthsUntil, spanOfMonth } from './rules/period.ts'

/** Lines as a reader wants them: the title of the item, the name of the rule, where it opens into. */
export async function lineViews(cx: Cx, scheme: Scheme, lines: readonly ScoreLine[]): Promise<ScoreLineView[]> {
  const ids = [...new Set(lines.flatMap((line) => line.eventId ?? []))].filter((id) => /^[0-9a-f-]{36}$/.test(id))
  const rows =
    ids.length === 0
      ? []
      : await cx.db.selectFrom('score_fact').select(['id', 'event', 'links']).where('id', 'in', ids).execute()
  const facts = new Map(
    rows.map((row) => [
      row.id,
      { event: row.event as unknown as ScoreEvent, links: row.links as unknown as FactLinks },
    ]),
  )
  const via = await unitNames(
    cx,
    lines.flatMap((line) => line.viaUnitId ?? []),
  )
  const ruleNames = namesOfParts(scheme)
  return lines
    .map((line): ScoreLineView => {
      const fact = line.eventId ? facts.get(line.eventId) : undefined
      return {
        factId: line.eventId,
        title: fact?.event.title ?? '',
        on: line.day,
        kind: fact?.event.kind ?? null,
        rule: ruleNames.get(line.ruleId) ?? line.ruleId,
        reason: line.reason,
        viaUnitName: line.viaUnitId ? (via.get(line.viaUnitId) ?? null) : null,
        points: line.points,
        links: fact ? linksFor(line.viaUnitId ?? line.unitId, fact.event, fact.links) : {},
      }
    })
    .sort((one, other) => (one.on < other.on ? 1 : one.on > other.on ? -1 : 0))
}

/** A piece made of several items leads each unit to its own. */
function linksFor(unitId: string, { credit }: ScoreEvent, links: FactLinks): FactLinks {
  const item = credit.find((one) => one.unitId === unitId)?.submissionIds?.[0]
  return item ? { ...links, submissionId: item } : links
}

/** The names an office gave to the parts of its scheme, by their code. */
const namesOfParts = (scheme: Scheme): Map<string, string> =>
  new Map(
    [
      ...scheme.rules,
      ...scheme.bases,
      ...scheme.targets,
      ...scheme.ratios,
      ...scheme.limits,
      ...scheme.sanctions,
      ...scheme.attributions,
    ].map((part) => [part.id, part.name]),
  )

/** Points, items sent and adopted of each month of the year up to the span's end. */
export async function trendOf(
  cx: Cx,
  office: { id: string; path: string },
  scheme: SchemeRecord,
  unitId: string,
  span: Span,
): Promise<UnitScore['trend']> {
  const until = span.endsOn < dayOf(cx.now) ? span.endsOn : dayOf(cx.now)
  const year = { startsOn: `${until.slice(0, 4)}-01-01`, endsOn: until }
  const lines = (await compute(cx, office, scheme.content, year)).linesOf(unitId)
  const facts = await cx.db
    .selectFrom('score_fact')
    .select(['kind', 'counted_on'])
    .where('office_id', '=', office.id)
    .where('status', '=', 'effective')
    .where((eb) => eb.eb(eb.val(unitId), '=', eb.fn.any('unit_ids')))
    .where('counted_on', '>=', year.startsOn)
    .where('counted_on', '<=', year.endsOn)
    .where('kind', 'in', ['submitted', 'adopted'])
    .execute()
  return monthsUntil(until, Number(until.slice(5, 7))).map((month) => {
    const days = spanOfMonth(month)
    const there = facts.filter((fact) => isWithin(fact.counted_on, days))
    return {
      month,
      points: round(lines.filter((line) => isWithin(line.day, days)).reduce((sum, line) => sum + line.points, 0)),
      sent: there.filter((fact) => fact.kind === 'submitted').length,
      adopted: there.filter((fact) => fact.kind === 'adopted').length,
    }
  })
}

const round = (value: number) => Math.round(value * 1000) / 1000
