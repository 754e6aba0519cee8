export const organisationPaths = {
  units: '/units',
  unit: (id: string) => `/units?unit=${id}`,
  directory: '/directory',
  directoryOf: (unitId: string) => `/directory?unit=${unitId}`,
  person: (id: string) => `/people/${id}`,
  roster: '/roster',
  grants: '/grants',
  myGrants: '/my/grants',
} as const
