import { dataShapeOf } from '../../contract/catalogue.ts'
import type { CatalogueList } from '../../contract/catalogue.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { mayKeep, readEntries } from './list-entries.ts'
import { isAboveCeiling } from './rules/ceiling.ts'
import { effectiveEntries, positionsFor, positionStep } from './rules/effective.ts'

interface Details {
  name: string
  nameEn: string
  note: string
  data: Record<string, unknown>
}

/** A new entry at the end of the list; with a code of the node's, the office's own stands in its place and order. */
export async function createEntry(
  cx: Cx,
  input: Details & { list: CatalogueList; officeId: string | null; code: string },
) {
  await requireKeeper(cx, input.officeId)
  const entries = await readEntries(cx, input.officeId, input.list)
  const same = entries.filter((entry) => entry.code === input.code)
  if (same.some((entry) => entry.officeId === input.officeId))
    throw new Refusal('catalogue.code_taken', { code: input.code })
  const last = effectiveEntries(entries).at(-1)
  const id = newId()
  const inserted = await cx.db
    .insertInto('catalogue_entry')
    .values({
      id,
      office_id: input.officeId,
      list: input.list,
      code: input.code,
      ...columnsOf(input.list, input),
      position: same[0]?.position ?? (last ? last.position + (input.officeId ? 1 : positionStep) : 0),
      updated_at: cx.now,
      updated_by: cx.actor.personId,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new Refusal('catalogue.code_taken', { code: input.code })
  await told(cx, 'catalogue.entry_created', id, input.officeId, {
    list: input.list,
    code: input.code,
    name: input.name,
  })
  return { id }
}

/** The code stays: what was written with it keeps its meaning. `readAt` is when the entry had been changed last as the editor saw it. */
export async function editEntry(cx: Cx, { id, readAt, ...details }: Details & { id: string; readAt: string }) {
  const entry = await loadForChange(cx, id)
  if (entry.updated_at.toISOString() !== readAt) throw new Refusal('stale', { at: entry.updated_at.toISOString() })
  await cx.db
    .updateTable('catalogue_entry')
    .set({ ...columnsOf(entry.list as CatalogueList, details), updated_at: cx.now, updated_by: cx.actor.personId })
    .where('id', '=', id)
    .execute()
  await told(cx, 'catalogue.entry_changed', id, entry.office_id, {
    list: entry.list,
    code: entry.code,
    name: details.name,
  })
  return { ok: true as const }
}

/** Entries are never deleted: what was written with them still names them. */
export async function setActive(cx: Cx, { id, active }: { id: string; active: boolean }) {
  const entry = await loadForChange(cx, id)
  await cx.db
    .updateTable('catalogue_entry')
    .set({ active, updated_at: cx.now, updated_by: cx.actor.personId })
    .where('id', '=', id)
    .execute()
  await told(cx, active ? 'catalogue.entry_activated' : 'catalogue.entry_deactivated', id, entry.office_id, {
    list: entry.list,
    code: entry.code,
    name: entry.name,
  })
  return { ok: true as const }
}

export async function reorder(
  cx: Cx,
  { list, officeId, codes }: { list: CatalogueList; officeId: string | null; codes: string[] },
) {
  await requireKeeper(cx, officeId)
  const entries = effectiveEntries(await readEntries(cx, officeId, list))
  const positions = positionsFor(entries, codes, officeId !== null)
  for (const entry of entries) {
    const position = positions.get(entry.code)
    if (position !== undefined && position !== entry.position)
      await cx.db.updateTable('catalogue_entry').set({ position }).where('id', '=', entry.id).execute()
  }
  await told(cx, 'catalogue.reordered', officeId ?? cx.actor.unitId, officeId, { list, codes })
  return { ok: true as const }
}

async function requireKeeper(cx: Cx, officeId: string | null) {
  if (!(await mayKeep(cx, officeId)))
    throw new Refusal('not_permitted', { need: officeId === null ? 'setting.manage' : 'catalogue.manage' })
}

async function loadForChange(cx: Cx, id: string) {
  const entry = await cx.db
    .selectFrom('catalogue_entry')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!entry) throw new Refusal('not_found')
  await requireKeeper(cx, entry.office_id)
  return entry
}

function columnsOf(list: CatalogueList, { name, nameEn, note, data }: Details) {
  const checked = dataShapeOf(list).safeParse(data)
  if (!checked.success)
    throw new Refusal('bad_input', {
      fields: checked.error.issues.map((issue) => ({ path: ['data', ...issue.path].join('.'), problem: issue.code })),
    })
  if (list === 'classification' && isAboveCeiling({ name, nameEn, data }))
    throw new Refusal('catalogue.above_ceiling', { name })
  return { name, name_en: nameEn, note, data: json(checked.data) }
}

async function told(cx: Cx, kind: string, id: string, officeId: string | null, data: Record<string, unknown>) {
  const unitId = officeId ?? cx.actor.unitId
  await cx.record(kind, { id, unitId }, data)
  cx.tell('catalogue', '*') // every unit below an office uses its lists
}
