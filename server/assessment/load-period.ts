import type { GroupStanding, Period, PeriodAction, PeriodRow } from '../../contract/assessment.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { compute } from './compute.ts'
import { amendmentsOf, frozenStandings, spanOf } from './frozen.ts'
import type { PeriodRecord } from './frozen.ts'
import { groupsOf } from './groups.ts'
import { findSchemeOn } from './load-scheme.ts'
import { officeFor } from './office.ts'
import { canMove, isSecondPerson, periodMoves } from './rules/moves.ts'
import { timelineOf } from './timeline.ts'

export async function loadPeriod(cx: Cx, id: string, options: { lock?: boolean } = {}) {
  let query = cx.db.selectFrom('assessment_period').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = (await query.executeTakeFirst()) as unknown as PeriodRecord | undefined
  if (!row) throw new Refusal('not_found')
  const office = await loadUnit(cx, row.office_id)
  requirePermission(cx, 'assessment.read', 'assessment.read', office.path)
  return { ...row, office }
}

/** The period, locked, when the actor may do this to it now; else the refusal that says why not. */
export async function loadPeriodFor(cx: Cx, id: string, action: PeriodAction) {
  const period = await loadPeriod(cx, id, { lock: true })
  requirePermission(cx, 'assessment.read', periodMoves[action].need, period.office.path)
  if (!canMove(periodMoves, period.status, action))
    throw new Refusal('period.wrong_status', { status: period.status, action })
  return period
}

export async function listPeriods(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'assessment.read')
  const rows = await cx.db
    .selectFrom('assessment_period')
    .leftJoin('scoring_scheme', 'scoring_scheme.id', 'assessment_period.scheme_id')
    .selectAll('assessment_period')
    .select('scoring_scheme.name as scheme_name')
    .select((eb) =>
      eb
        .selectFrom('score_amendment')
        .whereRef('score_amendment.period_id', '=', 'assessment_period.id')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .as('amendments'),
    )
    .where('assessment_period.office_id', '=', office.id)
    .orderBy('ends_on', 'desc')
    .orderBy('starts_on', 'desc')
    .limit(200)
    .execute()
  return {
    items: rows.map((row): PeriodRow => ({
      ...rowOf(row as unknown as PeriodRecord, row.scheme_name),
      amendments: Number(row.amendments ?? 0),
    })),
    mayManage: can(cx.actor, 'assessment.manage', office.path),
  }
}

const rowOf = (row: PeriodRecord, schemeName: string | null): Omit<PeriodRow, 'amendments'> => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  status: row.status,
  commentUntil: row.comment_until,
  schemeName,
  closedAt: row.closed_at?.toISOString() ?? null,
})

/** 预览、公示、封账: the period with the ranking as it stands, or as frozen. */
export async function showPeriod(cx: Cx, id: string): Promise<Period> {
  const period = await loadPeriod(cx, id)
  const now = await standingsOf(cx, period)
  const amendments = await amendmentsOf(cx, id)
  const bulletins = await cx.db
    .selectFrom('bulletin')
    .select('id')
    .where('period_id', '=', id)
    .orderBy('created_at')
    .execute()
  return {
    ...rowOf(period, now.schemeName || null),
    amendments: amendments.length,
    officeId: period.office_id,
    version: period.version,
    digest: period.digest,
    standings: {
      officeId: period.office_id,
      officeName: period.office.name,
      span: spanOf(period),
      commentUntil: period.comment_until,
      isOffice: true,
      elsewhere: false,
      toldAt: null,
      ...now,
    },
    amendmentList: amendments.map((row) => ({
      id: row.id,
      unitId: row.unit_id,
      unitName: row.unit_name,
      points: Number(row.points),
      reason: row.reason,
      status: row.status as 'pending',
      enteredByName: row.entered_by_name,
      enteredAt: row.entered_at.toISOString(),
      decidedByName: row.decided_by_name,
      decidedAt: row.decided_at?.toISOString() ?? null,
      mayDecide: row.status === 'pending' && isSecondPerson(cx.actor.personId, row.entered_by),
    })),
    bulletinIds: bulletins.map((row) => row.id),
    pendingEntries: await pendingEntries(cx, period),
    openAppeals: await openAppeals(cx, period),
    timeline: await timelineOf(cx, period.office_id, id),
    actions: (Object.keys(periodMoves) as PeriodAction[]).filter(
      (action) =>
        canMove(periodMoves, period.status, action) && can(cx.actor, periodMoves[action].need, period.office.path),
    ),
  }
}

type Ranking = { schemeId: string | null; schemeName: string; frozen: boolean; groups: GroupStanding[] }

/** The ranking of a period: as frozen once closed, else computed now. */
async function standingsOf(cx: Cx, period: PeriodRecord & { office: { id: string; path: string } }): Promise<Ranking> {
  if (period.status === 'closed') return frozenStandings(cx, period, true)
  const scheme = await findSchemeOn(cx, period.office_id, period.ends_on)
  if (!scheme) return { schemeId: null, schemeName: '', frozen: false, groups: [] }
  const span = spanOf(period)
  const computed = await compute(cx, period.office, scheme.content, span, period.kind)
  return {
    schemeId: scheme.id,
    schemeName: scheme.name,
    frozen: false,
    groups: groupsOf(scheme.content, computed, span, { withGuards: true }),
  }
}

/** Entries of these days that nobody has confirmed yet. */
export async function pendingEntries(cx: Cx, period: PeriodRecord): Promise<number> {
  const row = await cx.db
    .selectFrom('score_fact')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('office_id', '=', period.office_id)
    .where('status', '=', 'pending')
    .where('counted_on', '>=', period.starts_on)
    .where('counted_on', '<=', period.ends_on)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

async function openAppeals(cx: Cx, period: PeriodRecord): Promise<number> {
  const row = await cx.db
    .selectFrom('appeal_case')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('office_id', '=', period.office_id)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
