/** Refusals of desk: code → HTTP status. */
export const deskRefusals = {
} as const satisfies Record<string, number>
