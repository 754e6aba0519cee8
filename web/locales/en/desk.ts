import type { desk as zh } from '../zh-CN/desk.ts'
import type { deskRefusals as codes } from '../../../contract/desk.refusals.ts'

export const desk: Record<keyof typeof zh, string> = {}

export const deskRefusals: Record<keyof typeof codes, string> = {}
