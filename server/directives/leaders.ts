import type { Leader } from '../../contract/directives.ts'
import type { LeaderRank } from '../../contract/directives.letters.ts'
import { loadUnit, superiorOffice } from '../organisations/index.ts'
import { can, canSomewhere, within } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { rankAt } from './rules/defaults.ts'

export interface LeaderRecord {
  id: string
  office_id: string
  person_id: string | null
  name: string
  title: string
  rank: LeaderRank
  secretary_ids: string[]
  active: boolean
}

/** Is the actor this leader, or may the actor record for him? */
export async function writesFor(cx: Cx, leaderId: string): Promise<boolean> {
  const leader = await findLeader(cx, leaderId)
  return leader !== undefined && isHisPen(cx, leader)
}

const isHisPen = (cx: Cx, leader: LeaderRecord) =>
  leader.person_id === cx.actor.personId || leader.secretary_ids.includes(cx.actor.personId)

const findLeader = async (cx: Cx, id: string) =>
  (await cx.db.selectFrom('directive_leader').selectAll().where('id', '=', id).executeTakeFirst()) as
    | LeaderRecord
    | undefined

/** For whom the actor writes now, and whether on behalf. Without an id the actor is the leader, entered at the first directive. */
export async function loadWriter(
  cx: Cx,
  leaderId: string | null,
): Promise<{ leader: LeaderRecord; isOnBehalf: boolean }> {
  if (leaderId === null) return { leader: await myself(cx), isOnBehalf: false }
  const leader = await findLeader(cx, leaderId)
  if (!leader?.active) throw new Refusal('directive.leader_unknown')
  const office = await loadUnit(cx, leader.office_id)
  if (!isHisPen(cx, leader) && !can(cx.actor, 'directive.manage', office.path))
    throw new Refusal('directive.not_the_leader')
  return { leader, isOnBehalf: leader.person_id !== cx.actor.personId }
}

async function myself(cx: Cx): Promise<LeaderRecord> {
  const grant = cx.actor.grants.find((one) => can({ ...cx.actor, grants: [one] }, 'directive.write', one.unitPath))
  if (!grant) throw new Refusal('directive.not_the_leader')
  const unit = await loadUnit(cx, grant.unitId)
  const office = unit.isOffice ? unit : ((await superiorOffice(cx, unit.id)) ?? unit)
  await cx.db
    .insertInto('directive_leader')
    .values({
      id: newId(),
      office_id: office.id,
      person_id: cx.actor.personId,
      name: cx.actor.name,
      title: cx.actor.title,
      rank: rankAt(office.kind),
    })
    .onConflict((conflict) => conflict.columns(['office_id', 'person_id']).doNothing())
    .execute()
  return (await cx.db
    .selectFrom('directive_leader')
    .selectAll()
    .where('office_id', '=', office.id)
    .where('person_id', '=', cx.actor.personId)
    .executeTakeFirstOrThrow()) as LeaderRecord
}

/** Everyone for whom the actor may record: himself, his principals, and as a supervisor the office's leaders. */
export async function listWriters(cx: Cx) {
  const rows = (await cx.db
    .selectFrom('directive_leader')
    .selectAll()
    .where('active', '=', true)
    .where((eb) =>
      eb.or([
        eb('person_id', '=', cx.actor.personId),
        eb(eb.val(cx.actor.personId), '=', eb.fn.any('secretary_ids')),
        within(cx.actor, 'directive.manage', 'directive_leader.office_id'),
      ]),
    )
    .orderBy('position')
    .orderBy('name')
    .limit(200)
    .execute()) as LeaderRecord[]
  const leaders = await asLeaders(cx, rows)
  const items = leaders.map((leader, at) => ({
    ...leader,
    officeId: rows[at]!.office_id,
    isMe: leader.personId === cx.actor.personId,
  }))
  if (items.some((item) => item.isMe) || !canSomewhere(cx.actor, 'directive.write')) return { items }
  const { personId, name, title, unitId } = cx.actor
  const me = { id: personId, name, title, rank: 'other' as const, personId, secretaries: [], active: true }
  return { items: [{ ...me, officeId: unitId, isMe: true }, ...items] }
}

/** With the names of those who record for them. */
export async function asLeaders(cx: Cx, rows: LeaderRecord[]): Promise<Leader[]> {
  const ids = [...new Set(rows.flatMap((row) => row.secretary_ids))]
  const people =
    ids.length > 0 ? await cx.db.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute() : []
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    title: row.title,
    rank: row.rank,
    personId: row.person_id,
    secretaries: people.filter((person) => row.secretary_ids.includes(person.id)),
    active: row.active,
  }))
}
