import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Directive, Feedback } from '../../contract/directives.ts'
import { entryName } from '../catalogue/index.ts'
import { documentRoutes } from '../documents/index.ts'
import type { DocumentFormat, Downloadable } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { picturesOn } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { findAssignment, findDirective, findTask, mayReadDirective } from './load.ts'
import { assignmentsOf } from './rows.ts'
import { showDirective } from './show-directive.ts'
import { showTask } from './show-task.ts'

/** The directive slip (批示单) and each feedback as PDF, DOCX and OFD. Whoever may read it may print it; each printing leaves an event. */
export function directiveDocumentRoutes(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  documentRoutes(http, contextOf, '/directives/:id', slipOf)
  documentRoutes(http, contextOf, '/directive-feedback/:id', feedbackOf)
}

const typeNames: Record<Directive['type'], string> = {
  noted: '阅示',
  act: '要求落实',
  research: '要求调研',
  praise: '表扬',
}
const dayText = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
const dayAt = (instant: string) => dayText(dayOf(new Date(instant)))

/** 批示办理单: what was written, to whom it went and by when, what came of it. */
async function slipOf(cx: Cx, id: string, format: DocumentFormat): Promise<Downloadable> {
  const directive = await showDirective(cx, id)
  await cx.record('directive.printed', { id, unitId: directive.officeId }, { format })
  const parts = directive.assignments.filter((part) => part.status !== 'withdrawn')
  const handwriting = directive.way === 'typed' ? [] : await picturesOn(cx, 'directive', id)
  const due = parts.flatMap((part) => part.milestones.slice(-1)).map((one) => dayAt(one.dueAt))[0]
  return {
    fileName: `${directive.label}办理单`,
    hasWatermark: directive.classificationCode !== 'open',
    document: {
      kind: 'slip',
      heading: '领导批示办理单',
      number: directive.label,
      classification:
        directive.classificationCode === 'open'
          ? undefined
          : await entryName(cx, directive.officeId, 'classification', directive.classificationCode),
      title: directive.itemTitle,
      facts: [
        { label: '批示领导', value: directive.leaderName },
        { label: '职　　务', value: directive.leaderTitle },
        { label: '批示日期', value: dayText(directive.directedOn) },
        { label: '批示类型', value: typeNames[directive.type] },
        { label: '来　　源', value: directive.sourceLabel },
        { label: '办结期限', value: due ?? '' },
        { label: '牵头单位', value: directive.leadUnitName ?? '' },
        {
          label: '协办单位',
          value: parts
            .filter((part) => part.role === 'other')
            .map((part) => part.unitName)
            .join('、'),
        },
      ],
      boxes: [
        {
          label: '领导批示',
          heightMm: 35,
          entries: [
            {
              text: directive.text || (handwriting.length > 0 ? '' : '（手写批示，见附件）'),
              pictures: handwriting.map((picture) => picture.id),
              by: directive.leaderName,
              on: dayText(directive.directedOn),
            },
          ],
        },
        {
          label: '办理要求',
          heightMm: 20,
          entries: parts.map((part) => ({ text: `${part.unitName}：${part.requirement}` })),
        },
        {
          label: '办理情况',
          heightMm: 35,
          entries: parts.flatMap((part) =>
            part.feedback
              .slice(-1)
              .map((one) => ({ text: one.situation, by: part.unitName, on: dayAt(one.signedAt!) })),
          ),
        },
        {
          label: '办理结果',
          heightMm: 22,
          entries: directive.result
            ? [{ text: directive.result, by: directive.reportedByName ?? '', on: dayAt(directive.reportedAt!) }]
            : [],
        },
      ],
      footnote: `${directive.officeName}　登记：${directive.recordedByName}`,
      images: Object.fromEntries(handwriting.flatMap(({ id: fileId, bytes }) => (bytes ? [[fileId, bytes]] : []))),
    },
  }
}

/** 反馈单: at the unit, and at whoever gave the task; the id is the same on both sides. */
async function feedbackOf(cx: Cx, id: string, format: DocumentFormat): Promise<Downloadable> {
  const { feedback, label, title, leaderName, giverName } =
    (await feedbackAtUnit(cx, id)) ?? (await feedbackAtGiver(cx, id)) ?? refuse()
  await cx.record('directive_feedback.printed', { id, unitId: cx.actor.unitId }, { format })
  const kind = feedback.kind === 'final' ? '办结反馈' : '阶段反馈'
  return {
    fileName: `${feedback.unitName}${kind}（${label}）`,
    hasWatermark: true,
    document: {
      kind: 'slip',
      heading: '领导批示办理情况反馈单',
      number: label,
      title,
      facts: [
        { label: '反馈单位', value: feedback.unitName },
        { label: '反馈类型', value: kind },
        { label: '批示领导', value: leaderName },
        { label: '交办单位', value: giverName },
        { label: '联 系 人', value: feedback.contactName },
        { label: '联系电话', value: feedback.contactPhone },
      ],
      boxes: [
        { label: '落实情况', heightMm: 45, entries: [{ text: feedback.situation }] },
        { label: '存在问题', heightMm: 22, entries: feedback.problems ? [{ text: feedback.problems }] : [] },
        { label: '下步思路', heightMm: 22, entries: feedback.nextSteps ? [{ text: feedback.nextSteps }] : [] },
        {
          label: '领导签发',
          heightMm: 20,
          entries: feedback.signedAt
            ? [
                {
                  text: '同意上报。',
                  by: [feedback.signedByTitle, feedback.signedByName].filter(Boolean).join('　'),
                  on: dayAt(feedback.signedAt),
                },
              ]
            : [],
        },
      ],
      footnote: feedback.files.length > 0 ? `附件：${feedback.files.map((file) => file.name).join('；')}` : undefined,
    },
  }
}

const refuse = (): never => {
  throw new Refusal('not_found')
}

interface Found {
  feedback: Feedback
  label: string
  title: string
  leaderName: string
  giverName: string
}

async function feedbackAtUnit(cx: Cx, id: string): Promise<Found | undefined> {
  const row = await cx.db.selectFrom('directive_feedback').select('task_id').where('id', '=', id).executeTakeFirst()
  const found = row && (await findTask(cx, row.task_id))
  if (!found || !can(cx.actor, 'directiveTask.read', found.unitPath)) return undefined
  const task = await showTask(cx, found.id)
  const feedback = task.feedback.find((one) => one.id === id)!
  return { feedback, label: task.label, title: task.title, leaderName: task.leaderName, giverName: task.giverName }
}

async function feedbackAtGiver(cx: Cx, id: string): Promise<Found | undefined> {
  const row = await cx.db.selectFrom('directive_reply').select('assignment_id').where('id', '=', id).executeTakeFirst()
  const part = row && (await findAssignment(cx, row.assignment_id))
  if (!part) return undefined
  if (part.directive_id) {
    const directive = await findDirective(cx, part.directive_id)
    if (!directive || !(await mayReadDirective(cx, directive))) return undefined
    const { label, itemTitle, leaderName, officeName, assignments } = await showDirective(cx, directive.id)
    const feedback = assignments.flatMap((one) => one.feedback).find((one) => one.id === id)!
    return { feedback, label, title: itemTitle, leaderName, giverName: officeName }
  }
  if (!can(cx.actor, 'directiveTask.read', part.giverPath)) return undefined
  const task = (await findTask(cx, part.parent_task_id!))!
  const feedback = (await assignmentsOf(cx, { parentTaskId: task.id }))
    .flatMap((one) => one.feedback)
    .find((one) => one.id === id)!
  const { label, leaderName } = task.facts
  return { feedback, label, title: task.title, leaderName, giverName: part.giverName }
}
