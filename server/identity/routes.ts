export const identityRoutes = {}
