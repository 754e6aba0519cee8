import { sql } from 'kysely'
import type { RecordTable } from '../../contract/publications-results.ts'
import { recordTableRows } from '../../contract/publications-results.ts'
import { emptyBody } from '../../contract/body.ts'
import { readSheet } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { openFile } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { secretMarkIn } from '../wording/index.ts'
import { officeFor } from './office.ts'
import { recordImported } from './results.ts'
import { findHead, readRecords, recordKey } from './rules/record-table.ts'
import type { TableCell, UnitNamed } from './rules/record-table.ts'

type Asked = { officeId?: string; fileId: string }
const limitMb = 5

/** 核对采用记录表: every line is looked at, and nothing is imported. */
export async function readRecordTable(context: RequestContext, input: Asked): Promise<RecordTable> {
  const rows = await cellsOf(context, input)
  return context.query(async (cx) => checkRecords(cx, await officeFor(cx, input.officeId, 'piece.review'), rows))
}

/** 导入采用记录: the lines the officer saw as fitting. The table is their evidence. A line that is known by now is not doubled. */
export async function importRecords(context: RequestContext, input: Asked & { rows: number[] }) {
  const rows = await cellsOf(context, input)
  return context.run(async (cx) => {
    const office = await officeFor(cx, input.officeId, 'piece.review')
    const table = await checkRecords(cx, office, rows)
    const chosen = table.fitting.filter((record) => input.rows.includes(record.row))
    let imported = 0
    for (const record of chosen) if (await recordImported(cx, office, record, input.fileId)) imported++
    await cx.record(
      'result.imported',
      { id: input.fileId, unitId: office.id },
      { imported, known: table.known.length, unfit: table.unfit.length },
    )
    cx.tell('publications', office.id)
    return { imported, known: table.known.length + chosen.length - imported, unfit: table.unfit.length }
  })
}

/** The file is read outside the transaction, in a process of its own. */
async function cellsOf(context: RequestContext, input: Asked): Promise<TableCell[][]> {
  const file = await context.query(async (cx) => {
    const found = await openFile(cx, input.fileId)
    await officeFor(cx, input.officeId, 'piece.review')
    return found
  })
  if (file.size > limitMb * 1024 * 1024) throw new Refusal('file.too_large', { limitMb })
  return readSheet(file.name, await file.read())
}

async function checkRecords(cx: Cx, office: Unit, rows: TableCell[][]): Promise<RecordTable> {
  const head = findHead(rows)
  if ('missing' in head) throw new Refusal('result.table_headings', { columns: head.missing.join('、') })
  const unitsCalled = await unitNamesBelow(cx, office)
  const { fitting, unfit } = readRecords(rows, head, {
    today: dayOf(cx.now),
    unitsCalled,
    secretMarkIn: (text) => secretMarkIn({ title: text, body: emptyBody }),
  })
  if (fitting.length + unfit.length === 0) throw new Refusal('result.table_empty')
  if (fitting.length + unfit.length > recordTableRows)
    throw new Refusal('result.table_too_long', { limit: recordTableRows })
  const known = await knownAmong(
    cx,
    office.id,
    fitting.map((record) => record.title),
  )
  return {
    fitting: fitting.filter((record) => !known.has(recordKey(record))),
    known: fitting.filter((record) => known.has(recordKey(record))).map(({ row, title }) => ({ row, title })),
    unfit,
  }
}

/** The units an office may credit are those below it, and itself; called as tables have it. */
async function unitNamesBelow(cx: Cx, office: Unit): Promise<(name: string) => UnitNamed[]> {
  const rows = await cx.db
    .selectFrom('unit')
    .select(['id', 'name', 'short_name', 'government_name'])
    .where('path', 'like', `${office.path}%`)
    .where('valid_to', 'is', null)
    .execute()
  const called = new Map<string, Map<string, UnitNamed>>()
  for (const { id, name, short_name, government_name } of rows)
    for (const word of namesOf(name, short_name, government_name))
      called.set(word, (called.get(word) ?? new Map()).set(id, { id, name }))
  return (name) => {
    const found = [...(called.get(name.replace(/\s/gu, ''))?.values() ?? [])]
    const whole = found.filter((unit) => unit.name === name)
    return whole.length === 1 ? whole : found
  }
}

/** 小店区人民政府办公室 is also 小店区政府办公室, 小店区政府办, 小店区人民政府 and 小店区. */
function namesOf(name: string, short: string, government: string | null): Set<string> {
  const place = name.replace(/人民政府办公[室厅]$/u, '')
  return new Set([name, name.replace('人民政府', '政府'), short, government ?? name, place])
}

/** What of these is known: registered before, published by the office itself, or told by a letter from above. */
async function knownAmong(cx: Cx, officeId: string, titles: string[]): Promise<Set<string>> {
  if (titles.length === 0) return new Set()
  const registered = await cx.db
    .selectFrom('upper_result')
    .select(['title', 'publication_name as publicationName', 'result_on as resultOn'])
    .where('office_id', '=', officeId)
    .where('status', '=', 'recorded')
    .where('title', 'in', titles)
    .execute()
  const published = await cx.db
    .selectFrom('adoption')
    .innerJoin('publication', 'publication.id', 'adoption.publication_id')
    .select(['adoption.title', 'publication.name as publicationName', 'adoption.published_on as resultOn'])
    .where('adoption.office_id', '=', officeId)
    .where('adoption.status', '=', 'published')
    .where('adoption.title', 'in', titles)
    .execute()
  const told = await cx.db
    .selectFrom('life_entry')
    .innerJoin('submission', 'submission.id', 'life_entry.submission_id')
    .select('submission.title')
    .select([
      sql<string | null>`life_entry.data ->> 'publicationName'`.as('publicationName'),
      sql<string | null>`life_entry.data ->> 'issueOn'`.as('resultOn'),
    ])
    .where('submission.unit_id', '=', officeId)
    .where('submission.title', 'in', titles)
    .where('life_entry.stage', '=', 'published')
    .execute()
  return new Set(
    [...registered, ...published, ...told].map((one) =>
      recordKey({
        title: one.title,
        publicationName: one.publicationName ?? '',
        resultOn: one.resultOn ?? '',
      }),
    ),
  )
}
