import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Body } from '../../contract/body.ts'
import { headRevision, toDocx, toOfd, toPdf, toXlsx } from '../documents/index.ts'
import type { OfficialDocument, Workbook } from '../documents/index.ts'
import { dayOf } from '../organisations/index.ts'
import type { RequestContext } from '../platform/api.ts'
import type { Cx } from '../platform/command.ts'
import { readPictures } from '../platform/files.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadBulletin } from './load-bulletin.ts'
import { loadCopy } from './received-bulletins.ts'
import { annexOf } from './rules/annex.ts'

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>

interface Paper {
  unitId: string
  officeName: string
  title: string
  body: Body
  on: string
}

const formats = {
  pdf: { type: 'application/pdf', write: (paper: Paper, images: Images) => toPdf(documentOf(paper, images)) },
  ofd: { type: 'application/ofd', write: (paper: Paper, images: Images) => toOfd(documentOf(paper, images)) },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: (paper: Paper, images: Images) => toDocx(documentOf(paper, images)),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (paper: Paper) => toXlsx(workbookOf(paper)),
  },
} as const
type Images = Record<string, Uint8Array>

/** A bulletin on paper and for the office's own programs, at the office and at the units that received it. Each copy made leaves an event. */
export function bulletinFileRoutes(http: FastifyInstance, contextOf: ContextOf) {
  const route = (path: string, read: (cx: Cx, id: string) => Promise<Paper>) =>
    http.get<{ Params: { id: string; format: string } }>(path, async (request, reply) => {
      const context = await contextOf(request, reply)
      const { id, format } = request.params
      if (!/^[0-9a-f-]{36}$/.test(id) || !Object.hasOwn(formats, format)) throw new Refusal('not_found')
      const { paper, images } = await context.run(async (cx) => {
        const found = await read(cx, id)
        await cx.record('bulletin.printed', { id, unitId: found.unitId }, { format, readerUnit: cx.actor.unitName })
        return { paper: found, images: await readPictures(cx, [found.body]) }
      })
      const { type, write } = formats[format as keyof typeof formats]
      const file = await write(paper, images)
      return reply
        .header('content-type', type)
        .header('cache-control', 'private, no-store')
        .header(
          'content-disposition',
          `${format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(`${paper.title}.${format}`)}`,
        )
        .send(file)
    })
  route('/assessment/bulletins/:id/file/:format', officePaper)
  route('/assessment/received-bulletins/:id/file/:format', unitPaper)
}

function documentOf({ officeName, title, body, on }: Paper, images: Images): OfficialDocument {
  const { text, tables } = annexOf(body)
  return {
    kind: 'bulletin',
    mark: officeName,
    title,
    addressees: ['各有关单位'],
    body: text,
    signedBy: [officeName],
    date: on,
    attachments: tables.map((table) => table.caption || '统计表'),
    tables: tables.map((table, at) => ({
      mark: tables.length > 1 ? `附件${at + 1}` : '附件',
      caption: table.caption,
      columns: table.columns.map(({ label, group }) => ({ label: group ? `${group}${label}` : label })),
      rows: table.rows,
    })),
    images,
  }
}

const workbookOf = ({ title, body }: Paper): Workbook => {
  const { tables } = annexOf(body)
  if (tables.length === 0) return { sheets: [{ name: '通报', title, columns: [{ label: '没有表格' }], rows: [] }] }
  return {
    sheets: tables.map((table, at) => ({
      name: `${at + 1} ${table.caption}`.slice(0, 31),
      title: table.caption || title,
      columns: table.columns,
      rows: table.rows.map((row) => row.map(asNumber)),
      landscape: table.columns.length > 8,
    })),
  }
}

const asNumber = (cell: string): string | number => (/^-?\d{1,9}(\.\d{1,3})?$/.test(cell) ? Number(cell) : cell)

async function officePaper(cx: Cx, id: string): Promise<Paper> {
  const bulletin = await loadBulletin(cx, id)
  const { title, body } = await headRevision(cx, id)
  return {
    unitId: bulletin.office_id,
    officeName: bulletin.office.name,
    title,
    body,
    on: bulletin.signed_on ?? dayOf(cx.now),
  }
}

async function unitPaper(cx: Cx, id: string): Promise<Paper> {
  const copy = await loadCopy(cx, id)
  const body = copy.body as unknown as Body
  return { unitId: copy.unit_id, officeName: copy.office_name, title: copy.title, body, on: dayOf(copy.released_at) }
}
