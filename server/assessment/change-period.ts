import { createHash } from 'node:crypto'
import type { Period, PeriodKind } from '../../contract/assessment.ts'
import { dayOf } from '../organisations/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { compute } from './compute.ts'
import { spanOf } from './frozen.ts'
import { groupsOf } from './groups.ts'
import { loadPeriodFor, pendingEntries, showPeriod } from './load-period.ts'
import { findSchemeOn } from './load-scheme.ts'
import { officeFor } from './office.ts'
import { isPartOfYear, periodName, periodOf } from './rules/period.ts'
import { tellSoon } from './tell-standings.ts'

type Loaded = Awaited<ReturnType<typeof loadPeriodFor>>

/** 开始结算: from here on the period has a page, and its ranking is a preview. */
export async function openPeriod(
  cx: Cx,
  input: { id: string; officeId?: string; kind: PeriodKind; year: number; part: number },
): Promise<Period> {
  const office = await officeFor(cx, input.officeId, 'assessment.manage')
  if (!isPartOfYear(input.kind, input.part)) throw new Refusal('period.bad_days')
  const period = periodOf(input.kind, input.year, input.part)
  const name = periodName(period)
  const inserted = await cx.db
    .insertInto('assessment_period')
    .values({
      id: input.id,
      office_id: office.id,
      kind: input.kind,
      starts_on: period.from,
      ends_on: period.to,
      name,
      opened_by_name: cx.actor.name,
      created_at: cx.now,
    })
    .onConflict((oc) => oc.columns(['office_id', 'kind', 'starts_on', 'ends_on']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) throw new Refusal('period.exists', { name })
  await cx.record('period.opened', { id: input.id, unitId: office.id }, { name })
  cx.tell('assessment', office.id)
  return showPeriod(cx, input.id)
}

/** 公示: the units see that they may comment until a day. */
export async function postPeriod(cx: Cx, input: { id: string; commentUntil: string }): Promise<Period> {
  const period = await loadPeriodFor(cx, input.id, 'post')
  const today = dayOf(cx.now)
  if (today <= period.ends_on) throw new Refusal('period.not_over', { endsOn: period.ends_on })
  if (input.commentUntil < today) throw new Refusal('period.bad_days')
  await change(cx, period, { status: 'posted', comment_until: input.commentUntil })
  return told(cx, period, 'period.posted', { commentUntil: input.commentUntil })
}

export async function takeBackPeriod(cx: Cx, input: { id: string }): Promise<Period> {
  const period = await loadPeriodFor(cx, input.id, 'takeBack')
  await change(cx, period, { status: 'open', comment_until: null })
  return told(cx, period, 'period.taken_back')
}

/**
 * 封账: the result is frozen with the scheme version, line by line. What is entered or taken back later changes nothing of it;
 * corrections are amendments with a date and a second person.
 */
export async function closePeriod(cx: Cx, input: { id: string; version: number }): Promise<Period> {
  const period = await loadPeriodFor(cx, input.id, 'close')
  requireFreshProof(cx)
  if (input.version !== period.version) throw new Refusal('stale')
  if (dayOf(cx.now) <= period.comment_until!) throw new Refusal('period.comments_open', { until: period.comment_until })
  const pending = await pendingEntries(cx, period)
  if (pending > 0) throw new Refusal('period.pending_entries', { count: pending })
  const scheme = await findSchemeOn(cx, period.office_id, period.ends_on)
  if (!scheme) throw new Refusal('scheme.none_in_force', { day: period.ends_on })

  const span = spanOf(period)
  const computed = await compute(cx, period.office, scheme.content, span, period.kind)
  const { lines } = computed.result
  const digest = createHash('sha256').update(JSON.stringify(computed.result)).digest('hex')
  const size = 2000
  for (let from = 0; from < lines.length; from += size)
    await cx.db
      .insertInto('score_line')
      .values(
        lines.slice(from, from + size).map((line, at) => ({
          period_id: period.id,
          position: from + at,
          unit_id: line.unitId,
          fact_id: line.eventId,
          points: line.points,
          line: json(line),
        })),
      )
      .execute()
  await change(cx, period, {
    status: 'closed',
    scheme_id: scheme.id,
    digest,
    result: json({ groups: groupsOf(scheme.content, computed, span, { withGuards: true }) }),
    closed_at: cx.now,
    closed_by_name: cx.actor.name,
  })
  return told(cx, period, 'period.closed', { digest, schemeName: scheme.name, lines: lines.length })
}

export async function discardPeriod(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  const period = await loadPeriodFor(cx, input.id, 'discard')
  await cx.db.deleteFrom('assessment_period').where('id', '=', period.id).execute()
  await cx.record('period.discarded', { id: period.id, unitId: period.office_id }, { name: period.name })
  cx.tell('assessment', period.office_id)
  return { ok: true }
}

async function change(cx: Cx, period: Loaded, columns: Record<string, unknown>) {
  await cx.db
    .updateTable('assessment_period')
    .set({ ...columns, version: period.version + 1 })
    .where('id', '=', period.id)
    .execute()
  cx.tell('assessment', period.office_id)
}

async function told(cx: Cx, period: Loaded, kind: string, data: Record<string, unknown> = {}): Promise<Period> {
  await cx.record(kind, { id: period.id, unitId: period.office_id }, { name: period.name, ...data })
  await tellSoon(cx, period.office_id)
  return showPeriod(cx, period.id)
}
