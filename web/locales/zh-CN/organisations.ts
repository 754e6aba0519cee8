import type { organisationsRefusals as codes } from '../../../contract/organisations.refusals.ts'

export const organisations = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const organisationsRefusals: Record<keyof typeof codes, string> = {}
