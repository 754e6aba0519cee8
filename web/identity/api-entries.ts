type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
}
interface Operation {
  operationId: string
  summary?: string
  tags?: string[]
  security?: unknown[]
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: { content: Record<string, { schema?: Schema }> }
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface ApiEntry {
  id: string
  tag: string
  method: string
  path: string
  summary: string
  isPublic: boolean
  parts: (document: ApiDocument) => { parameters?: string; body?: string; output: string }
}

/** The entries of an OpenAPI document in its order. */
export function entriesOf(document: ApiDocument): ApiEntry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      tag: operation.tags?.[0] ?? '',
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? '',
      isPublic: operation.security?.length === 0,
      parts: () => ({
        parameters: operation.parameters
          ?.map(({ name, required, schema }) => `${name}${required ? '' : '?'}: ${shapeOf(schema, document)}`)
          .join('\n'),
        body:
          Object.values(operation.requestBody?.content ?? {})
            .map(({ schema }) => shapeOf(schema, document))
            .join('\n') || undefined,
        output:
          Object.entries(operation.responses)
            .filter(([status]) => status.startsWith('2'))
            .flatMap(([, { content }]) => Object.values(content ?? {}))
            .map(({ schema }) => shapeOf(schema, document))
            .join('\n') || '{}',
      }),
    })),
  )
}

/** A schema as people write types: `{ id: string (uuid), note?: string | null }`. A named shape is opened once, and its inner ones named. */
export function shapeOf(schema: Schema | undefined, document: ApiDocument, indent = '', open = 2): string {
  if (!schema) return 'unknown'
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1)!
    const target = document.components.schemas[name]
    return open > 0 && target ? `${name} ${shapeOf(target, document, indent, open - 1)}` : name
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map((part) => shapeOf(part, document, indent, open)))].join(' | ')
  if (schema.allOf) return schema.allOf.map((part) => shapeOf(part, document, indent, open)).join(' & ')
  if (schema.properties) {
    const inner = `${indent}  `
    const lines = Object.entries(schema.properties).map(
      ([name, part]) =>
        `${inner}${name}${schema.required?.includes(name) ? '' : '?'}: ${shapeOf(part, document, inner, open)}`,
    )
    return `{\n${lines.join('\n')}\n${indent}}`
  }
  if (schema.items) return `${wrapped(shapeOf(schema.items, document, indent, open))}[]`
  if (typeof schema.additionalProperties === 'object')
    return `{ [name]: ${shapeOf(schema.additionalProperties, document, indent, open)} }`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'unknown')
  return schema.format ? `${type} (${schema.format})` : type
}

const wrapped = (shape: string) => (/ \| /.test(shape) && !shape.includes('\n') ? `(${shape})` : shape)
