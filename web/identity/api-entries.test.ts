import { expect, test } from 'vitest'
import { entriesOf, shapeOf } from './api-entries.ts'
import type { ApiDocument } from './api-entries.ts'
import { browserOf } from './browser-name.ts'

const document: ApiDocument = {
  paths: {
    '/items/{id}': {
      post: {
        operationId: 'items.send',
        summary: '报送',
        tags: ['items'],
        security: [],
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { to: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
              },
            },
          },
        },
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
          default: {},
        },
      },
    },
  },
  components: {
    schemas: {
      Item: {
        type: 'object',
        properties: { state: { enum: ['draft', 'sent'] }, next: { $ref: '#/components/schemas/Item' } },
        required: ['state'],
      },
    },
  },
}

test('an entry is read as people write types', () => {
  const [entry] = entriesOf(document)
  expect(entry).toMatchObject({
    id: 'items.send',
    tag: 'items',
    method: 'POST',
    path: '/items/{id}',
    summary: '报送',
    isPublic: true,
  })
  expect(entry!.parts(document)).toEqual({
    parameters: 'id: string (uuid)',
    body: '{\n  to?: (string | null)[]\n}',
    output: 'Item {\n  state: "draft" | "sent"\n  next?: Item {\n    state: "draft" | "sent"\n    next?: Item\n  }\n}',
  })
})

test('a shape that names itself ends', () =>
  expect(shapeOf({ $ref: '#/components/schemas/Item' }, document, '', 0)).toBe('Item'))

test.each([
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36', 'Chromium 120 · Windows'],
  ['Mozilla/5.0 (Windows NT 6.1) AppleWebKit Chrome/87.0 Safari/537.36 QIHU 360SE', '360/奇安信 · Windows'],
  ['curl/8.5', 'curl/8.5'],
])('%s', (userAgent, name) => expect(browserOf(userAgent)).toBe(name))
