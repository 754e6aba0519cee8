import type { catalogue as zh } from '../zh-CN/catalogue.ts'

export const catalogue: Record<keyof typeof zh, string> = {}
