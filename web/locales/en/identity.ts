import type { identity as zh } from '../zh-CN/identity.ts'
import type { identityRefusals as codes } from '../../../contract/identity.refusals.ts'

export const identity: Record<keyof typeof zh, string> = {}

export const identityRefusals: Record<keyof typeof codes, string> = {}
