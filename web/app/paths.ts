/** Addresses that every part of the page may lead to. A module keeps its own in web/<module>/paths.ts and exports them from its index. */
export const paths = {
  home: '/',
  login: '/login',
  notices: '/notices',
  account: '/account',
  setUp: (token: string) => `/setup/${token}`,
} as const

/** Only an address of our own page: a link in a mail may not lead elsewhere after the sign-in. */
export const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : paths.home
