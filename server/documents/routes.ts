export const documentsRoutes = {}
