import { loadEntry } from '../catalogue/index.ts'
import { loadPieceForAdoption, markAdopted, markUnadopted } from '../desk/index.ts'
import { json } from '../platform/database.ts'
import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { columnsOf } from './load-publication.ts'
import { officeFor } from './office.ts'
import { creditOf } from './rules/credit.ts'
import { issueLabel } from './rules/labels.ts'

/** 采用: a piece that passed the second review goes into a column of a publication. From here its units are credited. */
export async function adopt(
  cx: Cx,
  input: { pieceId: string; publicationId: string; columnId: string; mode: string },
): Promise<{ adoptionId: string }> {
  const piece = await loadPieceForAdoption(cx, input.pieceId)
  const office = await officeFor(cx, piece.officeId, 'piece.review')
  const publication = await cx.db
    .selectFrom('publication')
    .selectAll()
    .where('id', '=', input.publicationId)
    .where('office_id', '=', office.id)
    .executeTakeFirst()
  if (!publication) throw new Refusal('not_found')
  if (!publication.active) throw new Refusal('publication.inactive', { name: publication.name })
  const column = (await columnsOf(cx, [publication.id])).find((one) => one.id === input.columnId && one.active)
  if (!column) throw new Refusal('publication.column_unknown')
  const mode = await loadEntry(cx, office.id, 'adoptionMode', input.mode)
  const there = await cx.db
    .selectFrom('adoption')
    .select('id')
    .where('piece_id', '=', piece.id)
    .where('publication_id', '=', publication.id)
    .where('status', '!=', 'revoked')
    .executeTakeFirst()
  if (there) throw new Refusal('adoption.already_there', { publicationName: publication.name })

  const adoptionId = newId()
  await cx.db
    .insertInto('adoption')
    .values({
      id: adoptionId,
      office_id: office.id,
      piece_id: piece.id,
      publication_id: publication.id,
      column_id: column.id,
      mode: mode.code,
      credit: json(creditOf(piece.sources)),
      title: piece.revision.title,
      revision_id: piece.revision.id,
      adopted_at: cx.now,
      adopted_by: cx.actor.personId,
      adopted_by_name: cx.actor.name,
    })
    .execute()
  await markAdopted(cx, piece.id, {
    adoptionId,
    publicationName: publication.name,
    columnName: column.name,
    modeName: mode.name,
  })
  await cx.record(
    'adoption.made',
    { id: adoptionId, unitId: office.id },
    { pieceId: piece.id, title: piece.revision.title, publicationName: publication.name, columnName: column.name },
  )
  cx.tell('publications', office.id)
  return { adoptionId }
}

/** 撤销采用: as long as no signed issue holds it. It leaves a draft issue by itself; the credit goes with it. */
export async function unadopt(cx: Cx, input: { id: string; reasonText: string }): Promise<{ ok: true }> {
  const adoption = await cx.db
    .selectFrom('adoption')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!adoption) throw new Refusal('not_found')
  const office = await officeFor(cx, adoption.office_id, 'piece.review')
  if (adoption.status !== 'adopted') throw new Refusal('adoption.wrong_status', { status: adoption.status })
  if (adoption.issue_id) await refuseInSignedIssue(cx, adoption.issue_id)
  await cx.db
    .updateTable('adoption')
    .set({ status: 'revoked', issue_id: null, position: null, revoked_at: cx.now, revoke_reason: input.reasonText })
    .where('id', '=', adoption.id)
    .execute()
  const publication = await cx.db
    .selectFrom('publication')
    .select('name')
    .where('id', '=', adoption.publication_id)
    .executeTakeFirstOrThrow()
  await markUnadopted(cx, adoption.piece_id, {
    adoptionId: adoption.id,
    publicationName: publication.name,
    reasonText: input.reasonText,
    remaining: await remainingOf(cx, adoption.piece_id),
  })
  await cx.record(
    'adoption.revoked',
    { id: adoption.id, unitId: office.id },
    { title: adoption.title, reasonText: input.reasonText },
  )
  cx.tell('publications', office.id)
  return { ok: true }
}

async function refuseInSignedIssue(cx: Cx, issueId: string) {
  const issue = await cx.db
    .selectFrom('issue')
    .select(['status', 'series', 'year', 'number', 'version'])
    .where('id', '=', issueId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (issue.status !== 'draft') throw new Refusal('adoption.in_issue', { issueLabel: issueLabel(issue as never) })
  await cx.db
    .updateTable('issue')
    .set({ version: issue.version + 1, updated_at: cx.now })
    .where('id', '=', issueId)
    .execute()
}

export const remainingOf = async (cx: Cx, pieceId: string): Promise<number> =>
  (
    await cx.db
      .selectFrom('adoption')
      .select('id')
      .where('piece_id', '=', pieceId)
      .where('status', '!=', 'revoked')
      .execute()
  ).length
