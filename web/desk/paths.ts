/** Addresses of the desk. */
export const deskPaths = {
  inbox: '/desk',
  item: (id: string) => `/desk?open=${id}`,
  shared: '/desk/shared',
  pieces: '/desk/pieces',
  toReview: '/desk/pieces?tab=inSecondReview',
  piece: (id: string) => `/desk/pieces/${id}`,
  backEntry: '/desk/back-entry',
} as const
