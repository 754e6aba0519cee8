import { call } from '@orpc/server'
import type { AnyProcedure } from '@orpc/server'
import type { Actor } from '../../server/platform/access.ts'
import type { RequestContext } from '../../server/platform/api.ts'
import { runCommand, runQuery } from '../../server/platform/command.ts'
import type { App } from '../../server/platform/command.ts'
import { router } from '../../server/router.ts'
import type { Entry } from '../security/fuzz.ts'

type Schema = NonNullable<Entry['schema']>

/** The least input that fits the shape: ids are `id`, so that an entry can be asked for a record without knowing more. */
export function leastInput(schema: Schema, id: string): unknown {
  if (schema.pattern?.includes('revision|edited')) return `revision:${id}`
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const either = schema.anyOf ?? schema.oneOf
  if (either) return leastInput(either[0]!, id)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => leastInput(part, id)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object' || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([key]) => schema.required?.includes(key))
        .map(([key, inner]) => [key, known[key] ?? leastInput(inner, id)]),
    )
  const { minItems = 0, minLength = 1 } = schema as { minItems?: number; minLength?: number }
  if (type === 'array') return Array.from({ length: minItems }, () => leastInput(schema.items ?? {}, id))
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return false
  if (type !== 'string') return null
  if (schema.format === 'uuid') return id
  if (schema.format === 'date') return '2026-03-02'
  if (schema.format === 'date-time') return '2026-03-09T01:00:00.000Z'
  return (schema as { contentEncoding?: string }).contentEncoding === 'base64' || schema.format === 'base64'
    ? 'AAAA'
    : '一'.repeat(Math.max(minLength, 1))
}

/** What a pattern or a rule asks for. */
const known: Record<string, unknown> = {
  year: 2026,
  password: 'Fenhe-Liushui-8',
  next: 'Fenhe-Liushui-9',
  login: 'nobody.here',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '一段。' }] }] },
  digest: 'b'.repeat(64),
  step: 'c'.repeat(32),
  token: 'd'.repeat(32),
  code: '123456',
}

export interface Answer {
  /** 'ok', the code of a refusal, or 'bug'. */
  code: string
  text: string
}

class Undone extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super('undone')
    this.result = result
  }
}

/** Asks one entry as `actor`, in this process and by the road of a page. An act is undone: the next one finds the same world. */
export async function askAs(app: App, actor: Actor, name: string, input: unknown): Promise<Answer> {
  const run: RequestContext['run'] = async (work) => {
    try {
      return await runCommand(app, { ...actor, provedAt: app.clock() }, async (cx) => {
        throw new Undone(await work(cx))
      })
    } catch (error) {
      if (error instanceof Undone) return error.result as never
      throw error
    }
  }
  const query: RequestContext['query'] = (work) => runQuery(app, actor, work)
  const context: RequestContext = {
    app,
    actor,
    run,
    query,
    first: null,
    sessionId: null,
    address: '127.0.0.1',
    userAgent: 'access proof',
    beforeAllElse: { run, query },
    setSessionCookie: () => {},
    clearSessionCookie: () => {},
  }
  const [module, act] = name.split('.') as [keyof typeof router, string]
  const procedure = (router[module] as unknown as Record<string, AnyProcedure>)[act]!
  try {
    return { code: 'ok', text: JSON.stringify(await call(procedure, input as never, { context })) ?? '' }
  } catch (error) {
    const { code, data, message } = error as { code?: string; data?: unknown; message: string }
    return { code: code ?? 'bug', text: JSON.stringify(data ?? {}) + (code ? '' : message) }
  }
}
