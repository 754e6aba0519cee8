import type { publicationsRefusals as codes } from '../../../contract/publications.refusals.ts'

export const publications = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const publicationsRefusals: Record<keyof typeof codes, string> = {}
