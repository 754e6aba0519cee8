/** Addresses of the reading room. */
export const readingPaths = {
  home: '/reading',
  issue: (id: string) => `/reading/${id}`,
  print: (id: string) => `/issues/${id}/pdf`,
} as const
