import { sql } from 'kysely'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayBefore, loadUnitForChange, lockTree, recordChange, requireEffectiveDay } from './change-unit.ts'
import { endGrantsAt } from './grants.ts'

interface Ending {
  id: string
  effectiveOn: string
  basis: string
}

/**
 * 合并: the unit ends, the other succeeds it. Posts end with the unit and stay in the record; `carryPosts` lets its people
 * begin in the successor the same day. Roles end with the unit: what someone may do in the successor is granted there anew.
 */
export async function mergeUnit(cx: Cx, input: Ending & { intoId: string; carryPosts: boolean }) {
  await lockTree(cx)
  const unit = await loadUnitForChange(cx, input.id)
  const into = await loadUnitForChange(cx, input.intoId)
  if (into.path.startsWith(unit.path)) throw new Refusal('unit.merge_into_itself')
  await requireEnding(cx, unit, 'merged', input)

  const posts = await endPostsAt(cx, unit.id, input.effectiveOn)
  if (input.carryPosts && posts.length > 0) {
    await cx.db
      .insertInto('post')
      .values(
        posts.map((post) => ({
          id: newId(),
          person_id: post.person_id,
          unit_id: into.id,
          title: post.title,
          officer: post.officer,
          office_phone: post.office_phone,
          is_main: post.is_main,
          valid_from: input.effectiveOn,
          valid_to: post.valid_to,
        })),
      )
      .execute()
  }
  await end(cx, unit.id, input.effectiveOn)
  await recordChange(cx, {
    unitId: unit.id,
    kind: 'merged',
    effectiveOn: input.effectiveOn,
    basis: input.basis,
    before: { name: unit.name },
    after: { into: into.id, intoName: into.name, carriedPosts: input.carryPosts ? posts.length : 0 },
  })
  return { ok: true as const }
}

/** 撤销: only an empty unit can be ended; who works there and what hangs below it is settled first. */
export async function abolishUnit(cx: Cx, input: Ending) {
  await lockTree(cx)
  const unit = await loadUnitForChange(cx, input.id)
  const posts = await cx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select('person.name')
    .distinct()
    .where('unit_id', '=', unit.id)
    .where(stillHeldOn(input.effectiveOn))
    .orderBy('person.name')
    .execute()
  if (posts.length > 0) throw new Refusal('unit.has_posts', { count: posts.length, names: firstNames(posts) })
  await requireEnding(cx, unit, 'abolished', input)
  await end(cx, unit.id, input.effectiveOn)
  await recordChange(cx, {
    unitId: unit.id,
    kind: 'abolished',
    effectiveOn: input.effectiveOn,
    basis: input.basis,
    before: { name: unit.name },
  })
  return { ok: true as const }
}

async function requireEnding(
  cx: Cx,
  unit: { id: string; parent_id: string | null; valid_from: string },
  kind: 'merged' | 'abolished',
  input: Ending,
) {
  if (unit.parent_id === null) throw new Refusal('unit.is_top')
  const children = await cx.db
    .selectFrom('unit')
    .select('short_name as name')
    .where('parent_id', '=', unit.id)
    .where('valid_to', 'is', null)
    .orderBy('position')
    .orderBy('code')
    .execute()
  if (children.length > 0)
    throw new Refusal('unit.has_children', { count: children.length, names: firstNames(children) })
  await requireEffectiveDay(cx, unit, kind, input.effectiveOn)
}

async function end(cx: Cx, unitId: string, effectiveOn: string) {
  await endGrantsAt(cx, unitId)
  await cx.db
    .updateTable('unit')
    .set({ valid_to: dayBefore(effectiveOn) })
    .where('id', '=', unitId)
    .execute()
}

/** Posts still held on that day end the day before. One that began on that day or later contradicts it: nothing is deleted. */
async function endPostsAt(cx: Cx, unitId: string, effectiveOn: string) {
  const posts = await cx.db
    .selectFrom('post')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where(stillHeldOn(effectiveOn))
    .orderBy('valid_from', 'desc')
    .forUpdate()
    .execute()
  const latest = posts[0]
  if (latest && latest.valid_from >= effectiveOn)
    throw new Refusal('unit.effective_too_early', { after: latest.valid_from })
  await cx.db
    .updateTable('post')
    .set({ valid_to: dayBefore(effectiveOn) })
    .where('unit_id', '=', unitId)
    .where(stillHeldOn(effectiveOn))
    .execute()
  return posts
}

const stillHeldOn = (day: string) => sql<boolean>`(post.valid_to is null or post.valid_to >= ${day})`
const firstNames = (rows: { name: string }[]) => rows.slice(0, 5).map((row) => row.name)
