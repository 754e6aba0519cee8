import { readFileSync } from 'node:fs'
import { isContractProcedure } from '@orpc/contract'
import { beforeAll, expect, test } from 'vitest'
import { publicEntries } from '../../contract/identity.ts'
import { contract } from '../../contract/index.ts'
import { openApiDocument, operationsOf } from './openapi.ts'
import type { OpenApiDocument } from './openapi.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  schema?: unknown
}
let document: OpenApiDocument
beforeAll(async () => {
  document = JSON.parse(JSON.stringify(await openApiDocument())) as OpenApiDocument
})

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      method,
      operation: operation as typeof operation & {
        parameters?: Parameter[]
        summary?: string
        requestBody?: { content: Record<string, { schema?: object }> }
      },
    })),
  )
function* entriesOf(part: unknown, name: string[] = []): Generator<string> {
  if (isContractProcedure(part)) yield name.join('.')
  else for (const [key, inner] of Object.entries(part as object)) yield* entriesOf(inner, [...name, key])
}
function* schemasIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) for (const inner of value) yield* schemasIn(inner)
  else if (value !== null && typeof value === 'object') {
    yield value as Record<string, unknown>
    for (const inner of Object.values(value)) yield* schemasIn(inner)
  }
}

test('it is OpenAPI 3.1 with every entry of the contract, each under a name of its own', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/)
  const ids = operationsOf(document).map((operation) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual([...entriesOf(contract)].sort())
})

test('every $ref leads somewhere', () => {
  const refs = [...schemasIn(document)].flatMap((part) => (typeof part['$ref'] === 'string' ? [part['$ref']] : []))
  expect(refs.length).toBeGreaterThan(10)
  for (const ref of new Set(refs)) {
    const found = ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
        document,
      )
    expect.soft([ref, typeof found]).toEqual([ref, 'object'])
  }
})

test('every parameter of a path is declared, required and has a schema, and no path says the same twice', () => {
  for (const { path, method, operation } of operations()) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    expect
      .soft([
        method,
        path,
        declared.map((parameter) => parameter.name).sort(),
        declared.every((parameter) => parameter.required && parameter.schema),
      ])
      .toEqual([method, path, named.sort(), true])
    const keys = (operation.parameters ?? []).map((parameter) => `${parameter.in}:${parameter.name}`)
    expect.soft([path, new Set(keys).size]).toEqual([path, keys.length])
  }
  const shapes = Object.keys(document.paths).map((path) => path.replace(/\{\w+\}/g, '{}'))
  expect(new Set(shapes).size).toBe(shapes.length)
})

test('every entry has a tag, a summary, an answer and the refusal; a body never hides as "anything"', () => {
  for (const { path, operation } of operations()) {
    expect
      .soft([
        path,
        operation.tags?.length,
        Boolean(operation.summary),
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        'default' in operation.responses,
      ])
      .toEqual([path, 1, true, true, true])
    for (const { schema } of Object.values(operation.requestBody?.content ?? {}))
      expect.soft([path, Object.keys(schema ?? {}).length > 0]).toEqual([path, true])
  }
})

test('only the public entries are open', () => {
  const open = operationsOf(document)
    .filter((operation) => operation.security?.length === 0)
    .map((operation) => operation.operationId)
  expect(open.sort()).toEqual([...publicEntries].sort())
})

test('docs/openapi.json is what the contract says now (npm run openapi)', () => {
  expect(JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'))).toEqual(document)
})
