/** identity: what the server promises. */
export const identity = {}
