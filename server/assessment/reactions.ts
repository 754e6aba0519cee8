import { loadUnit, superiorOffice } from '../organisations/index.ts'
import { loadProgress } from '../submissions/index.ts'
import type { Cx, Reaction } from '../platform/command.ts'
import { enter, levelOf, withdraw } from './facts.ts'
import type { NewFact } from './facts.ts'
import { channelOf, pieceFacts } from './piece-credit.ts'
import {
  commissionAnswered,
  commissionAnswerWithdrawn,
  commissionEnded,
  directed,
  resultRecorded,
  resultRevoked,
} from './reactions-others.ts'

/**
 * How points follow from the work of other modules: each happening is entered in the ledger of the office that scores it,
 * and taken back with it. Nobody types what the system knows.
 */

/** 报送: an item arrived at the desk, by letter or as a back entry. */
const submitted: Reaction = async (cx, event) => {
  const row = await cx.db
    .selectFrom('handling')
    .select([
      'office_id',
      'source_unit_id',
      'submission_id',
      'title',
      'genre_code',
      'sent_at',
      'arrived_at',
      'author_name',
      'provenance',
    ])
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (!row?.source_unit_id) return
  const office = await loadUnit(cx, row.office_id)
  await enter(cx, {
    officeId: row.office_id,
    origin: `handling:${event.subjectId}`,
    event: {
      kind: 'submitted',
      at: row.arrived_at.toISOString(),
      submittedAt: (row.sent_at ?? row.arrived_at).toISOString(),
      title: row.title,
      itemId: row.submission_id ?? event.subjectId,
      level: levelOf(office.kind),
      genre: row.genre_code ?? undefined,
      channel: await channelOf(cx, row.office_id, row.source_unit_id, row.provenance as never),
      credit: [
        {
          unitId: row.source_unit_id,
          role: 'lead',
          ...(row.author_name ? { authors: [{ id: null, name: row.author_name }] } : {}),
        },
      ],
    },
    links: row.submission_id ? { submissionId: row.submission_id } : {},
  })
}

const takenBack =
  (origin: (subjectId: string) => string, reason: string): Reaction =>
  (cx, event) =>
    withdraw(cx, event.unitId, { origin: origin(event.subjectId) }, reason)

/** 共享 earns points in some places (domain.md 3.1, R8). */
const shared: Reaction = async (cx, event) => {
  const row = await cx.db
    .selectFrom('handling')
    .select(['office_id', 'source_unit_id', 'submission_id', 'title'])
    .where('id', '=', event.subjectId)
    .executeTakeFirst()
  if (!row?.source_unit_id) return
  await enter(cx, {
    officeId: row.office_id,
    origin: `shared:${event.subjectId}`,
    event: {
      kind: 'shared',
      at: cx.now.toISOString(),
      title: row.title,
      itemId: row.submission_id ?? event.subjectId,
      level: levelOf((await loadUnit(cx, row.office_id)).kind),
      credit: [{ unitId: row.source_unit_id, role: 'lead' }],
    },
    links: row.submission_id ? { submissionId: row.submission_id } : {},
  })
}

/** 采用 in the office's own publication; once its issue is released, with the issue's day. */
async function adoptionFact(cx: Cx, adoptionId: string): Promise<NewFact | null> {
  const row = await cx.db
    .selectFrom('adoption')
    .innerJoin('publication', 'publication.id', 'adoption.publication_id')
    .innerJoin('publication_column', 'publication_column.id', 'adoption.column_id')
    .innerJoin('revision', 'revision.id', 'adoption.revision_id')
    .leftJoin('issue', 'issue.id', 'adoption.issue_id')
    .select([
      'adoption.office_id',
      'adoption.piece_id',
      'adoption.publication_id',
      'adoption.mode',
      'adoption.title',
      'adoption.adopted_at',
      'adoption.published_on',
      'adoption.issue_id',
      'publication.name as publication',
      'publication_column.name as column',
      'revision.characters',
      'issue.year',
      'issue.number',
    ])
    .where('adoption.id', '=', adoptionId)
    .executeTakeFirst()
  if (!row) return null
  const piece = await pieceFacts(cx, row.piece_id)
  const issueLabel = row.published_on && row.number !== null ? `${row.year}年第${row.number}期` : undefined
  return {
    officeId: row.office_id,
    origin: `adoption:${adoptionId}`,
    event: {
      kind: 'adopted',
      at: row.adopted_at.toISOString(),
      submittedAt: piece.submittedAt,
      issuedAt: row.published_on ?? undefined,
      title: row.title,
      itemId: row.piece_id,
      pieceId: row.piece_id,
      adoptionId,
      issueId: row.published_on ? (row.issue_id ?? undefined) : undefined,
      level: levelOf((await loadUnit(cx, row.office_id)).kind),
      publication: row.publication,
      publicationId: row.publication_id,
      issueLabel,
      column: row.column,
      mode: row.mode,
      genre: piece.genre,
      channel: piece.channel,
      commissioned: piece.commissioned,
      characters: row.characters,
      credit: piece.credit,
    },
    links: {
      pieceId: row.piece_id,
      adoptionId,
      ...(piece.submissionId ? { submissionId: piece.submissionId } : {}),
      ...(issueLabel && row.issue_id ? { issueId: row.issue_id, issueLabel } : {}),
    },
  }
}

const adopted: Reaction = async (cx, event) => {
  const fact = await adoptionFact(cx, event.subjectId)
  if (fact) await enter(cx, fact)
}

const unadopted: Reaction = (cx, event) =>
  withdraw(cx, event.unitId, { adoptionId: event.subjectId }, `撤销采用：${String(event.data.reasonText ?? '')}`)

const released: Reaction = async (cx, event) => {
  const rows = await cx.db
    .selectFrom('adoption')
    .select('id')
    .where('issue_id', '=', event.subjectId)
    .where('status', '=', 'published')
    .execute()
  for (const row of rows) {
    const fact = await adoptionFact(cx, row.id)
    if (fact) await enter(cx, fact)
  }
}

/** A recalled issue takes its adoptions along, also those whose issue had not been released. */
const voided: Reaction = async (cx, event) => {
  const reason = `刊期作废：${String(event.data.reasonText ?? '')}`
  await withdraw(cx, event.unitId, { issueId: event.subjectId }, reason)
  const rows = await cx.db.selectFrom('adoption').select('id').where('issue_id', '=', event.subjectId).execute()
  for (const row of rows) await withdraw(cx, event.unitId, { adoptionId: row.id }, reason)
}

/** 转报: the office's own item, made from a piece, went up. Credit goes to those the piece was made from. */
const forwarded: Reaction = async (cx, event) => {
  const row = await cx.db
    .selectFrom('forwarding')
    .innerJoin('piece', 'piece.id', 'forwarding.piece_id')
    .select(['piece.id', 'piece.office_id', 'piece.title'])
    .where('forwarding.submission_id', '=', event.subjectId)
    .executeTakeFirst()
  if (!row) return
  const piece = await pieceFacts(cx, row.id)
  const above = await superiorOffice(cx, row.office_id)
  await enter(cx, {
    officeId: row.office_id,
    origin: `forwarded:${event.subjectId}`,
    event: {
      kind: 'forwarded',
      at: cx.now.toISOString(),
      submittedAt: piece.submittedAt,
      title: row.title,
      itemId: row.id,
      pieceId: row.id,
      level: above ? levelOf(above.kind) : 'state',
      channel: 'relayed',
      genre: piece.genre,
      credit: piece.credit,
    },
    links: { pieceId: row.id, ...(piece.submissionId ? { submissionId: piece.submissionId } : {}) },
  })
}

/** An office further up used what this office had made of its units' items: known by its letter, scored here (domain.md 0.9, R3). */
const usedAbove: Reaction = async (cx, event) => {
  const { originPieceId, entryId } = event.data as { originPieceId: string | null; entryId: string }
  if (!originPieceId) return
  const progress = await loadProgress(cx, entryId)
  const publication = progress.publicationName ?? ''
  const origin = `above:${event.subjectId}:${progress.officeId}:${publication}`
  if (progress.stage === 'unadopted' || progress.stage === 'recalled')
    return withdraw(cx, event.unitId, { origin }, progress.reasonText ?? '')
  if (progress.stage !== 'adopted' && progress.stage !== 'published') return
  const [piece, above] = [await pieceFacts(cx, originPieceId), await loadUnit(cx, progress.officeId).catch(() => null)]
  await enter(cx, {
    officeId: event.unitId,
    origin,
    event: {
      kind: 'adopted',
      at: progress.at,
      submittedAt: piece.submittedAt,
      issuedAt: progress.issueOn,
      title: piece.title || (progress.title ?? ''),
      itemId: originPieceId,
      pieceId: originPieceId,
      adoptionId: origin,
      level: above ? levelOf(above.kind) : 'province',
      publication: publication || undefined,
      issueLabel: progress.issueLabel,
      column: progress.columnName,
      genre: piece.genre,
      channel: 'relayed',
      credit: piece.credit,
    },
    links: {
      pieceId: originPieceId,
      submissionId: piece.submissionId ?? event.subjectId,
      ...(progress.issueLabel ? { issueLabel: progress.issueLabel } : {}),
    },
  })
}

export const assessmentReactions: Partial<Record<string, Reaction[]>> = {
  'handling.arrived': [submitted],
  'handling.resent': [submitted],
  'handling.back_entered': [submitted],
  'handling.withdrawn': [takenBack((id) => `handling:${id}`, '报送单位撤回')],
  'handling.shared': [shared],
  'handling.unshared': [takenBack((id) => `shared:${id}`, '取消共享')],
  'adoption.made': [adopted],
  'adoption.revoked': [unadopted],
  'issue.released': [released],
  'issue.voided': [voided],
  'submission.sent': [forwarded],
  'submission.progressed': [usedAbove],
  'directive.recorded': [directed],
  'result.recorded': [resultRecorded],
  'result.revoked': [resultRevoked],
  'commission.answered': [commissionAnswered],
  'commission.answer_withdrawn': [commissionAnswerWithdrawn],
  'commission.ended': [commissionEnded],
}
