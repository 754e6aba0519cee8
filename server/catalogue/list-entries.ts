import { CatalogueList } from '../../contract/catalogue.ts'
import type { CatalogueEntry, CatalogueOption, EntryAction } from '../../contract/catalogue.ts'
import { loadUnit, superiorOffice } from '../organisations/index.ts'
import { can, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { effectiveEntries } from './rules/effective.ts'

/** What forms offer to the actor: the lists of the actor's office, or of the nearest office above. One call for all forms. */
export async function catalogueOptions(cx: Cx, { officeId }: { officeId?: string }) {
  const entries = await readEntries(cx, officeId ?? (await officeOf(cx)))
  const effective = CatalogueList.options.flatMap((list) =>
    effectiveEntries(entries.filter((entry) => entry.list === list)),
  )
  const asOption = ({ list, code, name, nameEn, note, data }: CatalogueOption): CatalogueOption => ({
    list,
    code,
    name,
    nameEn,
    note,
    data,
  })
  return {
    items: effective.filter((entry) => entry.active).map(asOption),
    retired: effective.filter((entry) => !entry.active).map(asOption),
  }
}

/** The office whose lists apply to the actor: the own unit if it is one, else the nearest above; null: only the node's. */
async function officeOf(cx: Cx): Promise<string | null> {
  const unit = await loadUnit(cx, cx.actor.unitId)
  return unit.isOffice ? unit.id : ((await superiorOffice(cx, unit.id))?.id ?? null)
}

/** One list as the screen shows it, with what the actor may do to each entry. */
export async function listEntries(
  cx: Cx,
  { list, officeId = null }: { list: CatalogueList; officeId?: string | null },
) {
  const mayChange = await mayKeep(cx, officeId)
  const entries = await readEntries(cx, officeId, list)
  const nodeCodes = new Set(entries.filter((entry) => entry.officeId === null).map((entry) => entry.code))
  const items = effectiveEntries(entries).map(({ list: _, position: __, ...entry }): CatalogueEntry => {
    const inherited = officeId !== null && entry.officeId === null
    return {
      ...entry,
      updatedAt: entry.updatedAt.toISOString(),
      inherited,
      overrides: entry.officeId !== null && nodeCodes.has(entry.code),
      actions: mayChange ? actionsFor(inherited, entry.active) : [],
    }
  })
  return { items, mayChange }
}

const actionsFor = (inherited: boolean, active: boolean): EntryAction[] =>
  inherited ? ['override'] : ['edit', active ? 'deactivate' : 'activate']

/** Whose lists the actor keeps: the node's, and those of offices. */
export async function listOwners(cx: Cx) {
  const offices = await cx.db
    .selectFrom('unit')
    .select(['id as officeId', 'short_name as name'])
    .where('is_office', '=', true)
    .where('valid_to', 'is', null)
    .where(within(cx.actor, 'catalogue.manage', 'unit.id'))
    .orderBy('path')
    .limit(200)
    .execute()
  return { items: [...((await mayKeep(cx, null)) ? [{ officeId: null, name: '' }] : []), ...offices] }
}

/** The node's lists belong to whoever keeps the settings at its top; an office's own to its chief editors. */
export async function mayKeep(cx: Cx, officeId: string | null): Promise<boolean> {
  if (officeId !== null) return can(cx.actor, 'catalogue.manage', (await loadUnit(cx, officeId)).path)
  const tops = await cx.db
    .selectFrom('unit')
    .select('path')
    .where('parent_id', 'is', null)
    .where('valid_to', 'is', null)
    .execute()
  return tops.some((top) => can(cx.actor, 'setting.manage', top.path))
}

export async function readEntries(cx: Cx, officeId: string | null, list?: CatalogueList) {
  let query = cx.db
    .selectFrom('catalogue_entry')
    .select([
      'id',
      'office_id as officeId',
      'list',
      'code',
      'name',
      'name_en as nameEn',
      'note',
      'data',
      'active',
      'position',
      'updated_at as updatedAt',
    ])
    .where((eb) => eb.or([eb('office_id', 'is', null), ...(officeId ? [eb('office_id', '=', officeId)] : [])]))
  if (list) query = query.where('list', '=', list)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...row,
    list: row.list as CatalogueList,
    data: (row.data ?? {}) as Record<string, unknown>,
  }))
}
