import type { submissionsRefusals as codes } from '../../../contract/submissions.refusals.ts'

export const submissions = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const submissionsRefusals: Record<keyof typeof codes, string> = {}
