/** Refusals of publications: code → HTTP status. */
export const publicationsRefusals = {
} as const satisfies Record<string, number>
