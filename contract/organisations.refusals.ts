/** Refusals of organisations: code → HTTP status. */
export const organisationsRefusals = {
} as const satisfies Record<string, number>
