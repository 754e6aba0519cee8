import type { z } from 'zod'
import type { ScoreEvent } from '../../contract/assessment-facts.ts'
import type { Fact, ManualFact } from '../../contract/assessment.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { linkFiles } from '../platform/files.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { columnsOf, nextMark } from './facts.ts'
import { loadFact, loadFactFor, showFact } from './load-fact.ts'
import { officeFor } from './office.ts'
import type { Unit } from '../organisations/index.ts'

type Entry = z.output<typeof ManualFact>

/** What the system cannot know is entered with a reason and evidence, and waits for a second person (domain.md 3.3, 17). */
export async function enterFact(cx: Cx, input: Entry): Promise<Fact> {
  const office = await officeFor(cx, input.officeId, 'assessment.manage')
  if (input.fileIds.length === 0) throw new Refusal('fact.evidence_missing')
  const event = await eventOf(cx, office, input)
  await cx.db
    .insertInto('score_fact')
    .values({
      id: input.id,
      office_id: office.id,
      source: 'manual',
      origin: `manual:${input.id}`,
      ...columnsOf(event),
      links: json(event.pieceId ? { pieceId: event.pieceId } : {}),
      status: 'pending',
      reason: input.reason,
      entered_by: cx.actor.personId,
      entered_by_name: cx.actor.name,
      entered_at: cx.now,
    })
    .execute()
  await linkFiles(cx, 'scoreFact', input.id, input.fileIds)
  await cx.record(
    'fact.entered',
    { id: input.id, unitId: office.id },
    { title: input.title, kind: input.kind, reason: input.reason },
  )
  cx.tell('assessment', office.id)
  return showFact(cx, input.id)
}

async function eventOf(cx: Cx, office: Unit, input: Entry): Promise<ScoreEvent> {
  for (const unitId of input.unitIds) {
    const unit = await loadUnit(cx, unitId)
    if (!unit.path.startsWith(office.path)) throw new Refusal('fact.unknown_unit', { name: unit.name })
  }
  const item = input.itemFactId ? await loadFact(cx, input.itemFactId) : null
  if (item && item.office_id !== office.id) throw new Refusal('not_found')
  return {
    id: input.id,
    kind: input.kind,
    at: input.on,
    issuedAt: input.on,
    recordedAt: cx.now.toISOString(),
    title: input.title,
    itemId: item?.event.itemId ?? input.id,
    pieceId: item?.event.pieceId,
    adoptionId: item?.event.adoptionId,
    level: input.level ?? undefined,
    publication: input.publication || undefined,
    mode: input.mode || undefined,
    rank: input.rank || undefined,
    code: input.code || undefined,
    genre: item?.event.genre,
    channel: 'relayed',
    amount: input.amount ?? undefined,
    quantity: input.quantity ?? undefined,
    upperPoints: input.upperPoints ?? undefined,
    credit: [...new Set(input.unitIds)].map((unitId, at) => ({ unitId, role: at === 0 ? 'lead' : 'other' })),
  }
}

/** 复核确认: from here on it scores. */
export async function confirmFact(cx: Cx, input: { id: string }): Promise<Fact> {
  return decide(cx, input.id, 'confirm', 'effective', null)
}

export async function refuseFact(cx: Cx, input: { id: string; reason: string }): Promise<Fact> {
  return decide(cx, input.id, 'refuse', 'refused', input.reason)
}

/** Taken back by the office, with a reason: what is in the ledger is never erased. */
export async function withdrawFact(cx: Cx, input: { id: string; reason: string }): Promise<Fact> {
  const fact = await loadFactFor(cx, input.id, 'withdraw')
  await cx.db
    .updateTable('score_fact')
    .set({ status: 'withdrawn', decided_reason: input.reason, mark: await nextMark(cx, fact.office_id) })
    .where('id', '=', fact.id)
    .execute()
  await cx.record(
    'fact.withdrawn',
    { id: fact.id, unitId: fact.office_id },
    { title: fact.title, reason: input.reason },
  )
  return showFact(cx, fact.id)
}

async function decide(
  cx: Cx,
  id: string,
  action: 'confirm' | 'refuse',
  status: 'effective' | 'refused',
  reason: string | null,
): Promise<Fact> {
  const fact = await loadFactFor(cx, id, action)
  await cx.db
    .updateTable('score_fact')
    .set({
      status,
      decided_by: cx.actor.personId,
      decided_by_name: cx.actor.name,
      decided_at: cx.now,
      decided_reason: reason,
      mark: await nextMark(cx, fact.office_id),
    })
    .where('id', '=', fact.id)
    .execute()
  await cx.record(
    status === 'effective' ? 'fact.confirmed' : 'fact.refused',
    { id: fact.id, unitId: fact.office_id },
    { title: fact.title, enteredBy: fact.entered_by, ...(reason ? { reason } : {}) },
  )
  return showFact(cx, fact.id)
}
