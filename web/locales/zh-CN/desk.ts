import type { deskRefusals as codes } from '../../../contract/desk.refusals.ts'

export const desk = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const deskRefusals: Record<keyof typeof codes, string> = {}
