/** Refusals of submissions: code → HTTP status. */
export const submissionsRefusals = {
} as const satisfies Record<string, number>
