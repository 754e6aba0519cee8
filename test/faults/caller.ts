import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../contract/index.ts'
import { password } from '../journeys/cast.ts'

export type Client = ContractRouterClient<typeof contract>

/** Every answer that was no success: `away` when nobody answered. */
export class Answer extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    super(`${status} ${code}`)
    this.status = status
    this.code = code
  }
}

export interface Caller {
  login: string
  cookie: string
  client: Client
}

/** Someone at a page of the node at `url`. `heard` counts every answer but success. */
export async function signIn(url: string, login: string, heard: Map<string, number> = new Map()): Promise<Caller> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-zhengxin': '1' },
    body: JSON.stringify({ login, password }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || !cookie) throw new Error(`${login} cannot sign in: ${answer.status} ${await answer.text()}`)
  return { login, cookie, client: clientOf(url, cookie, heard) }
}

export function clientOf(url: string, cookie: string, heard: Map<string, number> = new Map()): Client {
  const failed = (status: number, code: string) => {
    const answer = new Answer(status, code)
    heard.set(answer.message, (heard.get(answer.message) ?? 0) + 1)
    return answer
  }
  return createORPCClient(
    new RPCLink({
      url: `${url}/rpc`,
      headers: { 'x-zhengxin': '1', cookie },
      fetch: async (request, init) => {
        const answer = await fetch(request, init).catch(() => undefined)
        if (!answer) throw failed(0, 'away')
        if (answer.ok) {
          const text = await answer.text().catch(() => undefined)
          if (text === undefined) throw failed(0, 'away') // the connection broke in the middle of the answer
          return new Response(text, { status: answer.status, headers: answer.headers })
        }
        const body = JSON.parse((await answer.text().catch(() => '{}')) || '{}') as {
          code?: string
          json?: { code?: string }
        }
        throw failed(answer.status, body.code ?? body.json?.code ?? 'nothing')
      },
    }),
  )
}

/** 'done', or the code of the refusal; anything else is thrown. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Answer) return error.code
    throw error
  }
}
