/** desk: what the server promises. */
export const desk = {}
