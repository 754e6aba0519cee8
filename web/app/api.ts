import { ORPCError, createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import type { contract } from '../../contract/index.ts'
import { isUnattended } from './attended.ts'
import { signInAgain } from './sign-in-again.ts'

const signing = new Set([
  'identity.signIn',
  'identity.signInSecond',
  'identity.signInStep',
  'identity.signOut',
  'identity.signInPage',
])

/**
 * The road to the server. `x-zhengxin` shows that our page asks and no page of another site (the server refuses without it).
 * A session that ends in mid-work does not fail the call: it waits until the person has signed in again, then goes on.
 */
const link = new RPCLink({
  url: () => `${window.location.origin}/rpc`,
  headers: () => (isUnattended() ? { 'x-zhengxin': '1', 'x-zhengxin-unattended': '1' } : { 'x-zhengxin': '1' }),
  interceptors: [
    async ({ next, path }) => {
      try {
        return await next()
      } catch (error) {
        if (refusalOf(error)?.code !== 'not_signed_in' || signing.has(path.join('.')) || !signInAgain.expected())
          throw error
        await signInAgain.wait()
        return await next()
      }
    },
  ],
})

export type Client = ContractRouterClient<typeof contract>
/** Calls the server directly: `client.submissions.get({ id })`. Pages prefer `api`. */
export const client: Client = createORPCClient(link)
/** `api.<module>.<entry>.queryOptions({ input })` and `.mutationOptions()`. The first part of every key is the module. */
export const api = createTanstackQueryUtils(client)

export interface RefusalShape {
  code: string
  data: Record<string, unknown>
}

/** The refusal in an error, or nothing when it is a lost connection or a bug of the page. */
export function refusalOf(error: unknown): RefusalShape | undefined {
  if (!(error instanceof ORPCError)) return undefined
  return { code: String(error.code), data: (error.data ?? {}) as Record<string, unknown> }
}

/** Whether trying again later may help: no connection, or a server that is away for a moment. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ORPCError))
    return error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')
  return (
    error.code === 'busy' ||
    error.code === 'too_many_requests' ||
    error.status === 502 ||
    error.status === 503 ||
    error.status === 504
  )
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => isPassing(error) && count < 3,
      retryDelay: (count) => Math.min(1000 * 2 ** count, 8000),
      refetchOnWindowFocus: false, // the live line tells what changed
    },
    mutations: { retry: false },
  },
})

/** Fetches again whatever the page shows of these modules. After a mutation, and when the live line says so. */
export async function refetchModules(...modules: string[]): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) =>
      modules.includes('*') || modules.includes(String((queryKey[0] as unknown[] | undefined)?.[0])),
  })
}
