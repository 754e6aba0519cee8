import type { Officer, PersonDetail, Post } from '../../contract/organisations.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { mobileReader } from './list-people.ts'
import { grantsOf } from './list-grants.ts'
import { recordsAt } from './people.ts'
import { maskMobile } from './rules/mobile.ts'
import { dayOf } from './units.ts'

/** A person: contact as the reader may see it, every post, and the roles for those who have to do with them. */
export async function showPerson(cx: Cx, { id }: { id: string }): Promise<PersonDetail> {
  const person = await cx.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  if (!person) throw new Refusal('not_found')
  const at = await recordsAt(cx, id)
  const isMe = id === cx.actor.personId
  const posts = await postsOf(cx, id)
  const keeps = can(cx.actor, 'person.manage', at.path)
  const paths = posts.filter((post) => post.isCurrent).map((post) => post.path)
  const mayReadMobile = isMe || keeps || paths.some(await mobileReader(cx, paths))
  const mayGrant = can(cx.actor, 'grant.manage', at.path)
  const maySeeGrants = isMe || keeps || mayGrant || can(cx.actor, 'audit.read', at.path)
  return {
    id,
    name: person.name,
    mobile: person.mobile && !mayReadMobile ? maskMobile(person.mobile) : person.mobile,
    email: person.email,
    isMe,
    posts: posts.map(({ path: _, ...post }) => post),
    grants: maySeeGrants ? await grantsOf(cx, id) : [],
    maySeeGrants,
    actions: [
      ...(keeps || isMe ? ['edit' as const] : []),
      ...(keeps
        ? ['addPost' as const, ...(posts.some((post) => post.isCurrent && post.isMain) ? ['transfer' as const] : [])]
        : []),
      ...(mayGrant && !isMe ? ['grant' as const] : []),
    ],
  }
}

async function postsOf(cx: Cx, personId: string): Promise<(Post & { path: string })[]> {
  const today = dayOf(cx.now)
  const rows = await cx.db
    .selectFrom('post')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select([
      'post.id',
      'post.unit_id as unitId',
      'unit.name as unitName',
      'unit.path',
      'post.title',
      'post.officer',
      'post.office_phone as officePhone',
      'post.is_main as isMain',
      'post.valid_from as validFrom',
      'post.valid_to as validTo',
    ])
    .where('post.person_id', '=', personId)
    .orderBy('post.valid_from', 'desc')
    .orderBy('post.id', 'desc')
    .execute()
  return rows.map((row) => {
    const ended = row.validTo !== null && row.validTo < today
    return {
      ...row,
      officer: row.officer as Officer,
      isCurrent: row.validFrom <= today && !ended,
      mayManage: !ended && can(cx.actor, 'person.manage', row.path),
    }
  })
}
