import type { Officer } from '../../contract/organisations.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { dayBefore } from './change-unit.ts'
import { endGrantsAt } from './grants.ts'
import { beginPost, loadUnitForPosts } from './people.ts'
import type { PostDetails } from './people.ts'
import { dayOf } from './units.ts'

/** 兼任: one more post; the first one a person holds is the main one. */
export async function addPost(cx: Cx, input: PostDetails & { id: string; unitId: string; validFrom: string }) {
  await loadUnitForPosts(cx, input.unitId)
  const person = await cx.db.selectFrom('person').select('id').where('id', '=', input.id).forUpdate().executeTakeFirst()
  if (!person) throw new Refusal('not_found')
  const main = await currentMainPost(cx, person.id)
  return { id: await beginPost(cx, { ...input, personId: person.id, isMain: main === undefined }) }
}

export async function editPost(cx: Cx, input: PostDetails & { id: string }) {
  const post = await loadPostForChange(cx, input.id)
  await cx.db
    .updateTable('post')
    .set({ title: input.title, officer: input.officer, office_phone: input.officePhone })
    .where('id', '=', post.id)
    .execute()
  await cx.record(
    'post.edited',
    { id: post.person_id, unitId: post.unit_id },
    {
      postId: post.id,
      before: { title: post.title, officer: post.officer },
      after: { title: input.title, officer: input.officer },
    },
  )
  cx.tell('organisations', post.unit_id)
  return { ok: true as const }
}

/** 免去任职: roles at that unit end with the post. `handOverTo` names who takes over what is unfinished. */
export async function endPost(cx: Cx, input: { id: string; lastDay: string; handOverToId: string | null }) {
  const post = await loadPostForChange(cx, input.id)
  if (input.lastDay < post.valid_from) throw new Refusal('post.too_early', { after: post.valid_from })
  if (input.lastDay > dayOf(cx.now)) throw new Refusal('unit.effective_in_future')
  await end(cx, post, input.lastDay, input.handOverToId)
  return { ok: true as const }
}

/** 调动: the main post ends the day before, another begins. Needs the personnel records of both units. */
export async function transferPerson(
  cx: Cx,
  input: PostDetails & { id: string; unitId: string; effectiveOn: string; handOverToId: string | null },
) {
  const unit = await loadUnitForPosts(cx, input.unitId)
  await cx.db.selectFrom('person').select('id').where('id', '=', input.id).forUpdate().execute()
  const main = await currentMainPost(cx, input.id)
  if (!main) throw new Refusal('person.no_post')
  const post = await loadPostForChange(cx, main.id)
  if (input.effectiveOn > dayOf(cx.now)) throw new Refusal('unit.effective_in_future')
  if (input.effectiveOn <= post.valid_from) throw new Refusal('post.too_early', { after: post.valid_from })

  await end(cx, post, dayBefore(input.effectiveOn), input.handOverToId, unit.id)
  return {
    id: await beginPost(cx, {
      ...input,
      personId: input.id,
      unitId: unit.id,
      validFrom: input.effectiveOn,
      isMain: true,
    }),
  }
}

type PostRow = Awaited<ReturnType<typeof loadPostForChange>>

async function end(cx: Cx, post: PostRow, lastDay: string, handOverToId: string | null, toUnitId?: string) {
  await cx.db.updateTable('post').set({ valid_to: lastDay }).where('id', '=', post.id).execute()
  const staysOn = await cx.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', post.person_id)
    .where('unit_id', '=', post.unit_id)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', dayOf(cx.now))]))
    .executeTakeFirst()
  if (!staysOn && toUnitId !== post.unit_id && lastDay <= dayOf(cx.now))
    await endGrantsAt(cx, post.unit_id, post.person_id)
  const takesOver = handOverToId
    ? await cx.db.selectFrom('person').select(['id', 'name']).where('id', '=', handOverToId).executeTakeFirst()
    : undefined
  if (handOverToId && !takesOver) throw new Refusal('not_found')
  await cx.record(
    'post.ended',
    { id: post.person_id, unitId: post.unit_id },
    {
      postId: post.id,
      title: post.title,
      lastDay,
      toUnitId: toUnitId ?? null,
      handOverToId,
      handOverToName: takesOver?.name ?? null,
    },
  )
  cx.tell('organisations', post.unit_id)
}

async function loadPostForChange(cx: Cx, id: string) {
  const post = await cx.db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .selectAll('post')
    .select('unit.path')
    .where('post.id', '=', id)
    .forUpdate('post')
    .executeTakeFirst()
  if (!post) throw new Refusal('not_found')
  requirePermission(cx, 'person.read', 'person.manage', post.path)
  if (post.valid_to !== null && post.valid_to < dayOf(cx.now)) throw new Refusal('post.ended')
  return { ...post, officer: post.officer as Officer }
}

async function currentMainPost(cx: Cx, personId: string) {
  return cx.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', personId)
    .where('is_main', '=', true)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', dayOf(cx.now))]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
}
