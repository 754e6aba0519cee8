import type { PaperDetails } from '../../contract/guidance.ts'
import type { PaperKind } from '../../contract/guidance.letters.ts'
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { linkFiles } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { findPaper, loadPaperFor, loadReceipt } from './load.ts'
import type { PaperRecord } from './load.ts'
import { adoptedIn } from './report.ts'
import { adoptionReport, periodLabel } from './rules/report.ts'
import { showPaper } from './show.ts'

/** 拟稿. Made from a list received: its points come along to be adapted (上报信息参考要点, 第十四条). */
export async function createPaper(
  cx: Cx,
  input: PaperDetails & { id: string; kind: PaperKind; officeId?: string; basedOn?: string },
) {
  const basis = input.basedOn ? await loadReceipt(cx, input.basedOn) : undefined
  if (basis && (basis.kind !== 'points' || input.kind !== 'points' || basis.withdrawn_at))
    throw new Refusal('guidance.wrong_kind')
  const office = await loadUnit(cx, input.officeId ?? basis?.unit_id ?? cx.actor.unitId)
  if (!can(cx.actor, 'guidance.edit', office.path)) throw new Refusal('not_permitted', { need: 'guidance.edit' })
  const made = await cx.db
    .insertInto('paper')
    .values({
      id: input.id,
      office_id: office.id,
      kind: input.kind,
      based_on: basis?.id ?? null,
      ...columns(input),
      created_by_name: cx.actor.name,
      created_at: cx.now,
      updated_at: cx.now,
      updated_by_name: cx.actor.name,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  const paper = await findPaper(cx, input.id)
  if (!paper || !can(cx.actor, 'guidance.read', paper.officePath)) throw new Refusal('not_found')
  if (!made) return showPaper(cx, paper)
  const points = input.points.length > 0 || !basis ? input.points : await pointsToAdapt(cx, basis.id)
  await writePoints(cx, paper.id, points)
  await linkFiles(cx, 'paper', paper.id, input.fileIds)
  await cx.record(
    'guidance.drafted',
    { id: paper.id, unitId: office.id },
    { title: paper.title, paperKind: paper.kind },
  )
  cx.tell('guidance', office.id)
  return showPaper(cx, paper)
}

async function pointsToAdapt(cx: Cx, receiptId: string): Promise<PaperDetails['points']> {
  const rows = await cx.db
    .selectFrom('received_point')
    .select(['id', 'text', 'detail'])
    .where('receipt_id', '=', receiptId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ id: newId(), text: row.text, detail: row.detail, basedOn: row.id }))
}

export async function savePaper(cx: Cx, input: PaperDetails & { id: string; version: number }) {
  const paper = await loadPaperFor(cx, input.id, 'edit', input.version)
  await writePoints(cx, paper.id, input.points)
  await linkFiles(cx, 'paper', paper.id, input.fileIds)
  await writePaper(cx, paper, columns(input))
  await cx.record(
    'guidance.edited',
    { id: paper.id, unitId: paper.office_id },
    { title: input.title, paperKind: paper.kind },
  )
  return showPaper(cx, (await findPaper(cx, paper.id))!)
}

/** 生成采用情况: the text is written anew from what was published in the period; then a person edits it. */
export async function generateReport(cx: Cx, input: { id: string; version: number }) {
  const paper = await loadPaperFor(cx, input.id, 'generate', input.version)
  if (!paper.period_from || !paper.period_to) throw new Refusal('guidance.no_period')
  const adopted = await adoptedIn(cx, paper.office_id, paper.period_from, paper.period_to)
  const body = adoptionReport(adopted, {
    officeName: paper.officeName,
    period: periodLabel(paper.period_from, paper.period_to),
  })
  await writePaper(cx, paper, { body: json(body) })
  await cx.record(
    'guidance.generated',
    { id: paper.id, unitId: paper.office_id },
    { title: paper.title, count: adopted.length },
  )
  return showPaper(cx, (await findPaper(cx, paper.id))!)
}

export async function removePaper(cx: Cx, input: { id: string }): Promise<{ ok: true }> {
  const paper = await loadPaperFor(cx, input.id, 'remove')
  await cx.record('guidance.removed', { id: paper.id, unitId: paper.office_id }, { title: paper.title })
  await cx.db.deleteFrom('paper').where('id', '=', paper.id).execute()
  cx.tell('guidance', paper.office_id)
  return { ok: true }
}

export async function writePaper(cx: Cx, paper: PaperRecord, change: Record<string, unknown>): Promise<void> {
  await cx.db
    .updateTable('paper')
    .set({ ...change, version: paper.version + 1, updated_at: cx.now, updated_by_name: cx.actor.name })
    .where('id', '=', paper.id)
    .execute()
  cx.tell('guidance', paper.office_id)
}

async function writePoints(cx: Cx, paperId: string, points: PaperDetails['points']): Promise<void> {
  await cx.db.deleteFrom('paper_point').where('paper_id', '=', paperId).execute()
  if (points.length === 0) return
  const made = await cx.db
    .insertInto('paper_point')
    .values(
      points.map((point, position) => ({
        id: point.id,
        paper_id: paperId,
        position,
        text: point.text,
        detail: point.detail,
        based_on: point.basedOn,
      })),
    )
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .execute()
  if (made.length < points.length) throw new Refusal('not_found') // the id of a point of another paper
}

const columns = (input: PaperDetails) => ({
  title: input.title,
  body: json(input.body),
  period_from: input.periodFrom,
  period_to: input.periodTo,
  read_by: input.readBy,
  unit_ids: [...new Set(input.unitIds)],
  group_ids: [...new Set(input.groupIds)],
})
