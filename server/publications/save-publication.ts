import { sql } from 'kysely'
import type { Publication, PublicationDetails } from '../../contract/publications.ts'
import { loadEntry } from '../catalogue/index.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { columnsOf, loadPublication, showPublication } from './load-publication.ts'
import { officeFor } from './office.ts'

/** 新设刊物: the same id twice is the same publication. It starts with one column. */
export async function createPublication(
  cx: Cx,
  input: PublicationDetails & { id: string; officeId?: string },
): Promise<Publication> {
  const office = await officeFor(cx, input.officeId, 'publication.manage')
  await checkDetails(cx, office.id, input.id, input)
  const made = await cx.db
    .insertInto('publication')
    .values({ id: input.id, office_id: office.id, ...rowOf(input) })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) {
    await cx.db
      .insertInto('publication_column')
      .values({ id: newId(), publication_id: input.id, name: '要情', position: 0 })
      .execute()
    await setDefaultTiers(cx, input.id, office.id, input.tierIds)
    await cx.record('publication.founded', { id: input.id, unitId: office.id }, { name: input.name })
    cx.tell('publications', office.id)
  }
  return showPublication(cx, input.id)
}

export async function editPublication(
  cx: Cx,
  input: PublicationDetails & { id: string; version: number },
): Promise<Publication> {
  const row = await loadPublication(cx, input.id, { manage: true })
  if (row.version !== input.version) throw new Refusal('stale')
  await checkDetails(cx, row.office_id, row.id, input)
  await cx.db
    .updateTable('publication')
    .set({ ...rowOf(input), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
  await setDefaultTiers(cx, row.id, row.office_id, input.tierIds)
  await cx.record(
    'publication.changed',
    { id: row.id, unitId: row.office_id },
    { name: input.name, active: input.active },
  )
  cx.tell('publications', row.office_id)
  return showPublication(cx, row.id)
}

/** The whole list of columns in its order. A column that was used is never deleted, only deactivated. */
export async function saveColumns(
  cx: Cx,
  input: { id: string; version: number; columns: { id: string; name: string; active: boolean }[] },
): Promise<Publication> {
  const row = await loadPublication(cx, input.id, { manage: true })
  if (row.version !== input.version) throw new Refusal('stale')
  const missing = (await columnsOf(cx, [row.id])).filter(
    (column) => !input.columns.some((kept) => kept.id === column.id),
  )
  for (const column of missing) {
    const used = await cx.db
      .selectFrom('adoption')
      .select('id')
      .where('column_id', '=', column.id)
      .limit(1)
      .executeTakeFirst()
    if (used) throw new Refusal('publication.column_in_use', { name: column.name })
    await cx.db.deleteFrom('publication_column').where('id', '=', column.id).execute()
  }
  // names swap freely: the unique constraint looks again only after the old names are out of the way
  await cx.db
    .updateTable('publication_column')
    .set({ name: sql`id::text` })
    .where('publication_id', '=', row.id)
    .execute()
  for (const [position, column] of input.columns.entries()) {
    const change = { name: column.name, active: column.active, position }
    await cx.db
      .insertInto('publication_column')
      .values({ id: column.id, publication_id: row.id, ...change })
      .onConflict((oc) => oc.column('id').doUpdateSet(change).where('publication_column.publication_id', '=', row.id))
      .execute()
  }
  await cx.db
    .updateTable('publication')
    .set({ version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
  await cx.record(
    'publication.columns_set',
    { id: row.id, unitId: row.office_id },
    { columns: input.columns.map((column) => column.name) },
  )
  cx.tell('publications', row.office_id)
  return showPublication(cx, row.id)
}

async function checkDetails(cx: Cx, officeId: string, id: string, input: PublicationDetails) {
  const taken = await cx.db
    .selectFrom('publication')
    .select('id')
    .where('office_id', '=', officeId)
    .where('name', '=', input.name)
    .where('id', '!=', id)
    .executeTakeFirst()
  if (taken) throw new Refusal('publication.name_taken', { name: input.name })
  await loadEntry(cx, officeId, 'publicationKind', input.kind)
  await loadEntry(cx, officeId, 'classification', input.classificationCode)
}

async function setDefaultTiers(cx: Cx, publicationId: string, officeId: string, tierIds: string[]) {
  await cx.db.deleteFrom('publication_tier').where('publication_id', '=', publicationId).execute()
  if (tierIds.length === 0) return
  const own = await cx.db
    .selectFrom('tier')
    .select('id')
    .where('office_id', '=', officeId)
    .where('id', 'in', tierIds)
    .execute()
  if (own.length > 0)
    await cx.db
      .insertInto('publication_tier')
      .values(own.map(({ id }) => ({ publication_id: publicationId, tier_id: id })))
      .execute()
}

const rowOf = (input: PublicationDetails) => ({
  name: input.name,
  kind: input.kind,
  issuer: input.issuer,
  periodicity: input.periodicity,
  notice: input.notice,
  classification_code: input.classificationCode,
  report_to: input.reportTo,
  send_to: input.sendTo,
  issue_to: input.issueTo,
  has_watermark: input.hasWatermark,
  layout: json(input.layout),
  active: input.active,
})
