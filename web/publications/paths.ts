/** Addresses of publications and their issues. */
export const publicationPaths = {
  pool: '/publications/pool',
  settings: '/publications',
  tiers: '/publications/tiers',
  issues: '/issues',
  results: '/publications/results',
  copies: '/publications/copies',
  issue: (id: string) => `/issues/${id}`,
} as const
