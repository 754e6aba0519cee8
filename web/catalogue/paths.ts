export const cataloguePaths = { catalogue: '/catalogue' } as const
