import { emptyBody } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'
import { countCharacters, startText } from '../documents/index.ts'
import { loadUnit, superiorOffice } from '../organisations/index.ts'
import { requirePermission } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { aboutOf, subjectOf } from './change.ts'
import { findRow, loadSubmission } from './load.ts'
import { linkPictures } from './pictures.ts'
import { refuseSecretMark } from './secrecy.ts'
import { showSubmission } from './show.ts'

/** 拟稿. The page chooses the id, so that a lost answer and a second try are the same draft. */
export async function createSubmission(cx: Cx, input: { id: string; unitId?: string; title: string; body?: Body }) {
  const unit = await loadUnit(cx, input.unitId ?? cx.actor.unitId)
  requirePermission(cx, 'submission.read', 'submission.draft', unit.path)
  const text = { title: input.title, body: input.body ?? emptyBody }
  refuseSecretMark(text)

  const made = await cx.db
    .insertInto('submission')
    .values({
      id: input.id,
      unit_id: unit.id,
      title: text.title,
      characters: countCharacters(text.body),
      reporter_id: cx.actor.personId,
      reporter_name: cx.actor.name,
      author_name: cx.actor.name,
      author_phone: await phoneOf(cx, cx.actor.personId),
      receiver_ids: await defaultReceivers(cx, unit.id),
      details_saved_by: cx.actor.name,
      details_saved_at: cx.now,
      status_since: cx.now,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return showSubmission(cx, await sameDraft(cx, input.id))

  await startText(cx, input.id, text)
  await linkPictures(cx, input.id, text.body)
  const row = await loadSubmission(cx, input.id)
  await cx.record('submission.drafted', subjectOf(row), aboutOf(row))
  cx.tell('submissions', unit.id)
  return showSubmission(cx, row)
}

async function sameDraft(cx: Cx, id: string) {
  const row = await findRow(cx, id)
  if (row?.reporter_id !== cx.actor.personId) throw new Refusal('submission.id_taken')
  return loadSubmission(cx, id)
}

/** 逐级报送: the office next above, until the writer chooses otherwise. */
export async function defaultReceivers(cx: Cx, unitId: string): Promise<string[]> {
  const office = await superiorOffice(cx, unitId)
  return office ? [office.id] : []
}

async function phoneOf(cx: Cx, personId: string): Promise<string> {
  const row = await cx.db
    .selectFrom('person')
    .leftJoin('post', (join) =>
      join.onRef('post.person_id', '=', 'person.id').on('post.valid_to', 'is', null).on('post.is_main', '=', true),
    )
    .select(['person.mobile', 'post.office_phone'])
    .where('person.id', '=', personId)
    .limit(1)
    .executeTakeFirst()
  return row?.office_phone || row?.mobile || ''
}
