import type { publications as zh } from '../zh-CN/publications.ts'
import type { publicationsRefusals as codes } from '../../../contract/publications.refusals.ts'

export const publications: Record<keyof typeof zh, string> = {}

export const publicationsRefusals: Record<keyof typeof codes, string> = {}
