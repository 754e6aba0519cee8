import type { DirectiveRules } from '../../contract/directives.ts'
import type { LeaderRank } from '../../contract/directives.letters.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { asLeaders } from './leaders.ts'
import type { LeaderRecord } from './leaders.ts'
import { rulesFor } from './office-rules.ts'

async function officeFor(cx: Cx, officeId: string | undefined, need: 'directive.read' | 'directive.manage') {
  const office = await loadUnit(cx, officeId ?? cx.actor.unitId)
  if (!can(cx.actor, need, office.path)) throw new Refusal('not_permitted', { need })
  return office
}

/** 办理规则 and leaders of an office. */
export async function showRules(cx: Cx, input: { officeId?: string }) {
  const office = await officeFor(cx, input.officeId, 'directive.read')
  const own = await cx.db
    .selectFrom('directive_rules')
    .select('id')
    .where('office_id', '=', office.id)
    .executeTakeFirst()
  const leaders = (await cx.db
    .selectFrom('directive_leader')
    .selectAll()
    .where('office_id', '=', office.id)
    .orderBy('active', 'desc')
    .orderBy('position')
    .orderBy('name')
    .execute()) as LeaderRecord[]
  return {
    officeId: office.id,
    rules: await rulesFor(cx, office.id),
    isOwn: own !== undefined,
    leaders: await asLeaders(cx, leaders),
    mayChange: can(cx.actor, 'directive.manage', office.path),
  }
}

/** They hold for what is transferred from now on; deadlines already given stay. Lights and reminders follow at once. */
export async function saveRules(cx: Cx, input: { officeId?: string; rules: DirectiveRules }) {
  const office = await officeFor(cx, input.officeId, 'directive.manage')
  const values = { rules: json(input.rules), updated_at: cx.now, updated_by: cx.actor.personId }
  await cx.db
    .insertInto('directive_rules')
    .values({ id: newId(), office_id: office.id, ...values })
    .onConflict((conflict) => conflict.column('office_id').doUpdateSet(values))
    .execute()
  await cx.record('directive.rules_changed', { id: office.id, unitId: office.id }, { rules: input.rules })
  cx.tell('directives', office.id)
  return { ok: true as const }
}

/** A leader of the office: title and rank as they stand on the slip, and who may record on behalf. */
export async function saveLeader(
  cx: Cx,
  input: {
    id: string
    officeId?: string
    name: string
    title: string
    rank: LeaderRank
    personId: string | null
    secretaryIds: string[]
    active: boolean
  },
) {
  const office = await officeFor(cx, input.officeId, 'directive.manage')
  const before = await cx.db
    .selectFrom('directive_leader')
    .select('office_id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (before && before.office_id !== office.id) throw new Refusal('not_found')
  await requirePeople(cx, [...(input.personId ? [input.personId] : []), ...input.secretaryIds])
  if (input.personId) await requireOnce(cx, office.id, input.id, input.personId)
  const values = {
    name: input.name,
    title: input.title,
    rank: input.rank,
    person_id: input.personId,
    secretary_ids: [...new Set(input.secretaryIds)],
    active: input.active,
  }
  await cx.db
    .insertInto('directive_leader')
    .values({ id: input.id, office_id: office.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
  await cx.record(
    'directive.leader_saved',
    { id: input.id, unitId: office.id },
    { name: input.name, rank: input.rank, secretaryIds: input.secretaryIds, active: input.active },
  )
  cx.tell('directives', office.id)
  return { ok: true as const }
}

/** Everyone named is somebody: a leader or a secretary nobody knows would never be able to write. */
async function requirePeople(cx: Cx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const known = await cx.db.selectFrom('person').select('id').where('id', 'in', ids).execute()
  if (known.length < new Set(ids).size) throw new Refusal('not_found')
}

/** One person is one leader of an office. */
async function requireOnce(cx: Cx, officeId: string, leaderId: string, personId: string): Promise<void> {
  const other = await cx.db
    .selectFrom('directive_leader')
    .select('name')
    .where('office_id', '=', officeId)
    .where('person_id', '=', personId)
    .where('id', '<>', leaderId)
    .executeTakeFirst()
  if (other) throw new Refusal('directive.leader_twice', { name: other.name })
}
