import type { Series } from '../../../contract/publications.ts'

/** 期号 as people cite it: '2026年第12期', '2026年增刊第3期'; unsigned issues have none yet. */
export function issueLabel(issue: { series: Series; year: number | null; number: number | null }): string {
  if (issue.year === null || issue.number === null) return '（未编号）'
  return `${issue.year}年${issue.series === 'supplement' ? '增刊' : ''}第${issue.number}期`
}

/** 总期号 of the main series: '总第356期'. Supplements are counted apart and carry none (domain.md 4.3). */
export const totalLabel = (issue: { series: Series; serial: number | null }): string | null =>
  issue.serial === null || issue.series === 'supplement' ? null : `总第${issue.serial}期`
