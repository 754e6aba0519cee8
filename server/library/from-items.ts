import type { Body } from '../../contract/body.ts'
import type { ProvenanceLink } from '../../contract/letters.ts'
import type { IssueReleased } from '../../contract/publications.letters.ts'
import { bodyText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { enterLibrary } from './enter.ts'

/** 稿件: from its sign-off on it is of record, in the words that were signed last. Its state follows its fate. */
export async function enterSubmission(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('submission')
    .innerJoin('unit', 'unit.id', 'submission.unit_id')
    .innerJoin('sign_off', 'sign_off.submission_id', 'submission.id')
    .innerJoin('revision', 'revision.id', 'sign_off.revision_id')
    .select([
      'submission.unit_id',
      'submission.status',
      'submission.category_code',
      'submission.genre_code',
      'submission.classification_code',
      'submission.author_name',
      'submission.provenance',
      'unit.name as unit_name',
      'revision.title',
      'revision.body_text',
      'sign_off.signed_at',
    ])
    .where('submission.id', '=', id)
    .orderBy('sign_off.signed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return
  await enterLibrary(cx, {
    id,
    kind: 'submission',
    sortAt: row.signed_at,
    unitId: row.unit_id,
    permission: 'submission.read',
    sourceUnitId: row.unit_id,
    sourceUnitName: row.unit_name,
    authorName: row.author_name,
    title: row.title,
    text: row.body_text,
    state: row.status,
    categoryCode: row.category_code,
    genreCode: row.genre_code,
    classificationCode: row.classification_code,
    links: { submissionId: id, sourceIds: idsOf(row.provenance) },
  })
}

const idsOf = (provenance: unknown): string[] =>
  ((provenance ?? []) as ProvenanceLink[]).flatMap((link) => link.submissionId ?? [])

/** What an office received, as it received it. */
export async function enterHandling(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('handling')
    .innerJoin('revision', 'revision.owner_id', 'handling.id')
    .selectAll('handling')
    .select(['revision.title as text_title', 'revision.body_text'])
    .where('handling.id', '=', id)
    .orderBy('revision.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return
  await enterLibrary(cx, {
    id,
    kind: 'handling',
    sortAt: row.arrived_at,
    unitId: row.office_id,
    permission: 'handling.read',
    sourceUnitId: row.source_unit_id,
    sourceUnitName: row.source_unit_name,
    authorName: row.author_name,
    title: row.text_title,
    text: row.body_text,
    state: row.status,
    categoryCode: row.category_code,
    genreCode: row.genre_code,
    classificationCode: row.classification_code,
    links: { handlingId: id, submissionId: row.submission_id, sourceIds: idsOf(row.provenance) },
  })
}

/** The editors' text, from the second review on; the received items in it follow its state. */
export async function enterPiece(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('piece')
    .innerJoin('revision', 'revision.owner_id', 'piece.id')
    .selectAll('piece')
    .select(['revision.title as text_title', 'revision.body_text'])
    .where('piece.id', '=', id)
    .orderBy('revision.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return
  const sources = await sourcesOf(cx, id)
  await enterLibrary(cx, {
    id,
    kind: 'piece',
    sortAt: row.created_at,
    unitId: row.office_id,
    permission: 'piece.read',
    ...sources.one,
    authorName: row.editor_name,
    title: row.text_title,
    text: row.body_text,
    state: row.status,
    categoryCode: sources.categoryCode,
    genreCode: sources.genreCode,
    classificationCode: row.classification_code,
    links: { pieceId: id, sourceIds: sources.submissionIds },
  })
}

/** The received items of a piece, after it moved; of a piece that is of record already, its state. */
export async function enterSources(cx: Cx, pieceId: string): Promise<void> {
  await cx.db
    .updateTable('library_record')
    .from('piece')
    .set((eb) => ({ state: eb.ref('piece.status') }))
    .whereRef('piece.id', '=', 'library_record.id')
    .where('library_record.id', '=', pieceId)
    .execute()
  const rows = await cx.db.selectFrom('piece_source').select('handling_id').where('piece_id', '=', pieceId).execute()
  for (const { handling_id } of rows) await enterHandling(cx, handling_id)
}

async function sourcesOf(cx: Cx, pieceId: string) {
  const rows = await cx.db
    .selectFrom('piece_source')
    .innerJoin('handling', 'handling.id', 'piece_source.handling_id')
    .select([
      'handling.source_unit_id',
      'handling.source_unit_name',
      'handling.submission_id',
      'handling.category_code',
      'handling.genre_code',
    ])
    .where('piece_source.piece_id', '=', pieceId)
    .orderBy('piece_source.position')
    .execute()
  const names = [...new Set(rows.map((row) => row.source_unit_name))]
  return {
    one: { sourceUnitId: rows[0]?.source_unit_id ?? null, sourceUnitName: names.join('、') },
    submissionIds: rows.flatMap((row) => row.submission_id ?? []),
    categoryCode: rows[0]?.category_code ?? null,
    genreCode: rows[0]?.genre_code ?? null,
  }
}

/** 成刊: from its signature on an issue and each of its entries; readers find what was released to them. */
export async function enterIssue(cx: Cx, id: string): Promise<void> {
  const issue = await cx.db
    .selectFrom('issue')
    .innerJoin('publication', 'publication.id', 'issue.publication_id')
    .innerJoin('unit', 'unit.id', 'issue.office_id')
    .selectAll('issue')
    .select(['publication.name as publication_name', 'publication.classification_code', 'unit.name as unit_name'])
    .where('issue.id', '=', id)
    .executeTakeFirst()
  if (!issue) return enterReceivedIssue(cx, id)
  if (!issue.signed_at) return
  const entries = await cx.db
    .selectFrom('adoption')
    .innerJoin('revision', 'revision.id', 'adoption.revision_id')
    .select([
      'adoption.id',
      'adoption.piece_id',
      'revision.title',
      'revision.body',
      'adoption.status',
      'adoption.adopted_by_name',
    ])
    .where('adoption.issue_id', '=', id)
    .orderBy('adoption.position')
    .execute()
  const recipients = await recipientsOf(cx, id)
  const common = {
    sortAt: issue.signed_at,
    unitId: issue.office_id,
    permission: 'issue.read' as const,
    readers:
      issue.released_at === null || issue.status === 'voided'
        ? []
        : recipients.map((row) => (row.person_id ?? row.unit_id)!),
    classificationCode: issue.classification_code,
    publicationName: issue.publication_name,
    issueId: id,
    issueYear: issue.year,
    issueNumber: issue.number,
    state: issue.status,
  }
  for (const entry of entries) {
    const sources = await sourcesOf(cx, entry.piece_id)
    await enterLibrary(cx, {
      ...common,
      ...sources.one,
      id: entry.id,
      kind: 'entry',
      authorName: issue.editor_name,
      title: entry.title,
      text: bodyText(entry.body as unknown as Body),
      categoryCode: sources.categoryCode,
      genreCode: sources.genreCode,
      links: { adoptionId: entry.id, pieceId: entry.piece_id, issueId: id, sourceIds: sources.submissionIds },
    })
  }
  await enterLibrary(cx, {
    ...common,
    id,
    kind: 'issue',
    sourceUnitId: issue.office_id,
    sourceUnitName: issue.unit_name,
    authorName: issue.editor_name,
    title: issueTitle({ ...issue, publicationName: issue.publication_name }),
    text: entries.map((entry) => entry.title).join('\n'),
    links: { issueId: id },
  })
}

/** 来刊: an issue of another node is found by the units it was released to. */
async function enterReceivedIssue(cx: Cx, id: string): Promise<void> {
  const issue = await cx.db.selectFrom('received_issue').selectAll().where('id', '=', id).executeTakeFirst()
  if (!issue) return
  const content = issue.content as unknown as IssueReleased
  const common = {
    sortAt: issue.released_at,
    unitId: issue.office_id,
    permission: 'issue.read' as const,
    readers:
      issue.status === 'voided' ? [] : (await recipientsOf(cx, id)).map((row) => (row.person_id ?? row.unit_id)!),
    classificationCode: content.classificationCode,
    publicationName: issue.publication_name,
    issueId: id,
    issueYear: issue.year,
    issueNumber: issue.number,
    state: issue.status,
    authorName: '',
  }
  for (const entry of content.columns.flatMap((column) => column.entries))
    await enterLibrary(cx, {
      ...common,
      id: entry.adoptionId,
      kind: 'entry',
      sourceUnitId: null,
      sourceUnitName: entry.units.join('、'),
      title: entry.title,
      text: bodyText(entry.body),
      categoryCode: null,
      genreCode: null,
      links: { issueId: id },
    })
  await enterLibrary(cx, {
    ...common,
    id,
    kind: 'issue',
    sourceUnitId: issue.office_id,
    sourceUnitName: issue.office_name,
    title: issueTitle({ ...issue, publicationName: issue.publication_name }),
    text: issue.titles.join('\n'),
    links: { issueId: id },
  })
}

const issueTitle = (issue: { publicationName: string; year: number | null; number: number | null; series: string }) =>
  `${issue.publicationName} ${issue.year}年第${issue.number}期${issue.series === 'supplement' ? '（增刊）' : ''}`

const recipientsOf = (cx: Cx, issueId: string) =>
  cx.db.selectFrom('issue_recipient').select(['person_id', 'unit_id']).where('issue_id', '=', issueId).execute()
