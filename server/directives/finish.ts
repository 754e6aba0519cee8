import { dayOf } from '../organisations/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { deadline } from '../calendar/index.ts'
import { loadWriter } from './leaders.ts'
import { loadDirectiveFor } from './load.ts'
import type { DirectiveRecord } from './load.ts'
import { rulesFor } from './office-rules.ts'
import { recordFollowing } from './record.ts'
import type { SourceColumns } from './record.ts'
import { showDirective } from './show-directive.ts'
import { tellSource } from './tell-source.ts'
import { writeDirective } from './write.ts'

const subject = (directive: DirectiveRecord) => ({ id: directive.id, unitId: directive.office_id })

/** 报送领导: the result goes to the leader who wrote it (第十五条 及时反馈上报领导批示的落实情况). */
export async function report(cx: Cx, input: { id: string; result: string }) {
  const directive = await loadDirectiveFor(cx, input.id, 'report')
  const answer = await deadline(cx, directive.office_id, (await rulesFor(cx, directive.office_id)).answer)
  await writeDirective(cx, directive, {
    status: 'reported',
    result: input.result,
    reported_at: cx.now,
    reported_by_name: cx.actor.name,
    answer: null,
    answered_at: null,
    next_due_at: answer.at,
    missing_years: answer.missingYears,
  })
  await cx.record('directive.reported', subject(directive), {
    title: directive.item_title,
    leaderName: directive.leader_name,
    leaderId: await personOf(cx, directive.leader_id),
  })
  return showDirective(cx, directive.id)
}

const personOf = async (cx: Cx, leaderId: string) =>
  (await cx.db.selectFrom('directive_leader').select('person_id').where('id', '=', leaderId).executeTakeFirstOrThrow())
    .person_id

/** 领导阅示: seen, without more; or a new directive on the result, which takes this one's place. */
export async function answer(cx: Cx, input: { id: string; text: string; isNew: boolean }) {
  const directive = await loadDirectiveFor(cx, input.id, 'answer')
  if (input.isNew && input.text === '') throw new Refusal('directive.empty')
  await writeDirective(cx, directive, {
    answer: input.text,
    answered_at: cx.now,
    next_due_at: cx.now,
    ...(input.isNew
      ? {
          status: 'closed',
          closed_at: cx.now,
          closed_by_name: cx.actor.name,
          close_note: '领导有新的批示',
          next_due_at: null,
        }
      : {}),
  })
  await cx.record('directive.answered', subject(directive), {
    title: directive.item_title,
    leaderName: directive.leader_name,
    isNew: input.isNew,
  })
  if (input.isNew) await directAnew(cx, directive, input.text)
  return showDirective(cx, directive.id)
}

async function directAnew(cx: Cx, directive: DirectiveRecord, text: string) {
  const { leader, isOnBehalf } = await loadWriter(cx, directive.leader_id)
  await recordFollowing(
    cx,
    {
      id: directive.id,
      leader,
      source: {
        source: directive.source as SourceColumns['source'],
        adoption_id: directive.adoption_id,
        issue_id: directive.issue_id,
        issue_office_id: directive.issue_office_id,
        source_label: directive.source_label,
        item_title: directive.item_title,
        source_units: directive.source_units as unknown as SourceColumns['source_units'],
      },
      classificationCode: directive.classification_code,
      tellsText: directive.tells_text,
    },
    { id: newId(), text, isOnBehalf, directedOn: dayOf(cx.now) },
  )
}

/**
 * 办结、销号: after the leader has seen the result, or kept silent for as long as the rules give (如领导无新的批示，视为办结).
 * 阅示 and 表扬 close without a transfer. The unit the item came from learns that the matter is closed.
 */
export async function close(cx: Cx, input: { id: string; note: string }) {
  const directive = await loadDirectiveFor(cx, input.id, 'close')
  const mayAnswerUntil = directive.status === 'reported' && !directive.answered_at ? directive.next_due_at : null
  if (mayAnswerUntil && cx.now < mayAnswerUntil)
    throw new Refusal('directive.leader_may_answer', { until: mayAnswerUntil.toISOString() })
  requireFreshProof(cx)
  await writeDirective(cx, directive, {
    status: 'closed',
    closed_at: cx.now,
    closed_by_name: cx.actor.name,
    close_note: input.note,
    next_due_at: null,
    missing_years: [],
  })
  await cx.record('directive.closed', subject(directive), {
    title: directive.item_title,
    leaderRank: directive.leader_rank,
    leaderName: directive.leader_name,
    type: directive.type,
    adoptionId: directive.adoption_id,
    issueId: directive.issue_id,
    note: input.note,
  })
  await tellSource(cx, directive, 'directiveClosed', {
    leaderTitle: directive.leader_title || directive.leader_name,
    type: directive.type as 'noted',
  })
  return showDirective(cx, directive.id)
}

/** 归档: it leaves the ledger of what is going on. */
export async function archive(cx: Cx, input: { id: string }) {
  const directive = await loadDirectiveFor(cx, input.id, 'archive')
  await writeDirective(cx, directive, { status: 'archived' })
  await cx.record('directive.archived', subject(directive), { title: directive.item_title })
  return showDirective(cx, directive.id)
}

/** 作废: recorded by mistake. The number stays used. */
export async function voidDirective(cx: Cx, input: { id: string; reason: string }) {
  const directive = await loadDirectiveFor(cx, input.id, 'void')
  await writeDirective(cx, directive, { status: 'voided', close_note: input.reason, next_due_at: null })
  await cx.record('directive.voided', subject(directive), {
    title: directive.item_title,
    adoptionId: directive.adoption_id,
    reason: input.reason,
  })
  return showDirective(cx, directive.id)
}
