import { sql } from 'kysely'
import type { PaperStatus } from '../../contract/guidance.ts'
import type { PaperKind } from '../../contract/guidance.letters.ts'
import { loadUnit } from '../organisations/index.ts'
import { within } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { PaperRecord, ReceiptRecord } from './load.ts'
import { paperRow, receiptRow } from './show.ts'

const holds = (text: string, table: 'paper' | 'paper_receipt') =>
  sql<boolean>`(${sql.ref(`${table}.grams`)} @> query_grams(${text.trim()}) and ${sql.ref(`${table}.title`)} ilike ${`%${text.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`})`
const before = (table: string, column: string, cursor: { value: string; id: string }) =>
  sql<boolean>`(${sql.ref(`${table}.${column}`)}, ${sql.ref(`${table}.id`)}) < (${cursor.value}::timestamptz, ${cursor.id}::uuid)`

interface Ask {
  cursor?: string
  limit: number
  kind?: PaperKind[]
  search?: string
}

/** 本级印发, newest first. */
export async function listPapers(cx: Cx, input: Ask & { status?: PaperStatus[] }) {
  let all = cx.db.selectFrom('paper').where(within(cx.actor, 'guidance.read', 'paper.office_id'))
  if (input.kind?.length) all = all.where('paper.kind', 'in', input.kind)
  if (input.status?.length) all = all.where('paper.status', 'in', input.status)
  if (input.search) all = all.where(holds(input.search, 'paper'))
  const cursor = readCursor(input.cursor)
  const rows = await (cursor ? all.where(before('paper', 'created_at', cursor)) : all)
    .innerJoin('unit', 'unit.id', 'paper.office_id')
    .selectAll('paper')
    .select([
      'unit.path as officePath',
      'unit.name as officeName',
      sql<number>`(select count(*)::integer from paper_recipient where paper_id = paper.id)`.as('targets'),
      sql<number>`(select count(*)::integer from paper_recipient where paper_id = paper.id and read_at is not null)`.as(
        'read',
      ),
    ])
    .orderBy('paper.created_at', 'desc')
    .orderBy('paper.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.created_at)
  return {
    items: shown.map((row) => paperRow(row as unknown as PaperRecord, { targets: row.targets, read: row.read })),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** 上级来件, newest first. */
export async function listReceipts(cx: Cx, input: Ask & { unread: boolean }) {
  let all = cx.db.selectFrom('paper_receipt').where(within(cx.actor, 'guidance.receive', 'paper_receipt.unit_id'))
  if (input.kind?.length) all = all.where('paper_receipt.kind', 'in', input.kind)
  if (input.unread) all = all.where('paper_receipt.read_at', 'is', null).where('paper_receipt.withdrawn_at', 'is', null)
  if (input.search) all = all.where(holds(input.search, 'paper_receipt'))
  const cursor = readCursor(input.cursor)
  const rows = (await (cursor ? all.where(before('paper_receipt', 'arrived_at', cursor)) : all)
    .innerJoin('unit', 'unit.id', 'paper_receipt.unit_id')
    .selectAll('paper_receipt')
    .select(['unit.path as unitPath', 'unit.name as unitName'])
    .orderBy('paper_receipt.arrived_at', 'desc')
    .orderBy('paper_receipt.id', 'desc')
    .limit(input.limit + 1)
    .execute()) as ReceiptRecord[]
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.arrived_at)
  return {
    items: shown.map(receiptRow),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}

/** Points an item of the unit may be written for: of lists that hold, whose period is not over for more than a month. */
export async function listOpenPoints(cx: Cx, input: { unitId?: string }) {
  const unit = await loadUnit(cx, input.unitId ?? cx.actor.unitId)
  requirePermission(cx, 'submission.read', 'submission.read', unit.path)
  const rows = await cx.db
    .selectFrom('received_point')
    .innerJoin('paper_receipt', 'paper_receipt.id', 'received_point.receipt_id')
    .select(['received_point.id', 'received_point.text', 'paper_receipt.title', 'paper_receipt.office_name'])
    .where('paper_receipt.unit_id', '=', unit.id)
    .where('paper_receipt.withdrawn_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('paper_receipt.period_to', 'is', null),
        sql<boolean>`paper_receipt.period_to >= (${cx.now}::timestamptz at time zone 'Asia/Shanghai')::date - 31`,
      ]),
    )
    .orderBy('paper_receipt.issued_at', 'desc')
    .orderBy('paper_receipt.id')
    .orderBy('received_point.position')
    .limit(300)
    .execute()
  return {
    items: rows.map((row) => ({ id: row.id, text: row.text, paperTitle: row.title, officeName: row.office_name })),
  }
}

/** 每日采用: what offices told my unit, the latest day first. */
export async function listWords(cx: Cx, input: { cursor?: string; limit: number }) {
  const all = cx.db.selectFrom('adoption_word').where(within(cx.actor, 'guidance.receive', 'adoption_word.unit_id'))
  const cursor = readCursor(input.cursor)
  const rows = await (cursor ? all.where(before('adoption_word', 'arrived_at', cursor)) : all)
    .innerJoin('unit', 'unit.id', 'adoption_word.unit_id')
    .selectAll('adoption_word')
    .select('unit.name as unit_name')
    .orderBy('adoption_word.arrived_at', 'desc')
    .orderBy('adoption_word.id', 'desc')
    .limit(input.limit + 1)
    .execute()
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.arrived_at)
  return {
    items: shown.map((row) => ({
      id: row.id,
      unitName: row.unit_name,
      officeName: row.office_name,
      day: row.day,
      items: row.items as { title: string; publicationName: string; columnName: string; at: string }[],
    })),
    nextCursor,
    ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)),
  }
}
