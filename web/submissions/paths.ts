/** Addresses of this module, for its pages and for others that lead here. */
export const submissionPaths = {
  list: '/submissions',
  new: '/submissions/new',
  item: (id: string) => `/submissions/${id}`,
  write: (id: string) => `/submissions/${id}/write`,
} as const
