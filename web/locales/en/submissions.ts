import type { submissions as zh } from '../zh-CN/submissions.ts'
import type { submissionsRefusals as codes } from '../../../contract/submissions.refusals.ts'

export const submissions: Record<keyof typeof zh, string> = {}

export const submissionsRefusals: Record<keyof typeof codes, string> = {}
