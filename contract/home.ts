/** home: what the server promises. */
export const home = {}
