/** Addresses of commissions. */
export const commissionPaths = {
  list: '/commissions',
  new: '/commissions/new',
  passDown: (taskId: string) => `/commissions/new?from=${taskId}`,
  overdue: '/commissions/overdue',
  settings: '/commissions/settings',
  commission: (id: string) => `/commissions/${id}`,
  mine: '/my-commissions',
  tasks: '/commission-tasks',
  task: (id: string) => `/commission-tasks/${id}`,
  writeFor: (commissionId: string) => `/submissions/new?commission=${commissionId}`,
} as const
