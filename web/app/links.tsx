import { Link as RouterLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

/** A link to one of our addresses. Fetches the code of the page when the pointer comes near. */
export function Link({
  to,
  children,
  ...rest
}: { to: string; children: ReactNode } & Omit<ComponentProps<'a'>, 'href' | 'ref'>) {
  return (
    <RouterLink to={to as never} activeOptions={{ exact: true, includeSearch: to.includes('?') }} {...rest}>
      {children}
    </RouterLink>
  )
}

/** Goes to an address: `const go = useGo(); go(paths.home)`. Another filter on the same page does not scroll it. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return (to, options) => {
    const resetScroll = new URL(to, location.href).pathname !== location.pathname
    void navigate({ href: to, replace: options?.replace, resetScroll } as never)
  }
}

/** The named parts of the address: `const { id } = usePathParams<{ id: string }>()`. */
export const usePathParams = <Params extends Record<string, string>>(): Params => useParams({ strict: false }) as Params

/** What stands after the question mark. Every value is a string, a number or a list of them. */
export const useAddressSearch = (): Record<string, unknown> => useSearch({ strict: false }) as Record<string, unknown>
