import { sql } from 'kysely'
import type { ScoreEvent } from '../../contract/assessment-facts.ts'
import type { ScoreLevel } from '../../contract/assessment-scheme.ts'
import type { FactLinks } from '../../contract/assessment.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

/** What an office's ledger is told: an event as the engine reads it, but for its id and the time it became known. */
export interface NewFact {
  officeId: string
  /** The same happening has the same origin: 'adoption:<id>'. Told again, the entry is replaced, not doubled. */
  origin: string
  event: Omit<ScoreEvent, 'id' | 'recordedAt'>
  links: FactLinks
}

/** The days a scheme may count this by. A moment without its hour is a day already. */
const daysOf = (event: Pick<ScoreEvent, 'at' | 'submittedAt' | 'issuedAt'>): string[] =>
  [event.at, event.submittedAt, event.issuedAt].flatMap((moment) => (moment ? [dayOfMoment(moment)] : [])).sort()

export const dayOfMoment = (moment: string): string => (moment.length === 10 ? moment : dayOf(new Date(moment)))

/** Columns that follow from the event. */
export function columnsOf(event: ScoreEvent) {
  const days = daysOf(event)
  return {
    kind: event.kind,
    title: event.title,
    counted_on: dayOfMoment(event.issuedAt ?? event.at),
    first_on: days[0]!,
    last_on: days.at(-1)!,
    unit_ids: [...new Set(event.credit.map((credit) => credit.unitId))],
    event: json(event),
  }
}

/** Enters what happened in this office's ledger, or enters it anew when it was withdrawn. Who is credited with nothing leaves no entry. */
export async function enter(cx: Cx, fact: NewFact): Promise<void> {
  if (fact.event.credit.length === 0) return
  const known = await cx.db
    .selectFrom('score_fact')
    .select('id')
    .where('office_id', '=', fact.officeId)
    .where('origin', '=', fact.origin)
    .executeTakeFirst()
  const id = known?.id ?? newId()
  const event: ScoreEvent = { ...fact.event, id, recordedAt: cx.now.toISOString() }
  const mark = await nextMark(cx, fact.officeId)
  const row = { ...columnsOf(event), links: json(fact.links), status: 'effective', mark }
  await cx.db
    .insertInto('score_fact')
    .values({
      id,
      office_id: fact.officeId,
      source: 'event',
      origin: fact.origin,
      ...row,
      entered_by: cx.actor.personId,
      entered_by_name: cx.actor.name,
      entered_at: cx.now,
    })
    .onConflict((oc) => oc.columns(['office_id', 'origin']).doUpdateSet({ ...row, decided_reason: null }))
    .execute()
}

/** Takes back every entry that fits: 撤销采用, 作废刊期, 取消共享. Its points go with it (domain.md 0.3). */
export async function withdraw(
  cx: Cx,
  officeId: string,
  which: { origin: string } | { issueId: string } | { adoptionId: string },
  reason: string,
): Promise<void> {
  let query = cx.db
    .selectFrom('score_fact')
    .select('id')
    .where('office_id', '=', officeId)
    .where('status', '=', 'effective')
    .where('source', '=', 'event')
  if ('origin' in which) query = query.where('origin', '=', which.origin)
  else if ('issueId' in which) query = query.where(sql<boolean>`event ->> 'issueId' = ${which.issueId}`)
  else query = query.where(sql<boolean>`event ->> 'adoptionId' = ${which.adoptionId}`)
  const ids = (await query.forUpdate().execute()).map((row) => row.id)
  if (ids.length === 0) return
  const mark = await nextMark(cx, officeId)
  const change = { status: 'withdrawn', decided_reason: reason, mark }
  await cx.db.updateTable('score_fact').set(change).where('id', 'in', ids).execute()
}

/**
 * The mark of the next change of this ledger, for the entries it changes: what was computed until then is brought up to it. The row stays
 * locked until the commit, so that marks become visible in their order. Open pages fetch again.
 */
export async function nextMark(cx: Cx, officeId: string): Promise<number> {
  const { mark } = await cx.db
    .insertInto('ledger_mark')
    .values({ office_id: officeId, mark: 1 })
    .onConflict((oc) => oc.column('office_id').doUpdateSet((eb) => ({ mark: eb('ledger_mark.mark', '+', 1) })))
    .returning('mark')
    .executeTakeFirstOrThrow()
  cx.tell('assessment', officeId)
  return Number(mark)
}

const levels: Partial<Record<string, ScoreLevel>> = {
  provinceOffice: 'province',
  cityOffice: 'city',
  countyOffice: 'county',
}
/** The level of an office, as schemes name it. */
export const levelOf = (unitKind: string): ScoreLevel => levels[unitKind] ?? 'township'
