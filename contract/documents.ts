/** documents: what the server promises. */
export const documents = {}
