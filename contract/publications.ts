/** publications: what the server promises. */
export const publications = {}
