import type { organisations as zh } from '../zh-CN/organisations.ts'
import type { organisationsRefusals as codes } from '../../../contract/organisations.refusals.ts'

export const organisations: Record<keyof typeof zh, string> = {}

export const organisationsRefusals: Record<keyof typeof codes, string> = {}
