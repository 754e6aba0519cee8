/** Addresses of points, notices and adoption reports. */
export const guidancePaths = {
  list: '/guidance',
  new: (kind: string) => `/guidance/new/${kind}`,
  newPage: '/guidance/new/$kind',
  paper: (id: string) => `/guidance/${id}`,
  received: '/guidance-received',
  daily: '/guidance-received/daily',
  receipt: (id: string) => `/guidance-received/${id}`,
  writeFor: (pointId: string) => `/submissions/new?point=${pointId}`,
} as const
