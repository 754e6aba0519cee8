/** submissions: what the server promises. */
export const submissions = {}
