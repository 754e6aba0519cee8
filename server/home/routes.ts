export const homeRoutes = {}
