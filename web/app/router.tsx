import { ORPCError } from '@orpc/client'
import {
  Outlet,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { queryClient, refusalOf } from './api.ts'
import { BrokenPage, NotFoundPage, OpeningPage } from './ErrorPages.tsx'
import { modules } from './modules.ts'
import type { PageRoute } from './module.ts'
import { paths } from './paths.ts'
import { meQuery } from './session.tsx'
import { ReadingFrame, Shell } from './shell.tsx'
import { SignInAgainDialog } from './SignInAgainDialog.tsx'

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <SignInAgainDialog />
    </>
  ),
  notFoundComponent: NotFoundPage,
})

/** Nobody signed in: go to the sign-in page and come back after. A server that cannot be reached is not a reason to sign in. */
async function needPerson({ location }: { location: { href: string } }) {
  try {
    const me = await queryClient.ensureQueryData(meQuery)
    if ((me.mustChangePassword || me.mustAddSecondFactor) && !location.href.startsWith(paths.account))
      throw redirect({ href: paths.account })
  } catch (error) {
    if (refusalOf(error)?.code !== 'not_signed_in') throw error
    throw redirect({
      href: location.href === '/' ? paths.login : `${paths.login}?next=${encodeURIComponent(location.href)}`,
    })
  }
}

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell, beforeLoad: needPerson })
const reading = createRoute({
  getParentRoute: () => root,
  id: 'reading',
  component: ReadingFrame,
  beforeLoad: needPerson,
})

const adminMenu = modules.flatMap((module) => module.menu ?? []).filter((entry) => entry.group === 'admin')

/** A page of the administrators is for those who have it in their menu: others get the sentence, not an empty table. The server decides all the same. */
async function needMenuEntry(path: string) {
  const entry = adminMenu.find(({ to }) => to === path)
  if (entry && !entry.when(await queryClient.ensureQueryData(meQuery))) throw new ORPCError('not_permitted')
}

function routesOf(frame: NonNullable<PageRoute['frame']>, parent: typeof root | typeof shell | typeof reading) {
  return modules
    .flatMap((module) => module.routes)
    .filter((page) => (page.frame ?? 'shell') === frame)
    .map((page) =>
      createRoute({
        getParentRoute: () => parent as typeof root,
        path: page.path,
        beforeLoad: () => needMenuEntry(page.path),
        component: lazyRouteComponent(async () => ({ default: await page.page() })),
      }),
    )
}

/**
 * What scrolls within a page. The router keeps a position by the element's place in the document, and pages are built alike: without
 * this list a page opens as far down as the one before it was. Back and forward still find their place.
 */
const scrollers = [
  'main',
  'page-body',
  'grid',
  'split-pane',
  'pane',
  'tree',
  'read-scroll',
  'catalogue-scroll',
  'composer',
  'write-side',
  'item-side-body',
  'directive-main',
  'desk-pane-body',
  'desk-right',
  'issue-paper',
  'issue-side',
  'facets',
  'hits',
  'record-text',
  'record-side',
].map((name) => `.zx-${name}`)

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren(routesOf('shell', shell)),
    reading.addChildren(routesOf('reading', reading)),
    ...routesOf('bare', root),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingComponent: OpeningPage,
  defaultErrorComponent: BrokenPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  scrollToTopSelectors: scrollers,
})
