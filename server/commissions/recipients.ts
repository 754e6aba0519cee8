import { sql } from 'kysely'
import type { RecipientGroup } from '../../contract/commissions.ts'
import type { Cx } from '../platform/command.ts'
import { loadUnit } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { Refusal } from '../platform/refusal.ts'

export interface Recipient {
  id: string
  name: string
}

const standingBelow = (cx: Cx, office: Unit) =>
  cx.db
    .selectFrom('unit')
    .select(['id', 'name', 'parent_id', 'kind'])
    .where('valid_to', 'is', null)
    .where('id', '<>', office.id)
    .where(sql<boolean>`starts_with(path, ${office.path})`)
    .orderBy('position')
    .orderBy('code')

/** The units a group of the office means today: by its rule, or those named that still stand. */
export async function unitsOfGroup(
  cx: Cx,
  office: Unit,
  group: Pick<RecipientGroup, 'kind' | 'unitKinds' | 'depth' | 'unitIds'>,
): Promise<Recipient[]> {
  let query = standingBelow(cx, office)
  if (group.kind === 'list') {
    if (group.unitIds.length === 0) return []
    query = query.where('id', 'in', group.unitIds)
  } else {
    if (group.unitKinds.length > 0) query = query.where('kind', 'in', group.unitKinds)
    if (group.depth === 'direct') query = query.where('parent_id', '=', office.id)
  }
  return (await query.execute()).map(({ id, name }) => ({ id, name }))
}

/** Everybody a paper of this office is for: units chosen one by one and those of its groups, each once, all below the office. */
export async function recipientsOf(
  cx: Cx,
  officeId: string,
  chosen: { unitIds: string[]; groupIds: string[] },
): Promise<Recipient[]> {
  const office = await loadUnit(cx, officeId)
  const units = new Map<string, string>()
  if (chosen.unitIds.length > 0) {
    const below = await standingBelow(cx, office).where('id', 'in', chosen.unitIds).execute()
    const missing = chosen.unitIds.find((id) => !below.some((unit) => unit.id === id))
    if (missing) throw new Refusal('commission.not_below', { unitName: (await loadUnit(cx, missing)).name })
    for (const unit of below) units.set(unit.id, unit.name)
  }
  for (const groupId of chosen.groupIds) {
    const group = await cx.db
      .selectFrom('recipient_group')
      .selectAll()
      .where('id', '=', groupId)
      .where('office_id', '=', officeId)
      .where('active', '=', true)
      .executeTakeFirst()
    if (!group) throw new Refusal('commission.group_unknown')
    const found = await unitsOfGroup(cx, office, {
      kind: group.kind as RecipientGroup['kind'],
      unitKinds: group.unit_kinds,
      depth: group.depth as RecipientGroup['depth'],
      unitIds: group.unit_ids,
    })
    for (const unit of found) units.set(unit.id, unit.name)
  }
  return [...units].map(([id, name]) => ({ id, name }))
}
