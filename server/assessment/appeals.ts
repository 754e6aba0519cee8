import { sql } from 'kysely'
import { AppealAnswered, AppealMade } from '../../contract/assessment.letters.ts'
import type { Appeal, AppealStatus } from '../../contract/assessment.ts'
import { sendLetter } from '../exchange/index.ts'
import { loadUnit, officesAbove } from '../organisations/index.ts'
import { can, holds, within } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import { Refusal } from '../platform/refusal.ts'
import { officeFor } from './office.ts'

/** 申诉: a unit says what it thinks is wrong, in a letter to the office that scores it. */
export async function appeal(
  cx: Cx,
  input: {
    id: string
    unitId?: string
    officeId: string
    about: string
    text: string
    factId: string | null
    periodName: string
  },
): Promise<{ ok: true }> {
  const unit = await loadUnit(cx, input.unitId ?? ownUnit(cx))
  requirePermission(cx, 'assessment.readOwn', 'assessment.readOwn', unit.path)
  const office = (await officesAbove(cx, unit.id)).find(({ id }) => id === input.officeId)
  if (!office) throw new Refusal('not_found')
  const { about, text, factId, periodName } = input
  await cx.db
    .insertInto('appeal')
    .values({
      id: input.id,
      unit_id: unit.id,
      office_id: office.id,
      office_name: office.name,
      about,
      text,
      fact_id: factId,
      period_name: periodName,
      written_by_name: cx.actor.name,
      written_at: cx.now,
    })
    .execute()
  await sendLetter(cx, {
    kind: 'assessment.appealed',
    fromUnitId: unit.id,
    toUnitId: office.id,
    objectId: input.id,
    body: {
      appealId: input.id,
      unitName: unit.shortName,
      about,
      text,
      factId,
      periodName,
      writtenByName: cx.actor.name,
      writtenAt: cx.now.toISOString(),
    },
  })
  await cx.record('appeal.made', { id: input.id, unitId: unit.id }, { about, officeName: office.name })
  cx.tell('assessment', unit.id)
  return { ok: true }
}

const ownUnit = (cx: Cx): string =>
  cx.actor.grants.find((grant) => holds(grant.role, 'assessment.readOwn'))?.unitId ?? cx.actor.unitId

/** The appeal arrives at the office. */
export async function hearAppeal(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const body = AppealMade.parse(letter.body)
  await cx.db
    .insertInto('appeal_case')
    .values({
      id: body.appealId,
      office_id: letter.toUnitId,
      unit_id: letter.fromUnitId,
      unit_name: body.unitName,
      about: body.about,
      text: body.text,
      fact_id: body.factId,
      period_name: body.periodName,
      written_by_name: body.writtenByName,
      written_at: new Date(body.writtenAt),
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute()
  await cx.record(
    'appeal.received',
    { id: body.appealId, unitId: letter.toUnitId },
    { about: body.about, unitName: body.unitName, title: body.about },
  )
  cx.tell('assessment', letter.toUnitId)
}

/** 答复: with reasons, whether or not the unit is right. What follows from it is a withdrawal or an amendment, an act of its own. */
export async function answerAppeal(cx: Cx, input: { id: string; upheld: boolean; answer: string }): Promise<Appeal> {
  const row = await cx.db
    .selectFrom('appeal_case')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const office = await officeFor(cx, row.office_id, 'assessment.manage')
  if (row.status !== 'open') throw new Refusal('appeal.wrong_status', { status: row.status })
  const change = {
    status: input.upheld ? 'upheld' : 'dismissed',
    answer: input.answer,
    answered_by_name: cx.actor.name,
    answered_at: cx.now,
  }
  await cx.db.updateTable('appeal_case').set(change).where('id', '=', row.id).execute()
  await cx.record(
    'appeal.answered',
    { id: row.id, unitId: office.id },
    { about: row.about, unitName: row.unit_name, upheld: input.upheld },
  )
  await sendLetter(cx, {
    kind: 'assessment.answered',
    fromUnitId: office.id,
    toUnitId: row.unit_id,
    objectId: row.id,
    body: {
      appealId: row.id,
      officeName: office.name,
      upheld: input.upheld,
      answer: input.answer,
      answeredByName: cx.actor.name,
      answeredAt: cx.now.toISOString(),
    },
  })
  cx.tell('assessment', office.id)
  return viewOf({ ...row, ...change }, office.name, false)
}

/** The answer arrives at the unit. */
export async function hearAnswer(cx: Cx, letter: ReceivedLetter): Promise<void> {
  const body = AppealAnswered.parse(letter.body)
  const [row] = await cx.db
    .updateTable('appeal')
    .set({
      status: body.upheld ? 'upheld' : 'dismissed',
      answer: body.answer,
      answered_by_name: body.answeredByName,
      answered_at: new Date(body.answeredAt),
    })
    .where('id', '=', body.appealId)
    .where('unit_id', '=', letter.toUnitId)
    .returning('about')
    .execute()
  if (!row) return
  await cx.record(
    'appeal.settled',
    { id: body.appealId, unitId: letter.toUnitId },
    { title: row.about, about: row.about, upheld: body.upheld, officeName: body.officeName },
  )
  cx.tell('assessment', letter.toUnitId)
}

export async function listAppeals(
  cx: Cx,
  input: { cursor?: string; limit: number; officeId?: string; status?: AppealStatus[] },
) {
  const office = await officeFor(cx, input.officeId, 'assessment.read')
  let all = cx.db.selectFrom('appeal_case').where('office_id', '=', office.id)
  if (input.status?.length) all = all.where('status', 'in', input.status)
  const cursor = readCursor(input.cursor)
  const page = cursor ? all.where(older(cursor)) : all
  const rows = await page
    .selectAll()
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.written_at)
  const mayManage = can(cx.actor, 'assessment.manage', office.path)
  return {
    items: shown.map((row) => viewOf(row, office.name, mayManage && row.status === 'open')),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

export async function listMyAppeals(cx: Cx, input: { cursor?: string; limit: number }) {
  const all = cx.db.selectFrom('appeal').where(within(cx.actor, 'assessment.readOwn', 'appeal.unit_id'))
  const cursor = readCursor(input.cursor)
  const page = cursor
    ? all.where(sql<boolean>`(appeal.written_at, appeal.id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`)
    : all
  const rows = await page
    .innerJoin('unit', 'unit.id', 'appeal.unit_id')
    .selectAll('appeal')
    .select('unit.short_name as unit_name')
    .orderBy('appeal.written_at', 'desc')
    .orderBy('appeal.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.written_at)
  return {
    items: shown.map((row) => viewOf(row, row.office_name, false)),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

const older = (cursor: { value: string; id: string }) =>
  sql<boolean>`(written_at, id) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`

interface Row {
  id: string
  unit_name: string
  about: string
  text: string
  fact_id: string | null
  period_name: string
  status: string
  answer: string | null
  answered_by_name: string | null
  answered_at: Date | null
  written_by_name: string
  written_at: Date
}

const viewOf = (row: Row, officeName: string, mayAnswer: boolean): Appeal => ({
  id: row.id,
  unitName: row.unit_name,
  officeName,
  about: row.about,
  text: row.text,
  factId: row.fact_id,
  periodName: row.period_name,
  status: row.status as AppealStatus,
  answer: row.answer,
  answeredByName: row.answered_by_name,
  answeredAt: row.answered_at?.toISOString() ?? null,
  writtenByName: row.written_by_name,
  writtenAt: row.written_at.toISOString(),
  mayAnswer,
})
