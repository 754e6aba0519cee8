import { sql } from 'kysely'
import type { ScoreEvent } from '../../contract/assessment-facts.ts'
import { dayOf } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { compute } from './compute.ts'
import { dayOfMoment, levelOf } from './facts.ts'
import { frozenStandings, schemeOf, spanOf } from './frozen.ts'
import type { PeriodRecord } from './frozen.ts'
import type { BulletinFacts } from './rules/bulletin-facts.ts'
import { exact } from './rules/bulletin-facts.ts'
import { isWithin, monthsUntil, spanOfMonth } from './rules/period.ts'

/** What a bulletin of a closed period is written from: the frozen points, and the year behind them. */
export async function bulletinFacts(cx: Cx, period: PeriodRecord & { office: Unit }): Promise<BulletinFacts> {
  const { office } = period
  const span = spanOf(period)
  const { groups } = await frozenStandings(cx, period, false)
  const scheme = await schemeOf(cx, period)
  const lines = await cx.db
    .selectFrom('score_line')
    .select(['unit_id', 'fact_id', 'points'])
    .where('period_id', '=', period.id)
    .where('fact_id', 'is not', null)
    .execute()
  const points = new Map<string, number>()
  for (const line of lines) {
    const key = `${line.unit_id} ${line.fact_id}`
    points.set(key, exact((points.get(key) ?? 0) + Number(line.points)))
  }
  const yearSpan = { startsOn: `${span.endsOn.slice(0, 4)}-01-01`, endsOn: span.endsOn }
  const computed = await compute(cx, office, scheme.content, yearSpan, 'cumulative')
  const counted = (event: ScoreEvent) =>
    scheme.content.countingDate === 'issued' && (event.kind === 'adopted' || event.kind === 'directive')
      ? event.issuedAt
        ? dayOfMoment(event.issuedAt)
        : null
      : dayOfMoment(event.at)
  const months = monthsUntil(yearSpan.endsOn, Number(yearSpan.endsOn.slice(5, 7))).map(spanOfMonth)
  const unitIds = groups.flatMap((group) => group.units.map((unit) => unit.unitId))
  const byUnit = new Map(
    unitIds.map((unitId) => [unitId, months.map(() => ({ points: 0, sent: 0, adopted: 0 }))] as const),
  )
  for (const line of computed.result.lines) {
    const month = byUnit.get(line.unitId)?.[Number(line.day.slice(5, 7)) - 1]
    if (month) month.points = exact(month.points + line.points)
  }
  for (const event of computed.events) {
    const day = counted(event)
    if (!day || !isWithin(day, yearSpan) || (event.kind !== 'submitted' && event.kind !== 'adopted')) continue
    for (const unitId of new Set(event.credit.map((credit) => credit.unitId))) {
      const month = byUnit.get(unitId)?.[Number(day.slice(5, 7)) - 1]
      if (month) month[event.kind === 'submitted' ? 'sent' : 'adopted'] += 1
    }
  }
  return {
    officeName: office.name,
    officeShortName: office.shortName,
    level: levelOf(office.kind),
    periodName: period.name,
    span,
    groups,
    events: computed.events
      .filter((event) => {
        const day = counted(event)
        return day !== null && isWithin(day, span)
      })
      .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : one.id < other.id ? -1 : 1)),
    points,
    year: new Map(
      computed.result.totals.map((total) => [
        total.unitId,
        { points: total.points, sent: total.submissions, adopted: total.adoptions },
      ]),
    ),
    months: byUnit,
    returned: await returnedByUnit(cx, office.id, span),
    writtenOn: dayOf(cx.now),
  }
}

/** 退稿 in these days, by unit. */
async function returnedByUnit(cx: Cx, officeId: string, span: { startsOn: string; endsOn: string }) {
  const { rows } = await sql<{ unitId: string; count: number }>`
    select source_unit_id as "unitId", count(*)::int as count from handling
    where office_id = ${officeId} and status = 'rejected' and source_unit_id is not null
      and (decided_at at time zone 'Asia/Shanghai')::date between ${span.startsOn}::date and ${span.endsOn}::date
    group by source_unit_id`.execute(cx.db)
  return new Map(rows.map((row) => [row.unitId, row.count]))
}
