import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Body, BodyBlock } from '../../contract/body.ts'
import { documentRoutes } from '../documents/index.ts'
import type { Downloadable } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { labelOf, loadPaper, loadReceipt } from './load.ts'
import { pointsOf } from './show.ts'

/** GET /guidance/:id/pdf and /guidance-received/:id/pdf, /docx, /ofd: the paper as it was issued (GB/T 9704). Each printing leaves an event. */
export function guidancePdfRoute(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  documentRoutes(http, contextOf, '/guidance/:id', ofOffice)
  documentRoutes(http, contextOf, '/guidance-received/:id', ofUnit)
}

interface Words {
  officeName: string
  label: string
  title: string
  body: Body
  points: { text: string; detail: string }[]
  addressees: string[]
  issuedAt: Date
}

async function printable(cx: Cx, words: Words): Promise<Downloadable> {
  const text = (value: string): BodyBlock => ({ type: 'paragraph', content: [{ type: 'text', text: value }] })
  const points = words.points.flatMap((point, at) => [
    text(`${at + 1}.${point.text}`),
    ...(point.detail ? [text(point.detail)] : []),
  ])
  return {
    fileName: words.title,
    hasWatermark: false,
    document: {
      kind: 'bulletin',
      mark: words.officeName,
      number: words.label,
      title: words.title,
      addressees: words.addressees.length > 8 ? ['各有关单位'] : words.addressees,
      body: { ...words.body, content: [...words.body.content, ...points] },
      signedBy: [words.officeName],
      date: dayOf(words.issuedAt),
      images: await readPictures(cx, [words.body]),
    },
  }
}

async function ofOffice(cx: Cx, id: string) {
  const paper = await loadPaper(cx, id)
  await cx.record('guidance.printed', { id, unitId: paper.office_id }, { title: paper.title })
  const recipients = await cx.db
    .selectFrom('paper_recipient')
    .innerJoin('unit', 'unit.id', 'paper_recipient.unit_id')
    .select('unit_name')
    .where('paper_id', '=', id)
    .orderBy('unit.position')
    .orderBy('unit.code')
    .execute()
  return printable(cx, {
    officeName: paper.officeName,
    label: labelOf(paper) ?? '（草稿）',
    title: paper.title,
    body: paper.body as unknown as Body,
    points: await pointsOf(cx, id),
    addressees: recipients.length > 0 ? recipients.map((row) => row.unit_name) : ['各有关单位'],
    issuedAt: paper.issued_at ?? cx.now,
  })
}

async function ofUnit(cx: Cx, id: string) {
  const receipt = await loadReceipt(cx, id)
  await cx.record('guidance_receipt.printed', { id, unitId: receipt.unit_id }, { title: receipt.title })
  return printable(cx, {
    officeName: receipt.office_name,
    label: receipt.label,
    title: receipt.title,
    body: receipt.body as unknown as Body,
    points: await cx.db
      .selectFrom('received_point')
      .selectAll()
      .where('receipt_id', '=', id)
      .orderBy('position')
      .execute(),
    addressees: [receipt.unitName],
    issuedAt: receipt.issued_at,
  })
}
