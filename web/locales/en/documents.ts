import type { documents as zh } from '../zh-CN/documents.ts'

export const documents: Record<keyof typeof zh, string> = {}
