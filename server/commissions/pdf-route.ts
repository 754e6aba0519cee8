import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodyFromText } from '../../contract/body.ts'
import { documentRoutes } from '../documents/index.ts'
import type { Downloadable } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import { can } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { findCommission, findTask, labelOf, mayReadCommission, targetsOf } from './load.ts'
import { writtenInstant } from './rules/reminders.ts'

/** GET /commissions/:id/pdf and /commission-tasks/:id/pdf, /docx, /ofd: 约稿通知单. Each printing leaves an event. */
export function commissionPdfRoute(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  documentRoutes(http, contextOf, '/commissions/:id', ofOffice)
  documentRoutes(http, contextOf, '/commission-tasks/:id', ofUnit)
}

interface Words {
  officeName: string
  label: string
  addressees: string[]
  title: string
  content: string
  requirements: string
  leader_name: string
  source_label: string
  contact_name: string
  contact_phone: string
  issued_at: Date
  due_at: Date
}

const slipOf = (words: Words): Downloadable => ({
  fileName: `约稿通知单 ${words.title}`,
  hasWatermark: false,
  document: {
    kind: 'notice',
    mark: words.officeName,
    number: words.label,
    title: `关于报送“${words.title}”的约稿通知`,
    addressees: words.addressees.length > 12 ? ['各有关单位'] : words.addressees,
    body: bodyFromText(
      [
        words.leader_name && `根据${words.leader_name}同志要求，现就有关信息约稿如下：`,
        words.source_label && `来文：${words.source_label}`,
        words.content,
        words.requirements && `撰写要求：${words.requirements}`,
        `请于${writtenInstant(words.due_at)}前报送。`,
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    signedBy: [words.officeName],
    date: dayOf(words.issued_at),
    remark:
      words.contact_name || words.contact_phone
        ? `联系人：${words.contact_name}　${words.contact_phone}`.trim()
        : undefined,
  },
})

async function ofOffice(cx: Cx, id: string) {
  const row = await findCommission(cx, id)
  if (!row || !mayReadCommission(cx, row)) throw new Refusal('not_found')
  if (!row.issued_at) throw new Refusal('commission.wrong_state', { status: row.status, action: 'print' })
  await cx.record('commission.printed', { id, unitId: row.office_id }, { title: row.title })
  const addressees = (await targetsOf(cx, id)).map((target) => target.unit_name)
  return slipOf({ ...row, label: labelOf(row)!, addressees, issued_at: row.issued_at, due_at: row.due_at! })
}

async function ofUnit(cx: Cx, id: string) {
  const task = await findTask(cx, id)
  if (!task || !can(cx.actor, 'commissionTask.read', task.unitPath)) throw new Refusal('not_found')
  await cx.record('commission_task.printed', { id, unitId: task.unit_id }, { title: task.title })
  return slipOf({ ...task, officeName: task.office_name, addressees: [task.unitName] })
}
