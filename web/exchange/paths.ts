/** Addresses of this module. */
export const exchangePaths = {
  lines: '/admin/lines',
  line: (id: string) => `/admin/lines/${id}`,
  held: '/admin/lines/held',
  invitations: '/admin/lines/invitations',
  self: '/admin/lines/this-node',
} as const
