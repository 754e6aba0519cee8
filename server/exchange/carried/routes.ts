import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestContext } from '../../platform/api.ts'
import type { Cx } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { loadLineRow } from '../lines.ts'
import { carriedFolder, carriedPath } from './export-file.ts'

type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>

const limit = 4 * 1024 * 1024 * 1024
const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** The files themselves: POST /exchange/lines/:id/carried lays one down for importFile, GET …/carried/:fileId gives what exportFile made. */
export function carriedFileRoutes(http: FastifyInstance, contextOf: ContextOf): void {
  http.post<{ Params: { id: string } }>('/exchange/lines/:id/carried', { bodyLimit: limit }, async (request, reply) => {
    const context = await contextOf(request, reply)
    if (!isId(request.params.id)) throw new Refusal('not_found')
    await context.query((cx) => requireOperator(cx, request.params.id))
    const part = await request.file({ limits: { fileSize: limit } })
    if (!part) throw new Refusal('bad_input', { field: 'file' })
    const fileId = newId()
    const path = carriedPath(context.app, request.params.id, fileId)
    await mkdir(carriedFolder(context.app), { recursive: true, mode: 0o700 })
    try {
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
      if (part.file.truncated) throw new Refusal('file.too_large', { limitMb: limit / 1024 / 1024 })
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    return { fileId }
  })

  http.get<{ Params: { id: string; fileId: string }; Querystring: { name?: string } }>(
    '/exchange/lines/:id/carried/:fileId',
    async (request, reply) => {
      const context = await contextOf(request, reply)
      const { id, fileId } = request.params
      if (!isId(id) || !isId(fileId)) throw new Refusal('not_found')
      await context.query((cx) => requireOperator(cx, id))
      const path = carriedPath(context.app, id, fileId)
      const entry = await stat(path).catch(() => null)
      if (!entry) throw new Refusal('not_found')
      const name = /^[\w-]+\.zxl$/.test(request.query.name ?? '') ? request.query.name : 'line.zxl'
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-length', entry.size)
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(createReadStream(path))
    },
  )
}

async function requireOperator(cx: Cx, nodeId: string): Promise<void> {
  const line = await loadLineRow(cx, nodeId)
  if (!line.mayManage) throw new Refusal('not_permitted', { need: 'node.manage' })
}
