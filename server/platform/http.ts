import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError } from '@orpc/server'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fastify'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusals } from '../../contract/refusals.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import type { Actor } from './access.ts'
import type { RequestContext } from './api.ts'
import { runCommand, runQuery } from './command.ts'
import type { App } from './command.ts'
import { Refusal } from './refusal.ts'

export const sessionCookie = 'zhengxin_session'
/** What an answer under way may still take when the program stops. */
const secondsToFinish = 5

/**
 * Finds who is asking, by cookie or by `Authorization: Bearer`. The identity module provides it.
 * `unattended`: the page says that nobody has touched it for a while, so this request keeps no session alive.
 */
export type Recognise = (
  app: App,
  proof: { cookie?: string; bearer?: string; address: string; unattended?: boolean },
) => Promise<{ actor: Actor; sessionId: string | null; first: RequestContext['first'] } | null>

export interface HttpOptions {
  router: AnyRouter
  recognise: Recognise
  webDir: string | undefined
  behindTls: boolean
  cookieName?: string
}

/** The HTTP face: /rpc for our page, /api for integrators, and the page itself. Upload, live and health routes are registered beside it. */
export async function buildHttp(app: App, options: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({ trustProxy: options.behindTls, bodyLimit: 4 * 1024 * 1024, genReqId: () => randomUUID() })
  await http.register(cookie)
  await http.register(helmet, {
    contentSecurityPolicy: { directives: contentSecurityPolicy },
    strictTransportSecurity: options.behindTls,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  await http.register(compress, { threshold: 1024, encodings: ['gzip'] })
  if (app.mode !== 'test')
    await http.register(rateLimit, {
      max: 1200,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.cookies[sessionCookie] ?? request.ip,
    })
  http.addHook('onRequest', refuseForeignPosts)
  http.addHook('preClose', async () => {
    // a browser holds a connection ready that never asked for anything: whoever is being answered has this long, then all end
    setTimeout(() => http.server.closeAllConnections(), secondsToFinish * 1000).unref()
  })
  http.addHook('onResponse', async (request, reply) => {
    app.log.info(
      {
        reqId: request.id,
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  http.setErrorHandler((error, request, reply) => {
    const { status, body } = answerTo(app, error, request.id)
    void reply.status(status).send(body)
  })

  await http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    const refused = async ({ next }: { next(): Promise<unknown> }) =>
      next().catch((error: unknown) => {
        throw asOrpcError(app, error)
      })
    // a list for each: the handlers add their own to it
    const rpc = new RPCHandler<RequestContext>(options.router as never, { clientInterceptors: [refused] as never })
    const openapi = new OpenAPIHandler<RequestContext>(options.router as never, {
      clientInterceptors: [refused] as never,
    })
    const handle =
      (handler: RPCHandler<RequestContext> | OpenAPIHandler<RequestContext>, prefix: '/rpc' | '/api') =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        void reply.header('cache-control', 'no-store')
        const { matched } = await handler.handle(request, reply, {
          prefix,
          context: await contextOf(app, options, request, reply),
        })
        if (!matched) await reply.status(404).send({ code: 'not_found', data: {} })
      }
    scope.all('/rpc/*', handle(rpc, '/rpc'))
    scope.all('/api/*', handle(openapi, '/api'))
  })
  if (options.webDir && existsSync(options.webDir)) await servePage(http, options.webDir)
  return http
}

const contentSecurityPolicy = {
  defaultSrc: [`'self'`],
  scriptSrc: [`'self'`],
  styleSrc: [`'self'`, `'unsafe-inline'`],
  imgSrc: [`'self'`, 'data:', 'blob:'],
  connectSrc: [`'self'`],
  fontSrc: [`'self'`, 'data:'],
  objectSrc: [`'none'`],
  frameAncestors: [`'none'`],
  baseUri: [`'none'`],
  formAction: [`'self'`],
  upgradeInsecureRequests: null,
}

/** A page of another site cannot set our header, and a browser names the site that posts. Tokens are no cookies and need neither. */
async function refuseForeignPosts(request: FastifyRequest) {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.authorization) return
  const site = request.headers['sec-fetch-site']
  if (request.headers['x-zhengxin'] !== '1' || (site !== undefined && site !== 'same-origin'))
    throw new Refusal('not_permitted', { need: 'same-origin' })
}

/** Who asks, and the two roads into the database. Also used by the upload and download routes. */
export async function contextOf(
  app: App,
  options: Pick<HttpOptions, 'recognise' | 'behindTls'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const bearer = request.headers.authorization?.match(/^Bearer (\S+)$/)?.[1]
  const unattended = request.headers['x-zhengxin-unattended'] === '1'
  const found = await options.recognise(app, {
    cookie: request.cookies[sessionCookie],
    bearer,
    address: request.ip,
    unattended,
  })
  const anyone = () => {
    if (!found) throw new Refusal('not_signed_in')
    return found.actor
  }
  const actor = () => {
    if (found?.first === 'changePassword') throw new Refusal('identity.must_change_password')
    if (found?.first) throw new Refusal('identity.must_add_second_factor')
    return anyone()
  }
  return {
    app,
    actor: found && !found.first ? found.actor : null,
    first: found?.first ?? null,
    sessionId: found?.sessionId ?? null,
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    run: async (work) => runCommand(app, actor(), work),
    query: async (work) => runQuery(app, actor(), work),
    beforeAllElse: {
      run: async (work) => runCommand(app, anyone(), work),
      query: async (work) => runQuery(app, anyone(), work),
    },
    setSessionCookie: (token) =>
      void reply.setCookie(sessionCookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: options.behindTls,
      }),
    clearSessionCookie: () => void reply.clearCookie(sessionCookie, { path: '/' }),
  }
}

const busyCodes = new Set([
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '40001',
  '40P01',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOSPC',
  'EDQUOT',
])
/** A number too large, a date that is none: it came from outside, most likely in a cursor. */
const unreadable = new Set(['22003', '22007', '22008', '22021', '22P02'])
/** What the driver says of a connection that broke, in the middle of a transaction too. */
const brokenConnection =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable|Client was closed/

/** A refusal keeps its code; a database that is away or a full disk is `busy`; anything else is a bug with an id to quote. */
export function answerTo(
  app: App,
  error: unknown,
  requestId: string,
): { status: number; body: { code: string; data: Record<string, unknown>; message?: string } } {
  if (error instanceof Refusal) return { status: refusals[error.code], body: { code: error.code, data: error.data } }
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string }
  if ((code && busyCodes.has(code)) || brokenConnection.test(message ?? '')) {
    app.log.error({ err: error, reqId: requestId }, 'busy')
    return { status: 503, body: { code: 'busy', data: {} } }
  }
  if (code && unreadable.has(code)) {
    app.log.warn({ err: error, reqId: requestId }, 'the database could not read a value')
    return { status: 400, body: { code: 'bad_input', data: {} } }
  }
  if (statusCode === 429) return { status: 429, body: { code: 'too_many_requests', data: {} } }
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, body: { code: statusCode === 413 ? 'file.too_large' : 'bad_input', data: {} } }
  app.log.error({ err: error, reqId: requestId }, 'bug')
  return { status: 500, body: { code: 'bug', data: { id: requestId } } }
}

function asOrpcError(app: App, error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError) {
    if (error.code !== 'BAD_REQUEST') return error
    const issues =
      (error.data as { issues?: { path?: unknown[]; code?: string; message?: string }[] } | undefined)?.issues ?? []
    return new ORPCError('bad_input', {
      status: 400,
      message: 'bad_input',
      data: {
        fields: issues.map((issue) => ({
          path: (issue.path ?? []).join('.'),
          problem: issue.code === 'custom' ? issue.message : (issue.code ?? issue.message),
        })),
      },
    })
  }
  const { status, body } = answerTo(app, error, randomUUID())
  return new ORPCError(body.code as RefusalCode, { status, message: body.code, data: body.data })
}

async function servePage(http: FastifyInstance, webDir: string) {
  await http.register(fastifyStatic, {
    root: webDir,
    preCompressed: false,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  http.setNotFoundHandler(async (request, reply) => {
    if (request.method === 'GET' && request.headers.accept?.includes('text/html')) return reply.sendFile('index.html')
    return reply.status(404).send({ code: 'not_found', data: {} })
  })
}
