/** organisations: what the server promises. */
export const organisations = {}
