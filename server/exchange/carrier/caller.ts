import { Agent, request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { pipeline } from 'node:stream/promises'
import { fingerprintOf } from '../certificate.ts'

/** Bytes of an answer that is read whole; blobs are streamed. */
const answerLimit = 32 * 1024 * 1024

export interface TlsIdentity {
  certificate: string
  privateKeyPem: string
}

export interface Answer {
  status: number
  text: string
  headers: IncomingMessage['headers']
  roundTripMs: number
  /** The other's clock minus ours, as far as the round trip lets us know. */
  clockOffsetMs: number | null
}

/** The other side answered, but not with what was asked for. */
export class Unwilling extends Error {
  readonly status: number
  readonly code: string
  readonly data: Record<string, unknown>
  constructor(status: number, text: string) {
    const body = parse(text)
    super(`${status} ${body.code ?? ''}`.trim())
    this.status = status
    this.code = body.code ?? ''
    this.data = body.data ?? {}
  }
}

/**
 * The lower node's end of a line: HTTPS with TLS 1.3 and both certificates pinned. Every connection is opened from here,
 * so the lower node needs no open port.
 */
export class Caller {
  readonly #url: string
  readonly #agent: Agent
  readonly #expected: ReadonlySet<string>
  /** Connections whose certificate was looked at: it does not change while they last. */
  readonly #known = new WeakSet<TLSSocket>()

  /** `connections`: one alone stays with the process it reached, where several listen behind a forwarder. */
  constructor(url: string, own: TlsIdentity, fingerprints: ReadonlySet<string>, connections = 4) {
    this.#url = url.replace(/\/$/, '')
    this.#expected = fingerprints
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: connections,
      cert: own.certificate,
      key: own.privateKeyPem,
      minVersion: 'TLSv1.3',
      maxCachedSessions: 0, // a resumed session would not show its certificate
      rejectUnauthorized: false, // there is no authority above: the fingerprint decides, before anything is sent
    })
  }

  async send(
    method: 'GET' | 'POST' | 'HEAD',
    path: string,
    options: { body?: string; timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    const began = performance.now()
    const { response, at } = await this.#open(method, path, options)
    const text = await readAll(response)
    const roundTripMs = performance.now() - began
    const theirs = Number(response.headers['x-time'])
    return {
      status: response.statusCode!,
      text,
      headers: response.headers,
      roundTripMs,
      clockOffsetMs: Number.isFinite(theirs) ? theirs - (at + Date.now()) / 2 : null,
    }
  }

  /** The same for what must succeed. */
  async get(...args: Parameters<Caller['send']>): Promise<Answer> {
    const answer = await this.send(...args)
    if (answer.status >= 300) throw new Unwilling(answer.status, answer.text)
    return answer
  }

  /** Sends bytes from `offset` on, piece by piece. */
  async patch(path: string, content: AsyncIterable<Buffer>, offset: number, signal?: AbortSignal): Promise<Answer> {
    const { response } = await this.#open('PATCH', path, {
      stream: Readable.from(content),
      headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) },
      timeoutMs: 60_000,
      ...(signal && { signal }),
    })
    const text = await readAll(response)
    return { status: response.statusCode!, text, headers: response.headers, roundTripMs: 0, clockOffsetMs: null }
  }

  /** Bytes from `offset` on, as a stream. */
  async stream(path: string, offset: number, signal?: AbortSignal): Promise<IncomingMessage> {
    const { response } = await this.#open('GET', path, {
      headers: { range: `bytes=${offset}-` },
      timeoutMs: 60_000,
      ...(signal && { signal }),
    })
    if (response.statusCode! >= 300) throw new Unwilling(response.statusCode!, await readAll(response))
    return response
  }

  close(): void {
    this.#agent.destroy()
  }

  #open(
    method: string,
    path: string,
    options: {
      body?: string
      stream?: Readable
      headers?: Record<string, string>
      timeoutMs?: number
      signal?: AbortSignal
    },
  ): Promise<{ response: IncomingMessage; at: number }> {
    return new Promise((resolve, reject) => {
      const at = Date.now()
      const call = request(`${this.#url}${path}`, {
        method,
        agent: this.#agent,
        headers: {
          ...options.headers,
          ...(options.body !== undefined && { 'content-length': String(Buffer.byteLength(options.body)) }),
        },
        ...(options.signal && { signal: options.signal }),
      })
      call.setTimeout(options.timeoutMs ?? 15_000, () => call.destroy(new Error('The other node does not answer.')))
      call.once('error', reject)
      call.once('response', (response) => resolve({ response, at }))
      call.once('socket', (socket) => {
        const tls = socket as TLSSocket
        const send = () => {
          if (options.stream)
            pipeline(options.stream, call).catch((error: unknown) => void call.destroy(error as Error))
          else call.end(options.body)
        }
        const go = () => {
          if (this.#known.has(tls)) return send()
          const certificate = tls.getPeerX509Certificate()
          if (!certificate || !this.#expected.has(fingerprintOf(certificate.raw)))
            return void call.destroy(new Error('The other node shows a certificate that is not the pinned one.'))
          if (new Date(certificate.validTo).getTime() < Date.now())
            return void call.destroy(new Error('The other node’s certificate has expired.'))
          this.#known.add(tls)
          send()
        }
        if (tls.getProtocol() === null || tls.connecting) tls.once('secureConnect', go)
        else go()
      })
    })
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += (part as Buffer).length
    if (size > answerLimit) throw new Error('The answer is too long.')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(text: string): { code?: string; data?: Record<string, unknown> } {
  try {
    return JSON.parse(text) as { code?: string }
  } catch {
    return {}
  }
}
