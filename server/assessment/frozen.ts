import type { Selectable } from 'kysely'
import type { ScoreLine } from '../../contract/assessment-facts.ts'
import type { Scheme } from '../../contract/assessment-scheme.ts'
import type { GroupStanding, PeriodKind, PeriodStatus, Span, UnitScore } from '../../contract/assessment.ts'
import type { Cx } from '../platform/command.ts'
import type { DB } from '../platform/schema.ts'
import { lineViews, trendOf } from './lines.ts'
import type { SchemeRecord } from './load-scheme.ts'
import { withAmendments } from './rules/amended.ts'

export type PeriodRecord = Omit<Selectable<DB['assessment_period']>, 'status' | 'kind' | 'result'> & {
  status: PeriodStatus
  kind: PeriodKind
  result: { groups: GroupStanding[] } | null
}

export const spanOf = (period: { starts_on: string; ends_on: string }): Span => ({
  startsOn: period.starts_on,
  endsOn: period.ends_on,
})

/** The period of exactly these days, if the office settles one. */
export async function findPeriod(cx: Cx, officeId: string, span: Span): Promise<PeriodRecord | undefined> {
  const row = await cx.db
    .selectFrom('assessment_period')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('starts_on', '=', span.startsOn)
    .where('ends_on', '=', span.endsOn)
    .orderBy('status')
    .executeTakeFirst()
  return row as unknown as PeriodRecord | undefined
}

/** The scheme version a period was closed with. */
export async function schemeOf(cx: Cx, period: Pick<PeriodRecord, 'scheme_id'>): Promise<SchemeRecord> {
  const row = await cx.db
    .selectFrom('scoring_scheme')
    .selectAll()
    .where('id', '=', period.scheme_id!)
    .executeTakeFirstOrThrow()
  return row as unknown as SchemeRecord
}

export const amendmentsOf = (cx: Cx, periodId: string) =>
  cx.db.selectFrom('score_amendment').selectAll().where('period_id', '=', periodId).orderBy('entered_at').execute()

/** The ranking as frozen, with the corrections that were confirmed since. */
export async function frozenStandings(cx: Cx, period: PeriodRecord, withGuards: boolean) {
  const scheme = await schemeOf(cx, period)
  const effective = (await amendmentsOf(cx, period.id))
    .filter((one) => one.status === 'effective')
    .map((one) => ({ unitId: one.unit_id, points: Number(one.points) }))
  const groups = withAmendments(period.result!.groups, effective, scheme.content.ties.places)
  return {
    schemeId: scheme.id,
    schemeName: scheme.name,
    frozen: true,
    groups: withGuards
      ? groups
      : groups.map((group) => ({ ...group, units: group.units.map((unit) => ({ ...unit, guards: [] })) })),
  }
}

/** The lines of a unit as frozen, and what was corrected since. */
export async function frozenUnitScore(
  cx: Cx,
  office: { id: string; path: string },
  period: PeriodRecord,
  unitId: string,
): Promise<Pick<UnitScore, 'groupName' | 'standing' | 'inGroup' | 'lines' | 'amendments' | 'trend'>> {
  const { groups } = await frozenStandings(cx, period, false)
  const group = groups.find(({ units }) => units.some((one) => one.unitId === unitId))
  const scheme = await schemeOf(cx, period)
  const rows = await cx.db
    .selectFrom('score_line')
    .select('line')
    .where('period_id', '=', period.id)
    .where('unit_id', '=', unitId)
    .orderBy('position')
    .execute()
  const content: Scheme = scheme.content
  return {
    groupName: group?.name ?? '',
    standing: group?.units.find((one) => one.unitId === unitId) ?? null,
    inGroup: group?.units.length ?? 0,
    lines: await lineViews(
      cx,
      content,
      rows.map((row) => row.line as unknown as ScoreLine),
    ),
    amendments: (await amendmentsOf(cx, period.id))
      .filter((one) => one.status === 'effective' && one.unit_id === unitId)
      .map((one) => ({
        points: Number(one.points),
        reason: one.reason,
        at: one.decided_at!.toISOString(),
        byName: one.decided_by_name!,
      })),
    trend: await trendOf(cx, office, scheme, unitId, spanOf(period)),
  }
}
