import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RequestContext } from './api.ts'
import { fileLimitMb, openFile, recordFile, storeUpload } from './files.ts'
import { Refusal } from './refusal.ts'

/** Who brought in what, for the auditor; the file itself is gone. */
const noteInfected = (context: RequestContext, refusal: Refusal) =>
  context.run((cx) =>
    cx.record(
      'file.infected',
      { id: cx.actor.personId, unitId: cx.actor.unitId },
      { name: refusal.data['name'], signature: refusal.data['signature'], address: context.address },
    ),
  )

/** POST /files streams one upload to the disk; GET /files/:id answers to whoever may read a record the file hangs on. */
export async function fileRoutes(
  http: FastifyInstance,
  dataDir: string,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  await http.register(multipart, { limits: { files: 1, fields: 5, fileSize: fileLimitMb * 1024 * 1024 + 1 } })

  http.post('/files', { bodyLimit: (fileLimitMb + 10) * 1024 * 1024 }, async (request, reply) => {
    const context = await contextOf(request, reply)
    if (!context.actor) throw new Refusal('not_signed_in')
    if (Number(request.headers['content-length'] ?? 0) > (fileLimitMb + 5) * 1024 * 1024)
      throw new Refusal('file.too_large', { limitMb: fileLimitMb })
    const part = await request.file()
    if (!part) throw new Refusal('bad_input', { field: 'file' })
    const stored = await storeUpload(dataDir, part.filename, part.file).catch(async (error: unknown) => {
      request.raw.unpipe().resume() // what is left of the upload, or the next request on this connection would wait behind it
      if (error instanceof Refusal && error.code === 'file.infected') await noteInfected(context, error)
      throw error
    })
    return context.run((cx) => recordFile(cx, part.filename, stored))
  })

  http.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const context = await contextOf(request, reply)
    if (!/^[0-9a-f-]{36}$/.test(request.params.id)) throw new Refusal('not_found')
    const file = await context.query((cx) => openFile(cx, request.params.id))
    const inline = file.mediaType.startsWith('image/')
    return reply
      .header('content-type', file.mediaType)
      .header('content-length', file.size)
      .header('cache-control', 'private, no-store')
      .header(
        'content-disposition',
        `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      )
      .header('content-security-policy', `default-src 'none'; sandbox`)
      .send(file.stream())
  })
}
