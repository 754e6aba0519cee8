export const organisationsRoutes = {}
