export const catalogueRoutes = {}
