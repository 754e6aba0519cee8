import type { Tier } from '../../contract/publications.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { mayAt, officeFor } from './office.ts'

/** 服务层次 of an office with their members (第三条 分层次服务). */
export async function listTiers(cx: Cx, input: { officeId?: string }): Promise<{ items: Tier[]; mayManage: boolean }> {
  const office = await officeFor(cx, input.officeId, 'publication.read')
  const rows = await cx.db
    .selectFrom('tier')
    .selectAll()
    .where('office_id', '=', office.id)
    .orderBy('active', 'desc')
    .orderBy('position')
    .orderBy('name')
    .execute()
  const members =
    rows.length === 0
      ? []
      : await cx.db
          .selectFrom('tier_member')
          .leftJoin('person', 'person.id', 'tier_member.person_id')
          .leftJoin('unit', 'unit.id', 'tier_member.unit_id')
          .select([
            'tier_id',
            'person_id as personId',
            'tier_member.unit_id as unitId',
            'person.name as personName',
            'unit.name as unitName',
            'tier_member.added_at as addedAt',
          ])
          .where(
            'tier_id',
            'in',
            rows.map((row) => row.id),
          )
          .orderBy('tier_member.added_at')
          .orderBy('unit.path')
          .execute()
  const items = rows.map((row): Tier => ({
    id: row.id,
    officeId: row.office_id,
    name: row.name,
    note: row.note,
    position: row.position,
    active: row.active,
    members: members
      .filter((member) => member.tier_id === row.id)
      .map(({ personId, unitId, personName, unitName }) => ({
        personId,
        unitId,
        name: personName ?? unitName ?? '',
        note: '',
      })),
  }))
  return { items, mayManage: mayAt(cx, 'publication.manage', office.path) }
}

/** Creates or changes a tier: its whole membership, as shown on the screen. */
export async function saveTier(
  cx: Cx,
  input: {
    id: string
    officeId?: string
    name: string
    note: string
    active: boolean
    personIds: string[]
    unitIds: string[]
  },
): Promise<Tier> {
  const office = await officeFor(cx, input.officeId, 'publication.manage')
  const taken = await cx.db
    .selectFrom('tier')
    .select('id')
    .where('office_id', '=', office.id)
    .where('name', '=', input.name)
    .where('id', '!=', input.id)
    .executeTakeFirst()
  if (taken) throw new Refusal('tier.name_taken', { name: input.name })
  const existing = await cx.db.selectFrom('tier').selectAll().where('id', '=', input.id).forUpdate().executeTakeFirst()
  if (existing && existing.office_id !== office.id) throw new Refusal('not_found')
  if (existing && existing.active && !input.active) await refuseWhileUsed(cx, input.id)
  await refuseUnknown(cx, input)
  const change = { name: input.name, note: input.note, active: input.active }
  await cx.db
    .insertInto('tier')
    .values({ id: input.id, office_id: office.id, ...change })
    .onConflict((oc) => oc.column('id').doUpdateSet(change))
    .execute()
  await cx.db.deleteFrom('tier_member').where('tier_id', '=', input.id).execute()
  const members = [...new Set(input.personIds)]
    .map((person_id) => ({ person_id, unit_id: null }))
    .concat([...new Set(input.unitIds)].map((unit_id) => ({ person_id: null, unit_id })) as never)
  if (members.length > 0)
    await cx.db
      .insertInto('tier_member')
      .values(members.map((member) => ({ tier_id: input.id, ...member, added_at: cx.now })))
      .execute()
  await cx.record(
    'tier.saved',
    { id: input.id, unitId: office.id },
    { name: input.name, active: input.active, people: input.personIds.length, units: input.unitIds.length },
  )
  cx.tell('publications', office.id)
  return (await listTiers(cx, { officeId: office.id })).items.find((tier) => tier.id === input.id)!
}

/** Whom the page could not have offered is nobody. */
async function refuseUnknown(cx: Cx, { personIds, unitIds }: { personIds: string[]; unitIds: string[] }) {
  const people =
    personIds.length === 0 ? [] : await cx.db.selectFrom('person').select('id').where('id', 'in', personIds).execute()
  const units =
    unitIds.length === 0 ? [] : await cx.db.selectFrom('unit').select('id').where('id', 'in', unitIds).execute()
  if (people.length < new Set(personIds).size || units.length < new Set(unitIds).size) throw new Refusal('not_found')
}

async function refuseWhileUsed(cx: Cx, tierId: string) {
  const users = await cx.db
    .selectFrom('publication_tier')
    .innerJoin('publication', 'publication.id', 'publication_tier.publication_id')
    .select('publication.name')
    .where('tier_id', '=', tierId)
    .where('publication.active', '=', true)
    .execute()
  if (users.length > 0) throw new Refusal('tier.in_use', { publications: users.map((user) => user.name) })
}
