import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import * as assessmentShapes from '../../contract/assessment.ts'
import * as assessmentFactsShapes from '../../contract/assessment-facts.ts'
import * as assessmentSchemeShapes from '../../contract/assessment-scheme.ts'
import * as auditShapes from '../../contract/audit.ts'
import * as bodyShapes from '../../contract/body.ts'
import * as calendarShapes from '../../contract/calendar.ts'
import * as catalogueShapes from '../../contract/catalogue.ts'
import * as catalogueFieldsShapes from '../../contract/catalogue-fields.ts'
import * as commissionsShapes from '../../contract/commissions.ts'
import * as commonShapes from '../../contract/common.ts'
import * as deskShapes from '../../contract/desk.ts'
import * as directivesShapes from '../../contract/directives.ts'
import * as documentsShapes from '../../contract/documents.ts'
import * as exchangeShapes from '../../contract/exchange.ts'
import * as guidanceShapes from '../../contract/guidance.ts'
import * as homeShapes from '../../contract/home.ts'
import * as identityShapes from '../../contract/identity.ts'
import * as libraryShapes from '../../contract/library.ts'
import * as organisationsShapes from '../../contract/organisations.ts'
import * as publicationsShapes from '../../contract/publications.ts'
import * as securityPolicyShapes from '../../contract/security-policy.ts'
import * as submissionsShapes from '../../contract/submissions.ts'
import { publicEntries } from '../../contract/identity.ts'
import { contract } from '../../contract/index.ts'
import { refusals } from '../../contract/refusals.ts'
import type { RequestContext } from './api.ts'
import { Refusal } from './refusal.ts'

interface Operation {
  operationId?: string
  tags?: string[]
  security?: unknown[]
  responses: Record<string, unknown>
}
export interface OpenApiDocument {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
  tags: { name: string }[]
}

/** Shapes that the contract exports under a name are written once, under that name. Requests such as PageQuery stay where they are. */
const commonSchemas = Object.fromEntries(
  [
    assessmentShapes,
    assessmentFactsShapes,
    assessmentSchemeShapes,
    auditShapes,
    bodyShapes,
    calendarShapes,
    catalogueShapes,
    catalogueFieldsShapes,
    commissionsShapes,
    commonShapes,
    deskShapes,
    directivesShapes,
    documentsShapes,
    exchangeShapes,
    guidanceShapes,
    homeShapes,
    identityShapes,
    libraryShapes,
    organisationsShapes,
    publicationsShapes,
    securityPolicyShapes,
    submissionsShapes,
  ]
    .flatMap((module) => Object.entries(module))
    .filter(([name, shape]) => name === 'Body' || (shape instanceof z.ZodObject && !/Query$|^ById$/.test(name)))
    .map(([name, schema]) => [name, { schema: schema as z.ZodType, strategy: 'output' as const }]),
)

/** The contract as OpenAPI 3.1, for those who connect their own systems. Every entry may answer with a refusal. */
export async function openApiDocument(): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = (await generator.generate(contract, {
    info: {
      title: '政信 Zhengxin',
      version: '1',
      description: '政务信息采编、传输系统的接口。Authorization: Bearer <访问令牌>；令牌在“我的账号”中新建。',
    },
    servers: [{ url: '/api' }],
    security: [{ token: [] }, { session: [] }],
    commonSchemas,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '访问令牌：代表本人，但不能做需要再次输入口令的操作。' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'zhengxin_session',
          description: '网页会话：POST 时另需请求头 x-zhengxin: 1。',
        },
      },
    },
  })) as unknown as OpenApiDocument
  document.components.schemas['Refusal'] = {
    type: 'object',
    required: ['code', 'data'],
    properties: {
      code: { type: 'string', enum: [...Object.keys(refusals), 'bug'] },
      data: { type: 'object' },
      message: { type: 'string' },
    },
  }
  for (const operation of operationsOf(document)) {
    operation.responses['default'] = {
      description: '没有同意，或出错。code 说明原因。',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
    }
    if (publicEntries.includes(operation.operationId ?? '')) operation.security = []
  }
  document.tags = [...new Set(operationsOf(document).flatMap((operation) => operation.tags ?? []))].map((name) => ({
    name,
  }))
  return document
}

export const operationsOf = (document: OpenApiDocument): Operation[] =>
  Object.values(document.paths).flatMap((path) => Object.values(path))

/** GET /openapi.json, for whoever is signed in or holds a token. Made once, when first asked for. */
export function openApiRoute(
  http: FastifyInstance,
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
) {
  let document: Promise<string> | undefined
  http.get('/openapi.json', async (request, reply) => {
    if (!(await contextOf(request, reply)).actor) throw new Refusal('not_signed_in')
    document ??= openApiDocument().then((made) => JSON.stringify(made))
    return reply
      .header('cache-control', 'private, no-cache')
      .type('application/json; charset=utf-8')
      .send(await document)
  })
}
