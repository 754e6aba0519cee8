import { Layout } from '../../contract/publications.ts'
import type { Publication, Series } from '../../contract/publications.ts'
import { dayOf } from '../organisations/index.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { mayAt, officeFor } from './office.ts'

/** One publication of an office the actor belongs to. `manage` locks it for a change. */
export async function loadPublication(cx: Cx, id: string, options: { manage?: boolean } = {}) {
  let query = cx.db.selectFrom('publication').selectAll().where('id', '=', id)
  if (options.manage) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new Refusal('not_found')
  const office = await officeFor(cx, row.office_id, options.manage ? 'publication.manage' : 'publication.read')
  return { ...row, office }
}

export async function columnsOf(cx: Cx, publicationIds: string[]) {
  if (publicationIds.length === 0) return []
  return cx.db
    .selectFrom('publication_column')
    .select(['id', 'name', 'position', 'active', 'publication_id'])
    .where('publication_id', 'in', publicationIds)
    .orderBy('position')
    .orderBy('name')
    .execute()
}

/** 刊物目录: the publications of an office, with columns and default tiers. */
export async function listPublications(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'publication.read')
  const rows = await cx.db
    .selectFrom('publication')
    .selectAll('publication')
    .select((eb) =>
      eb
        .selectFrom('issue')
        .whereRef('issue.publication_id', '=', 'publication.id')
        .where('number', 'is not', null)
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .as('issues'),
    )
    .where('office_id', '=', office.id)
    .orderBy('active', 'desc')
    .orderBy('position')
    .orderBy('name')
    .execute()
  const ids = rows.map((row) => row.id)
  const columns = await columnsOf(cx, ids)
  const tiers =
    ids.length === 0
      ? []
      : await cx.db.selectFrom('publication_tier').selectAll().where('publication_id', 'in', ids).execute()
  const year = Number(dayOf(cx.now).slice(0, 4))
  const counters =
    ids.length === 0
      ? []
      : await cx.db
          .selectFrom('issue_counter')
          .selectAll()
          .where('publication_id', 'in', ids)
          .where('year', 'in', [0, year])
          .execute()
  const lastOf = (id: string, series: Series, of: number) =>
    counters.find((one) => one.publication_id === id && one.series === series && one.year === of)?.last ?? 0
  const mayManage = mayAt(cx, 'publication.manage', office.path)
  const items = rows.map((row): Publication => ({
    id: row.id,
    officeId: row.office_id,
    officeName: office.name,
    name: row.name,
    kind: row.kind,
    issuer: row.issuer,
    periodicity: row.periodicity,
    notice: row.notice,
    classificationCode: row.classification_code,
    reportTo: row.report_to,
    sendTo: row.send_to,
    issueTo: row.issue_to,
    hasWatermark: row.has_watermark,
    layout: Layout.parse(row.layout),
    active: row.active,
    position: row.position,
    version: row.version,
    numbering: {
      year,
      number: lastOf(row.id, 'main', year),
      serial: lastOf(row.id, 'main', 0),
      supplement: lastOf(row.id, 'supplement', year),
    },
    issueCount: Number(row.issues ?? 0),
    mayManage,
    tierIds: tiers.filter((tier) => tier.publication_id === row.id).map((tier) => tier.tier_id),
    columns: columns
      .filter((column) => column.publication_id === row.id)
      .map(({ id, name, position, active }) => ({ id, name, position, active })),
  }))
  return { items, mayManage }
}

export async function showPublication(cx: Cx, id: string): Promise<Publication> {
  const { office_id } = await loadPublication(cx, id)
  return (await listPublications(cx, { officeId: office_id })).items.find((item) => item.id === id)!
}
