export const deskRoutes = {}
