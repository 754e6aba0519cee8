import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type {
  AdoptionRecord,
  NewResult,
  RecordCredit,
  ResultKind,
  UpperResult,
} from '../../contract/publications-results.ts'
import { commentToSources, tellSourcesFromAbove } from '../desk/index.ts'
import { officesAbove } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { filesOf, linkFiles } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { cappedCount, pageFrom, readCursor } from '../platform/paging.ts'
import type { DB } from '../platform/schema.ts'
import { officeFor } from './office.ts'
import { kindOfLevel } from './rules/record-table.ts'
import { like } from './search.ts'

type Recorded = z.output<typeof NewResult>
type ResultRow = Omit<Selectable<DB['upper_result']>, 'kind' | 'status' | 'credit'> & {
  kind: ResultKind
  status: UpperResult['status']
  credit: RecordCredit[] | null
}

/** The State Council stands above the tree of units; letters name it by this id. */
const stateOfficeId = '00000000-0000-4000-8000-000000000001'

/** 登记上级采用: with evidence, for a piece the office forwarded. Its units learn of it by letter, and the ledger enters it. */
export async function recordResult(cx: Cx, input: Recorded): Promise<UpperResult> {
  const forwarded = await loadForwarded(cx, input.pieceId)
  const office = await officeFor(cx, forwarded.office_id, 'piece.review')
  if (input.fileIds.length === 0) throw new Refusal('result.evidence_missing')
  const level = input.kind === 'state' ? 'state' : 'province'
  const made = await cx.db
    .insertInto('upper_result')
    .values({
      id: input.id,
      office_id: office.id,
      piece_id: input.pieceId,
      submission_id: forwarded.submission_id,
      title: forwarded.title,
      kind: input.kind,
      level,
      by_whom: input.byWhom,
      publication_name: input.publicationName,
      issue_label: input.issueLabel,
      result_on: input.resultOn,
      points: input.points,
      note: input.note,
      recorded_at: cx.now,
      recorded_by_name: cx.actor.name,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return showResult(cx, input.id)
  await linkFiles(cx, 'upperResult', input.id, input.fileIds)
  const above = await idAbove(cx, office.id, input.kind)
  const row = await loadResult(cx, input.id)
  await tell(cx, row, above)
  await cx.record('result.recorded', { id: input.id, unitId: office.id }, aboutOf(row, above))
  cx.tell('publications', office.id)
  return showResult(cx, input.id)
}

/** One line of a table, credited to the units it names; they have no item here that a letter could tell of. False when it is known. */
export async function recordImported(cx: Cx, office: Unit, record: AdoptionRecord, fileId: string): Promise<boolean> {
  const kind = kindOfLevel[record.level]
  const made = await cx.db
    .insertInto('upper_result')
    .values({
      id: newId(),
      office_id: office.id,
      piece_id: null,
      credit: json(record.credit),
      title: record.title,
      kind,
      level: record.level,
      by_whom: record.byWhom,
      publication_name: record.publicationName,
      issue_label: record.issueLabel,
      result_on: record.resultOn,
      note: record.note,
      recorded_at: cx.now,
      recorded_by_name: cx.actor.name,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return false
  await linkFiles(cx, 'upperResult', made.id, [fileId])
  const row = await loadResult(cx, made.id)
  await cx.record(
    'result.recorded',
    { id: made.id, unitId: office.id },
    { ...aboutOf(row, await idAbove(cx, office.id, kind)), credit: record.credit, matterId: await matterOf(cx, row) },
  )
  return true
}

/** Records of one title are of one matter: a scheme may count only the highest of its adoptions. */
async function matterOf(cx: Cx, row: ResultRow): Promise<string> {
  const { id } = await cx.db
    .selectFrom('upper_result')
    .select('id')
    .where('office_id', '=', row.office_id)
    .where('piece_id', 'is', null)
    .where('title', '=', row.title)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

/** 撤销登记: recorded by mistake. The entry stays, marked; its effects are undone. */
export async function revokeResult(cx: Cx, input: { id: string; reasonText: string }): Promise<UpperResult> {
  const row = await loadResult(cx, input.id, { lock: true })
  const office = await officeFor(cx, row.office_id, 'piece.review')
  if (row.status === 'revoked') throw new Refusal('result.revoked')
  await cx.db
    .updateTable('upper_result')
    .set({ status: 'revoked', revoked_at: cx.now, revoke_reason: input.reasonText })
    .where('id', '=', row.id)
    .execute()
  const above = await idAbove(cx, office.id, row.kind)
  await tell(cx, row, above, input.reasonText)
  await cx.record(
    'result.revoked',
    { id: row.id, unitId: office.id },
    { ...aboutOf(row, above), reasonText: input.reasonText },
  )
  cx.tell('publications', office.id)
  return showResult(cx, row.id)
}

/** 上级采用登记簿, newest first. */
export async function listResults(
  cx: Cx,
  input: { cursor?: string; limit: number; officeId?: string; kind?: ResultKind; pieceId?: string; search?: string },
) {
  const office = await officeFor(cx, input.officeId, 'issue.read')
  let all = cx.db.selectFrom('upper_result').where('office_id', '=', office.id)
  if (input.kind) all = all.where('kind', '=', input.kind)
  if (input.pieceId) all = all.where('piece_id', '=', input.pieceId)
  if (input.search) all = all.where('title', 'ilike', like(input.search))
  const cursor = readCursor(input.cursor)
  const page = cursor ? all.where(sql<boolean>`(result_on, id) < (${cursor.value}::date, ${cursor.id}::uuid)`) : all
  const rows = (await page
    .selectAll()
    .orderBy('result_on', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute()) as unknown as ResultRow[]
  const { rows: shown, nextCursor } = pageFrom(rows, input.limit, (row) => row.result_on)
  const items: UpperResult[] = []
  for (const row of shown) items.push(await resultOf(cx, row, office.path))
  return { items, nextCursor, ...(cursor ? { total: null, totalCapped: false } : await cappedCount(all)) }
}

/** What a result may be recorded on: the last forwarded pieces of the office. */
export async function forwardedPieces(cx: Cx, input: { officeId?: string; search?: string }) {
  const office = await officeFor(cx, input.officeId, 'issue.read')
  let query = cx.db
    .selectFrom('piece')
    .innerJoin('forwarding', 'forwarding.piece_id', 'piece.id')
    .where('piece.office_id', '=', office.id)
  if (input.search) query = query.where('piece.title', 'ilike', like(input.search))
  const rows = await query
    .select(['piece.id', 'piece.title'])
    .select((eb) => eb.fn.max('forwarding.forwarded_at').as('at'))
    .groupBy(['piece.id', 'piece.title'])
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
  const items = []
  for (const row of rows)
    items.push({
      pieceId: row.id,
      title: row.title,
      forwardedAt: row.at.toISOString(),
      units: await unitsOf(cx, row.id),
    })
  return { items }
}

async function loadForwarded(cx: Cx, pieceId: string) {
  const row = await cx.db
    .selectFrom('piece')
    .leftJoin('forwarding', 'forwarding.piece_id', 'piece.id')
    .select(['piece.office_id', 'piece.title', 'forwarding.submission_id'])
    .where('piece.id', '=', pieceId)
    .orderBy('forwarding.forwarded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  await officeFor(cx, row.office_id, 'issue.read')
  if (row.submission_id === null) throw new Refusal('result.not_forwarded', { title: row.title })
  return row
}

async function loadResult(cx: Cx, id: string, options: { lock?: boolean } = {}): Promise<ResultRow> {
  let query = cx.db.selectFrom('upper_result').selectAll().where('id', '=', id)
  if (options.lock) query = query.forUpdate()
  const row = (await query.executeTakeFirst()) as unknown as ResultRow | undefined
  if (!row) throw new Refusal('not_found')
  return row
}

async function showResult(cx: Cx, id: string): Promise<UpperResult> {
  const row = await loadResult(cx, id)
  const office = await officeFor(cx, row.office_id, 'issue.read')
  return resultOf(cx, row, office.path)
}

/** An adoption is told as one of the office above; points are told in words. `revoked`: it was not so, and why. */
async function tell(cx: Cx, row: ResultRow, above: string, revoked?: string) {
  if (row.piece_id === null) return
  const by = { officeId: above, officeName: row.by_whom, at: cx.now.toISOString() }
  if (row.kind === 'bonus')
    return commentToSources(cx, row.piece_id, {
      ...by,
      authorName: cx.actor.name,
      text:
        revoked === undefined
          ? `${row.by_whom}对本件加 ${Number(row.points)} 分。${row.note}`
          : `撤销 ${row.by_whom}对本件所加的 ${Number(row.points)} 分：${revoked}`,
    })
  const where = { publicationName: row.publication_name, ...(row.issue_label ? { issueLabel: row.issue_label } : {}) }
  return tellSourcesFromAbove(
    cx,
    row.piece_id,
    revoked === undefined
      ? { ...by, stage: 'published', ...where, issueOn: row.result_on, title: row.title }
      : { ...by, stage: 'recalled', ...where, reasonName: '登记有误', reasonText: revoked },
  )
}

/** What the ledger needs to know of it. */
const aboutOf = (row: ResultRow, above: string) => ({
  title: row.title,
  pieceId: row.piece_id,
  submissionId: row.submission_id,
  officeId: above,
  officeName: row.by_whom,
  kind: row.kind,
  level: row.level,
  publicationName: row.publication_name,
  issueLabel: row.issue_label,
  resultOn: row.result_on,
  points: row.points === null ? null : Number(row.points),
})

/** The province is a unit of the tree; what is above it is not. */
async function idAbove(cx: Cx, officeId: string, kind: ResultKind): Promise<string> {
  if (kind === 'state') return stateOfficeId
  const top = (await officesAbove(cx, officeId)).find((office) => office.kind === 'provinceOffice')
  return top?.id ?? stateOfficeId
}

async function unitsOf(cx: Cx, pieceId: string): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('piece_source')
    .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
    .select('source_unit_name')
    .where('piece_id', '=', pieceId)
    .orderBy('piece_source.position')
    .execute()
  return [...new Set(rows.map((row) => row.source_unit_name))]
}

async function resultOf(cx: Cx, row: ResultRow, officePath: string): Promise<UpperResult> {
  return {
    id: row.id,
    pieceId: row.piece_id,
    title: row.title,
    kind: row.kind,
    byWhom: row.by_whom,
    publicationName: row.publication_name,
    issueLabel: row.issue_label,
    resultOn: row.result_on,
    points: row.points === null ? null : Number(row.points),
    note: row.note,
    units: row.piece_id === null ? (row.credit ?? []).map((one) => one.unitName) : await unitsOf(cx, row.piece_id),
    credit: row.credit ?? [],
    files: await filesOf(cx, 'upperResult', row.id),
    status: row.status,
    recordedAt: row.recorded_at.toISOString(),
    recordedByName: row.recorded_by_name,
    revokeReason: row.revoke_reason,
    mayRevoke: row.status === 'recorded' && can(cx.actor, 'piece.review', officePath),
  }
}
