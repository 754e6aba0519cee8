import { constants } from 'node:crypto'
import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TLSSocket } from 'node:tls'
import { refusals } from '../../../contract/refusals.ts'
import { runCommand } from '../../platform/command.ts'
import type { App } from '../../platform/command.ts'
import { Refusal } from '../../platform/refusal.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { blobStore, sealedBytes } from '../blobs/store.ts'
import { fingerprintOf } from '../certificate.ts'
import { Forged } from '../envelope/index.ts'
import { admit, enrolmentOf } from '../enrolment.ts'
import type { Introduction } from '../enrolment.ts'
import { fileArrived, filesLost, filesToSend, plainFileOf, prepareFiles } from '../line-files.ts'
import { noteContact, noteFailure } from '../line-notes.ts'
import { Sending, replyTo } from '../line-service.ts'
import type { Listening, Say } from '../line-service.ts'
import type { NodeRow } from '../nodes.ts'
import type { Own } from '../own-keys.ts'
import { nodeByCertificate } from '../peer-keys.ts'
import type { Wakes } from '../wakes.ts'

const bodyLimit = 16 * 1024 * 1024
const longestWaitMs = 25_000
/** A sealed file of this size at most: what one letter may bring. */
const fileLimit = 2 * 1024 * 1024 * 1024

/**
 * Where nodes below reach this one: HTTPS with TLS 1.3 on a port of its own, never the page's. Whoever connects shows a certificate;
 * it is one of those pinned at an enrolment, or it may do nothing but come with an invitation.
 */
export class Listener {
  readonly #app: App
  readonly #wakes: Wakes
  readonly #sendings = new Map<string, Sending>()
  readonly #ending = new AbortController()
  #own: Own
  readonly #server: Server

  constructor(app: App, wakes: Wakes, own: Own) {
    this.#app = app
    this.#wakes = wakes
    this.#own = own
    this.#server = createServer(
      {
        ...contextOf(own),
        requestCert: true,
        rejectUnauthorized: false, // no authority stands above: #nodeOf compares fingerprints
        minVersion: 'TLSv1.3',
        secureOptions: constants.SSL_OP_NO_TICKET,
      },
      (request, response) => void this.#serve(request, response),
    )
    this.#server.keepAliveTimeout = 70_000
    this.#server.requestTimeout = 0 // a large file on a slow line takes its time; the socket's silence is limited
    this.#server.timeout = 120_000
  }

  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, () => resolve((this.#server.address() as { port: number }).port))
    })
  }

  /** New keys of this node: shown from the next connection on. */
  renew(own: Own): void {
    this.#own = own
    this.#server.setSecureContext(contextOf(own))
    this.#sendings.clear()
  }

  async stop(): Promise<void> {
    this.#ending.abort()
    const closed = new Promise((done) => this.#server.close(done))
    this.#server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('x-time', String(this.#app.clock().getTime()))
    try {
      await this.#route(request, response)
    } catch (error) {
      const [status, code, data] = this.#answerTo(error)
      if (response.headersSent) return void response.destroy()
      response.statusCode = status
      response.end(JSON.stringify({ code, data }))
      request.resume()
    }
  }

  #answerTo(error: unknown): [number, string, unknown] {
    if (error instanceof Refusal) return [refusals[error.code], error.code, error.data]
    if (error instanceof Forged || error instanceof SyntaxError) return [422, 'forged', { why: error.message }]
    this.#app.log.warn({ err: error }, 'a node asked in vain')
    return [503, 'busy', {}]
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://node')
    const { fingerprint, validTo } = shownOn(request.socket as TLSSocket)
    if (validTo < this.#app.clock().getTime()) throw new Refusal('not_permitted', { need: 'certificate' })
    const act = `${request.method} ${url.pathname}`
    if (act === 'POST /x/v1/enrol') return this.#enrol(request, response, fingerprint)

    const node = await nodeByCertificate(this.#app.db, fingerprint)
    if (!node) throw new Refusal('not_permitted', { need: 'enrolment' })
    if (act === 'GET /x/v1/enrolment')
      return json(response, await runCommand(this.#app, systemActor, (cx) => enrolmentOf(cx, node)))
    if (node.state !== 'active') throw new Refusal('node.wrong_state', { state: node.state })
    if (act === 'GET /x/v1/ping') return json(response, {})
    if (act === 'POST /x/v1/say') return this.#say(request, response, node)
    if (act === 'POST /x/v1/listen') return this.#listen(request, response, node)
    if (act === 'GET /x/v1/blobs') {
      await prepareFiles(this.#app, node.id, node.suite)
      return json(response, await filesToSend(this.#app, node.id))
    }
    const [, hash, have] = url.pathname.match(/^\/x\/v1\/blob\/([0-9a-f]{64})(\/have)?$/) ?? []
    if (!hash) throw new Refusal('not_found')
    if (have && request.method === 'POST') return this.#have(response, node, hash)
    if (request.method === 'GET') return this.#giveFile(request, response, node, hash)
    return this.#takeFile(request, response, node, hash, Number(url.searchParams.get('size')))
  }

  async #enrol(request: IncomingMessage, response: ServerResponse, fingerprint: string): Promise<void> {
    const input = JSON.parse(await readBody(request)) as { secret: string; node: Introduction }
    json(response, await runCommand(this.#app, systemActor, (cx) => admit(cx, input, fingerprint)))
  }

  /** Letters from below. */
  async #say(request: IncomingMessage, response: ServerResponse, node: NodeRow): Promise<void> {
    const say = JSON.parse(await readBody(request)) as Say
    try {
      json(response, await replyTo(this.#app, this.#own, node, say))
    } catch (error) {
      await noteFailure(this.#app, node.id, error)
      throw error
    }
  }

  /** Letters for below: the connection waits here until there are some. */
  async #listen(request: IncomingMessage, response: ServerResponse, node: NodeRow): Promise<void> {
    const { reply, waitMs, at, roundTripMs } = JSON.parse(await readBody(request)) as Listening
    await noteContact(this.#app, node.id, {
      roundTripMs: typeof roundTripMs === 'number' ? roundTripMs : null,
      clockOffsetMs: typeof at === 'number' ? at - this.#app.clock().getTime() : null,
    })
    const sending = this.#sendings.get(node.id) ?? new Sending(this.#app, node)
    this.#sendings.set(node.id, sending)
    if (reply.filesMissing?.length)
      await runCommand(this.#app, systemActor, (cx) => filesLost(cx, node.id, reply.filesMissing!))
    await sending.hear(this.#own, reply)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const signal = AbortSignal.any([gone.signal, this.#ending.signal])
    const until = Date.now() + Math.min(waitMs, longestWaitMs)
    const pause = sending.pause()
    if (pause > 0) await this.#wakes.wait(`pause ${node.id}`, Math.min(pause, 5000), signal)
    for (let looked = false; !signal.aborted;) {
      const say = await sending.next(this.#own)
      if (say) return json(response, say)
      if (looked) return json(response, {})
      if (!(await this.#wakes.wait(node.id, Math.max(0, until - Date.now()), signal))) {
        await sending.look()
        looked = true
      }
    }
  }

  async #have(response: ServerResponse, node: NodeRow, hash: string): Promise<void> {
    await runCommand(this.#app, systemActor, (cx) => fileArrived(cx, node.id, hash))
    this.#wakes.wake(node.id)
    json(response, {})
  }

  async #giveFile(request: IncomingMessage, response: ServerResponse, node: NodeRow, hash: string): Promise<void> {
    const file = await plainFileOf(this.#app, node.id, hash)
    if (!file) throw new Refusal('not_found')
    const offset = Number(request.headers.range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0)
    response.setHeader('content-type', 'application/octet-stream')
    await pipeline(Readable.from(sealedBytes(file, offset)), response)
  }

  async #takeFile(
    request: IncomingMessage,
    response: ServerResponse,
    node: NodeRow,
    hash: string,
    size: number,
  ): Promise<void> {
    if (!Number.isSafeInteger(size) || size <= 0 || size > fileLimit) throw new Refusal('bad_input', { field: 'size' })
    const store = blobStore(this.#app.dataDir, node.id)
    let { offset, whole } = await store.progress(hash)
    if (request.method === 'PATCH' && !whole) {
      if (Number(request.headers['upload-offset']) !== offset) response.statusCode = 409
      else ({ offset, whole } = await store.append(hash, size, request))
    }
    response.setHeader('upload-offset', String(offset))
    response.setHeader('upload-complete', whole ? '1' : '0')
    response.end()
    request.resume()
  }
}

interface Shown {
  fingerprint: string
  validTo: number
}
const shown = new WeakMap<TLSSocket, Shown>()

/** The certificate of a connection: it does not change while it lasts, and reading it costs more than a request. */
function shownOn(socket: TLSSocket): Shown {
  const known = shown.get(socket)
  if (known) return known
  const certificate = socket.getPeerX509Certificate()
  if (!certificate) throw new Refusal('not_permitted', { need: 'certificate' })
  const read = { fingerprint: fingerprintOf(certificate.raw), validTo: new Date(certificate.validTo).getTime() }
  shown.set(socket, read)
  return read
}

const contextOf = (own: Own) => ({ key: own.tls.privateKeyPem, cert: own.tls.certificate })

function json(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > bodyLimit) throw new Refusal('file.too_large', { limitMb: bodyLimit / 1024 / 1024 })
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}
