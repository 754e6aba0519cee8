import type { identityRefusals as codes } from '../../../contract/identity.refusals.ts'

export const identity = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const identityRefusals: Record<keyof typeof codes, string> = {}
