import type { Cx } from '../platform/command.ts'
import { columnsOf } from './load-publication.ts'
import { officeFor } from './office.ts'

/** What the adopt form offers: active publications with active columns, and the modes of adoption. */
export async function publicationOptions(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'publication.read')
  const rows = await cx.db
    .selectFrom('publication')
    .select(['id', 'name'])
    .where('office_id', '=', office.id)
    .where('active', '=', true)
    .orderBy('position')
    .orderBy('name')
    .execute()
  const columns = (
    await columnsOf(
      cx,
      rows.map((row) => row.id),
    )
  ).filter((column) => column.active)
  const modes = await cx.db
    .selectFrom('catalogue_entry')
    .select(['code', 'name', 'office_id', 'active'])
    .where('list', '=', 'adoptionMode')
    .where((eb) => eb.or([eb('office_id', '=', office.id), eb('office_id', 'is', null)]))
    .orderBy('position')
    .execute()
  const own = new Set(modes.filter((mode) => mode.office_id !== null).map((mode) => mode.code))
  return {
    publications: rows.map((row) => ({
      ...row,
      columns: columns.filter((column) => column.publication_id === row.id).map(({ id, name }) => ({ id, name })),
    })),
    modes: modes
      .filter((mode) => mode.active && (mode.office_id !== null || !own.has(mode.code)))
      .map(({ code, name }) => ({ code, name })),
  }
}
