import type { Body } from '../../contract/body.ts'
import type { DirectiveFacts } from '../../contract/directives.letters.ts'
import { bodyText } from '../documents/index.ts'
import type { Cx } from '../platform/command.ts'
import { enterLibrary } from './enter.ts'

/** Paragraphs that say something. */
const lines = (...parts: (string | null)[]): string => parts.filter((part) => part).join('\n')
const numbered = (name: string, row: { year: number | null; number: number | null }) =>
  `${name}〔${row.year}〕${row.number}号`

/** 批示 at the office: its supervisors and desk see it, the leader who wrote it, and who records for that leader. */
export async function enterDirective(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('directive')
    .innerJoin('unit', 'unit.id', 'directive.office_id')
    .innerJoin('directive_leader', 'directive_leader.id', 'directive.leader_id')
    .selectAll('directive')
    .select(['unit.name as unit_name', 'directive_leader.person_id', 'directive_leader.secretary_ids'])
    .where('directive.id', '=', id)
    .executeTakeFirst()
  if (!row) return
  await enterLibrary(cx, {
    id,
    kind: 'directive',
    sortAt: row.recorded_at,
    unitId: row.office_id,
    permission: 'directive.read',
    readers: [...(row.person_id ? [row.person_id] : []), ...row.secretary_ids],
    sourceUnitId: row.office_id,
    sourceUnitName: row.unit_name,
    authorName: row.leader_name,
    title: `${row.leader_name}对《${row.item_title}》的批示`,
    text: lines(row.text, row.passage, row.result, row.answer, row.close_note),
    state: row.status,
    classificationCode: row.classification_code,
    documentNumber: numbered('批示', row),
    links: { directiveId: id, adoptionId: row.adoption_id, issueId: row.issue_id },
  })
}

/** Who records for a leader changed: what that leader wrote is seen by others now. */
export async function enterDirectivesOf(cx: Cx, leaderId: string): Promise<void> {
  const rows = await cx.db.selectFrom('directive').select('id').where('leader_id', '=', leaderId).execute()
  for (const { id } of rows) await enterDirective(cx, id)
}

/** The same at a unit that carries it out, in the words it was given. */
export async function enterDirectiveTask(cx: Cx, id: string): Promise<void> {
  const row = await cx.db.selectFrom('directive_task').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return
  const facts = row.facts as unknown as DirectiveFacts
  await enterLibrary(cx, {
    id,
    kind: 'directive',
    sortAt: row.arrived_at,
    unitId: row.unit_id,
    permission: 'directiveTask.read',
    sourceUnitId: row.giver_unit_id,
    sourceUnitName: row.giver_name,
    authorName: facts.leaderName,
    title: row.title,
    text: lines(facts.text, facts.passage, row.requirement),
    state: row.status,
    classificationCode: facts.classificationCode,
    documentNumber: facts.label,
    links: { directiveTaskId: id },
  })
}

/** 约稿 from its issue on: the desk sees it, and the leader whose wish it is. */
export async function enterCommission(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('commission')
    .innerJoin('unit', 'unit.id', 'commission.office_id')
    .selectAll('commission')
    .select('unit.name as unit_name')
    .where('commission.id', '=', id)
    .executeTakeFirst()
  if (!row?.issued_at) return
  await enterLibrary(cx, {
    id,
    kind: 'commission',
    sortAt: row.issued_at,
    unitId: row.office_id,
    permission: 'commission.read',
    readers: row.leader_id ? [row.leader_id] : [],
    sourceUnitId: row.office_id,
    sourceUnitName: row.unit_name,
    authorName: row.issued_by_name ?? '',
    title: row.title,
    text: lines(row.content, row.requirements, row.end_reason),
    state: row.status,
    documentNumber: numbered('约稿', row),
    links: { commissionId: id },
  })
}

export async function enterCommissionTask(cx: Cx, id: string): Promise<void> {
  const row = await cx.db.selectFrom('commission_task').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return
  await enterLibrary(cx, {
    id,
    kind: 'commission',
    sortAt: row.arrived_at,
    unitId: row.unit_id,
    permission: 'commissionTask.read',
    sourceUnitId: row.office_id,
    sourceUnitName: row.office_name,
    authorName: row.leader_name,
    title: row.title,
    text: lines(row.content, row.requirements, row.end_reason),
    state: row.end_kind ?? row.status,
    documentNumber: row.label,
    links: { commissionTaskId: id },
  })
}

const paperNames: Record<string, string> = { points: '报送要点', notice: '通知', adoption: '采用通报' }

/** 要点、通知 and 采用通报 from their issue on. */
export async function enterPaper(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('paper')
    .innerJoin('unit', 'unit.id', 'paper.office_id')
    .selectAll('paper')
    .select('unit.name as unit_name')
    .where('paper.id', '=', id)
    .executeTakeFirst()
  if (!row?.issued_at) return
  const points = await cx.db
    .selectFrom('paper_point')
    .select(['text', 'detail'])
    .where('paper_id', '=', id)
    .orderBy('position')
    .execute()
  await enterLibrary(cx, {
    id,
    kind: 'guidance',
    sortAt: row.issued_at,
    unitId: row.office_id,
    permission: 'guidance.read',
    sourceUnitId: row.office_id,
    sourceUnitName: row.unit_name,
    authorName: row.signer_name ?? '',
    title: row.title,
    text: lines(bodyText(row.body as unknown as Body), ...points.flatMap(({ text, detail }) => [text, detail])),
    state: row.status,
    documentNumber: numbered(paperNames[row.kind] ?? '', row),
    links: { guidanceId: id },
  })
}

export async function enterReceipt(cx: Cx, id: string): Promise<void> {
  const row = await cx.db.selectFrom('paper_receipt').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return
  const points = await cx.db
    .selectFrom('received_point')
    .select(['text', 'detail'])
    .where('receipt_id', '=', id)
    .orderBy('position')
    .execute()
  await enterLibrary(cx, {
    id,
    kind: 'guidance',
    sortAt: row.arrived_at,
    unitId: row.unit_id,
    permission: 'guidance.receive',
    sourceUnitId: row.office_id,
    sourceUnitName: row.office_name,
    authorName: row.signer_name,
    title: row.title,
    text: lines(bodyText(row.body as unknown as Body), ...points.flatMap(({ text, detail }) => [text, detail])),
    state: row.withdrawn_at ? 'withdrawn' : 'issued',
    documentNumber: row.label,
    links: { guidanceReceiptId: id },
  })
}

/** 考核通报 from its signature on. */
export async function enterBulletin(cx: Cx, id: string): Promise<void> {
  const row = await cx.db
    .selectFrom('bulletin')
    .innerJoin('unit', 'unit.id', 'bulletin.office_id')
    .innerJoin('revision', 'revision.owner_id', 'bulletin.id')
    .select(['bulletin.office_id', 'bulletin.status', 'bulletin.signed_at', 'bulletin.signer_name'])
    .select(['unit.name as unit_name', 'revision.title', 'revision.body_text'])
    .where('bulletin.id', '=', id)
    .orderBy('revision.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row?.signed_at) return
  await enterLibrary(cx, {
    id,
    kind: 'bulletin',
    sortAt: row.signed_at,
    unitId: row.office_id,
    permission: 'assessment.read',
    sourceUnitId: row.office_id,
    sourceUnitName: row.unit_name,
    authorName: row.signer_name ?? '',
    title: row.title,
    text: row.body_text,
    state: row.status,
    links: { bulletinId: id },
  })
}

export async function enterReceivedBulletin(cx: Cx, id: string): Promise<void> {
  const row = await cx.db.selectFrom('bulletin_copy').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return
  await enterLibrary(cx, {
    id,
    kind: 'bulletin',
    sortAt: row.released_at,
    unitId: row.unit_id,
    permission: 'assessment.readOwn',
    sourceUnitId: row.office_id,
    sourceUnitName: row.office_name,
    authorName: row.signer_name,
    title: row.title,
    text: bodyText(row.body as unknown as Body),
    state: 'released',
    links: { bulletinCopyId: id },
  })
}
