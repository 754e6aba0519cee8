/** Addresses of the library. */
export const libraryPaths = {
  search: '/library',
  record: (id: string) => `/library/records/${id}`,
  backIssues: '/library/back-issues',
  saved: '/library/saved',
  collections: '/library/collections',
  collection: (id: string) => `/library/collections/${id}`,
  statistics: '/library/statistics',
  imports: '/library/imports',
} as const
