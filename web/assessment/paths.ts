/** Addresses of assessment. */
export const assessmentPaths = {
  scores: '/scores',
  standings: '/assessment',
  unit: (unitId: string) => `/assessment/units/${unitId}`,
  schemes: '/assessment/schemes',
  scheme: (id: string) => `/assessment/schemes/${id}`,
  ledger: '/assessment/ledger',
  periods: '/assessment/periods',
  period: (id: string) => `/assessment/periods/${id}`,
  appeals: '/assessment/appeals',
  bulletins: '/assessment/bulletins',
  bulletin: (id: string) => `/assessment/bulletins/${id}`,
  bulletinFile: (id: string, format: string) => `/assessment/bulletins/${id}/file/${format}`,
  received: '/assessment/received',
  receivedOne: (id: string) => `/assessment/received/${id}`,
  receivedFile: (id: string, format: string) => `/assessment/received-bulletins/${id}/file/${format}`,
  year: '/assessment/year',
} as const
