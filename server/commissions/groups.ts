import type { RecipientGroup } from '../../contract/commissions.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { officeFor } from './office.ts'
import { unitsOfGroup } from './recipients.ts'

/** Groups and saved lists of an office: data, used for commissions, points and notices alike. */
export async function listGroups(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'commission.read')
  return {
    officeId: office.id,
    items: await groupsOf(cx, office),
    mayChange: can(cx.actor, 'commission.manage', office.path),
  }
}

export async function groupsOf(cx: Cx, office: Unit): Promise<RecipientGroup[]> {
  const rows = await cx.db
    .selectFrom('recipient_group')
    .selectAll()
    .where('office_id', '=', office.id)
    .orderBy('active', 'desc')
    .orderBy('position')
    .orderBy('name')
    .execute()
  const groups: RecipientGroup[] = []
  for (const row of rows) {
    const group = {
      id: row.id,
      officeId: row.office_id,
      name: row.name,
      kind: row.kind as RecipientGroup['kind'],
      unitKinds: row.unit_kinds,
      depth: row.depth as RecipientGroup['depth'],
      unitIds: row.unit_ids,
      active: row.active,
    }
    groups.push({ ...group, units: await unitsOfGroup(cx, office, group) })
  }
  return groups
}

export async function saveGroup(
  cx: Cx,
  input: Omit<RecipientGroup, 'officeId' | 'units'> & { officeId?: string },
): Promise<{ ok: true }> {
  const office = await officeFor(cx, input.officeId, 'commission.manage')
  const before = await cx.db
    .selectFrom('recipient_group')
    .select('office_id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (before && before.office_id !== office.id) throw new Refusal('not_found')
  for (const unitId of input.unitIds) {
    const unit = await loadUnit(cx, unitId)
    if (!unit.path.startsWith(office.path) || unit.id === office.id)
      throw new Refusal('commission.not_below', { unitName: unit.name })
  }
  const values = {
    name: input.name,
    kind: input.kind,
    unit_kinds: input.kind === 'rule' ? input.unitKinds : [],
    depth: input.depth,
    unit_ids: input.kind === 'list' ? [...new Set(input.unitIds)] : [],
    active: input.active,
    updated_at: cx.now,
    updated_by_name: cx.actor.name,
  }
  await cx.db
    .insertInto('recipient_group')
    .values({ id: input.id, office_id: office.id, ...values })
    .onConflict((oc) => oc.column('id').doUpdateSet(values))
    .execute()
  await cx.record('commission.group_saved', { id: input.id, unitId: office.id }, { name: input.name, kind: input.kind })
  cx.tell('commissions', office.id)
  return { ok: true }
}
