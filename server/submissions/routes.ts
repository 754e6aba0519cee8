export const submissionsRoutes = {}
