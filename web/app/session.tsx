import { useQuery } from '@tanstack/react-query'
import type { Permission } from '../../contract/access.ts'
import { client, queryClient } from './api.ts'
import { liveLine } from './live.ts'
import { signInAgain } from './sign-in-again.ts'

/** Who works in this page, and what they may do anywhere (for menus; a record says its own `actions`). */
export type Me = Awaited<ReturnType<typeof client.identity.me>>

export const meQuery = {
  queryKey: [['identity', 'me'], { type: 'query' }] as const,
  queryFn: async (): Promise<Me> => {
    const me = await client.identity.me()
    signInAgain.remember(me.personId)
    liveLine.start()
    return me
  },
  staleTime: 5 * 60_000,
}

/** The person; only inside the shell or the reading frame, where it is known. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe outside of a signed-in page')
  return data
}

export const may = (me: Me, ...permissions: Permission[]): boolean =>
  permissions.some((permission) => me.permissions.includes(permission))

export function useMay(...permissions: Permission[]): boolean {
  return may(useMe(), ...permissions)
}

/** Ends the session here and on the server; the local copies of unsaved text stay on the machine. */
export async function signOut(): Promise<void> {
  const ended = await client.identity.signOut().catch(() => undefined)
  forgetMe()
  window.location.assign(ended?.leaveTo ?? '/login') // the provider of single sign-on ends its session too
}

export function forgetMe(): void {
  signInAgain.remember(null)
  liveLine.stop()
  queryClient.clear()
}
