/** Refusals of identity: code → HTTP status. */
export const identityRefusals = {
} as const satisfies Record<string, number>
