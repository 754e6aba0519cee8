export const publicationsRoutes = {}
