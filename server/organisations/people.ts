import { sql } from 'kysely'
import type { Officer } from '../../contract/organisations.ts'
import { can } from '../platform/access.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { requireStanding } from './change-unit.ts'
import { dayOf } from './units.ts'

export interface PostDetails {
  title: string
  officer: Officer
  officePhone: string | null
}
export interface NewPerson extends PostDetails {
  name: string
  mobile: string | null
  email: string | null
  unitId: string
  validFrom: string
}

/** A new colleague, by whoever keeps the personnel records of that unit. */
export async function createPerson(cx: Cx, input: NewPerson) {
  await loadUnitForPosts(cx, input.unitId)
  return addPerson(cx, input)
}

/** A person with a first post. The caller has decided that it may be (createPerson, an import, the first set-up, the demo). */
export async function addPerson(cx: Cx, input: NewPerson): Promise<{ id: string }> {
  const unit = await cx.db
    .selectFrom('unit')
    .select(['name', 'valid_to'])
    .where('id', '=', input.unitId)
    .forUpdate()
    .executeTakeFirst()
  if (!unit) throw new Refusal('not_found')
  requireStanding(unit)
  const same = await cx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select('person.id')
    .where('post.unit_id', '=', input.unitId)
    .where('person.name', '=', input.name)
    .where(sql<boolean>`person.mobile is not distinct from ${input.mobile}`)
    .where(sql<boolean>`(post.valid_to is null or post.valid_to >= ${dayOf(cx.now)})`)
    .executeTakeFirst()
  if (same) throw new Refusal('person.same_in_unit', { name: input.name, unitName: unit.name })

  const id = newId()
  await cx.db
    .insertInto('person')
    .values({ id, name: input.name, mobile: input.mobile, email: input.email, created_at: cx.now })
    .execute()
  await cx.record('person.created', { id, unitId: input.unitId }, { name: input.name, title: input.title })
  await beginPost(cx, { ...input, personId: id, isMain: true })
  return { id }
}

/** Name and contact: by whoever keeps the records where the person works, and the own contact by the person. */
export async function editPerson(
  cx: Cx,
  input: { id: string; name: string; mobile: string | null; email: string | null },
) {
  const person = await cx.db.selectFrom('person').selectAll().where('id', '=', input.id).forUpdate().executeTakeFirst()
  if (!person) throw new Refusal('not_found')
  const at = await recordsAt(cx, person.id)
  const keeps = can(cx.actor, 'person.manage', at.path)
  if (!keeps && !(person.id === cx.actor.personId && input.name === person.name))
    throw new Refusal('not_permitted', { need: 'person.manage' })
  await cx.db
    .updateTable('person')
    .set({ name: input.name, mobile: input.mobile, email: input.email })
    .where('id', '=', person.id)
    .execute()
  // numbers stay out of the record: it is read by more people than may read them
  const changed = [
    ...(input.name === person.name ? [] : ['name']),
    ...(input.mobile === person.mobile ? [] : ['mobile']),
    ...(input.email === person.email ? [] : ['email']),
  ]
  await cx.record(
    'person.edited',
    { id: person.id, unitId: at.id },
    { changed, ...(input.name === person.name ? {} : { before: person.name, after: input.name }) },
  )
  cx.tell('organisations', at.id)
  return { ok: true as const }
}

/** The unit that keeps a person's records: where the main post is, or was last. */
export async function recordsAt(cx: Cx, personId: string): Promise<{ id: string; path: string; name: string }> {
  const today = dayOf(cx.now)
  const unit = await cx.db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['unit.id', 'unit.path', 'unit.name'])
    .where('post.person_id', '=', personId)
    .orderBy(sql`(post.valid_from <= ${today} and (post.valid_to is null or post.valid_to >= ${today}))`, 'desc')
    .orderBy('post.is_main', 'desc')
    .orderBy('post.valid_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!unit) throw new Refusal('person.no_post')
  return unit
}

/** A unit that still exists, at which the actor keeps the personnel records. */
export async function loadUnitForPosts(cx: Cx, unitId: string) {
  const unit = await cx.db
    .selectFrom('unit')
    .select(['id', 'path', 'name', 'valid_to'])
    .where('id', '=', unitId)
    .forShare()
    .executeTakeFirst()
  if (!unit) throw new Refusal('not_found')
  requirePermission(cx, 'unit.read', 'person.manage', unit.path)
  requireStanding(unit)
  return unit
}

/** Starts a post and tells it. */
export async function beginPost(
  cx: Cx,
  post: PostDetails & { personId: string; unitId: string; validFrom: string; isMain: boolean },
): Promise<string> {
  const id = newId()
  await cx.db
    .insertInto('post')
    .values({
      id,
      person_id: post.personId,
      unit_id: post.unitId,
      title: post.title,
      officer: post.officer,
      office_phone: post.officePhone,
      is_main: post.isMain,
      valid_from: post.validFrom,
    })
    .execute()
  await cx.record(
    'post.began',
    { id: post.personId, unitId: post.unitId },
    { postId: id, title: post.title, officer: post.officer, from: post.validFrom },
  )
  cx.tell('organisations', post.unitId)
  return id
}
