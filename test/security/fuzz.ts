import { isContractProcedure } from '@orpc/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { contract } from '../../contract/index.ts'

/** Every entry of the contract with hostile and random input, asked by every kind of person. No answer may be a bug, and none may hold what the asker may not see. */
export interface Entry {
  name: string
  method: string
  path: string
  schema: JsonSchema | null
}
interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  additionalProperties?: JsonSchema | boolean
  $ref?: string
}

export function entriesOf(part: unknown = contract, name: string[] = []): Entry[] {
  if (!isContractProcedure(part))
    return Object.entries(part as object).flatMap(([key, inner]) => entriesOf(inner, [...name, key]))
  const { route, inputSchema } = part['~orpc']
  return [
    {
      name: name.join('.'),
      method: route.method!,
      path: route.path!,
      schema: inputSchema
        ? (z.toJSONSchema(inputSchema as z.ZodType, {
            io: 'input',
            unrepresentable: 'any',
            reused: 'inline',
          }) as JsonSchema)
        : null,
    },
  ]
}

/** A small generator of numbers in [0, 1) that repeats for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const hostileStrings = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\uffff',
  "' or '1'='1",
  "'; drop table submission; --",
  '" onload="alert(1)',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '%00%0a%0d',
  '${7*7}{{7*7}}',
  '\\',
  '%_\\',
  '关于'.repeat(6000),
  '🀄️👩‍👩‍👧',
  '\u202e倒',
  'null',
  '0',
  '-1',
  '1e309',
  '2026-02-30',
  '9999999999-01-01',
  '-000001-01-01T00:00:00Z',
  'constructor',
  '__proto__',
  'eyJhIjoxfQ',
  'WyIyMDI2LTAyLTMwIiwiMDE5YjAwMDAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAwIl0',
]
const hostileNumbers = [0, -1, 0.5, 2147483648, -2147483649, 9007199254740991, 1e21, 1e308, -1e308]
const hostileValues: unknown[] = [null, true, [], {}, [[]], { a: { b: [] } }, ...hostileNumbers, ...hostileStrings]

export interface Fuzzer {
  random: () => number
  /** Ids that exist: records the asker may and may not see. */
  ids: string[]
}

const pick = <T>(fuzzer: Fuzzer, of: readonly T[]): T => of[Math.floor(fuzzer.random() * of.length)]!

/** A value that fits the shape, mostly: one in eight is hostile at any depth. */
export function valueFor(fuzzer: Fuzzer, schema: JsonSchema, depth = 0): unknown {
  if (fuzzer.random() < 0.06) return pick(fuzzer, hostileValues)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return pick(fuzzer, schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return valueFor(fuzzer, pick(fuzzer, either), depth + 1)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => valueFor(fuzzer, part, depth + 1)))
  const type = Array.isArray(schema.type) ? pick(fuzzer, schema.type) : schema.type
  if (type === 'object' || schema.properties) return objectFor(fuzzer, schema, depth)
  if (type === 'array') {
    if (depth > 6) return []
    const length = Math.floor(fuzzer.random() * 4)
    return Array.from({ length }, () => valueFor(fuzzer, schema.items ?? {}, depth + 1))
  }
  if (type === 'string') return stringFor(fuzzer, schema)
  if (type === 'integer' || type === 'number') {
    if (fuzzer.random() < 0.2) return pick(fuzzer, hostileNumbers)
    const low = Math.max(schema.minimum ?? 0, -1000)
    const high = Math.min(schema.maximum ?? low + 50, low + 1000)
    const value = low + fuzzer.random() * (high - low)
    return type === 'integer' ? Math.floor(value) : value
  }
  if (type === 'boolean') return fuzzer.random() < 0.5
  if (type === 'null') return null
  return pick(fuzzer, hostileValues)
}

function objectFor(fuzzer: Fuzzer, schema: JsonSchema, depth: number): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(key) || fuzzer.random() < 0.4) made[key] = valueFor(fuzzer, inner, depth + 1)
  if (typeof schema.additionalProperties === 'object' && depth < 6)
    made[pick(fuzzer, hostileStrings)] = valueFor(fuzzer, schema.additionalProperties, depth + 1)
  return made
}

function stringFor(fuzzer: Fuzzer, schema: JsonSchema): string {
  const chance = fuzzer.random()
  if (chance < 0.15) return pick(fuzzer, hostileStrings)
  if (schema.format === 'uuid' || chance < 0.35) return pick(fuzzer, fuzzer.ids)
  if (schema.format === 'date') return '2026-03-02'
  if (schema.format === 'date-time') return '2026-03-02T01:00:00.000Z'
  return pick(fuzzer, ['春耕', '关于', 'a', '2026', '一二三', 'leak', '140105', ...hostileStrings])
}

export interface Ask {
  entry: string
  status: number
  body: string
  input: unknown
}

/** One request by our road for pages (/rpc); `cookie` says who asks. */
export async function ask(http: FastifyInstance, fuzzer: Fuzzer, entry: Entry, cookie: string): Promise<Ask> {
  const input = entry.schema ? valueFor(fuzzer, entry.schema) : undefined
  const response = await http.inject({
    method: 'POST',
    url: `/rpc/${entry.name.replaceAll('.', '/')}`,
    headers: { 'x-zhengxin': '1', 'content-type': 'application/json', cookie: `zhengxin_session=${cookie}` },
    payload: JSON.stringify({ json: input }),
  })
  return { entry: entry.name, status: response.statusCode, body: response.body, input }
}
