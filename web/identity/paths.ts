/** Addresses of this module. */
export const identityPaths = {
  accounts: '/admin/accounts',
  factorHolders: '/admin/second-factors',
  online: '/admin/sessions',
  settings: '/admin/security',
  api: '/admin/api',
} as const
