import type { Credit } from '../../../contract/publications.ts'

interface Source {
  unitId: string | null
  unitName: string
  submissionId: string | null
  role: 'lead' | 'other'
  weight: number
}

/** Credit of an adoption: each distinct unit once (domain.md 2.5, 3.4 case 7). It leads when one of its items leads; its weight is its greatest. */
export function creditOf(sources: readonly Source[]): Credit[] {
  const lines = new Map<string, Credit>()
  for (const { unitId, unitName, submissionId, role, weight } of sources) {
    const line = lines.get(unitId ?? unitName) ?? { unitId, unitName, submissionIds: [], role, weight }
    lines.set(unitId ?? unitName, {
      ...line,
      role: line.role === 'lead' || role === 'lead' ? 'lead' : 'other',
      weight: Math.max(line.weight, weight),
      submissionIds: submissionId ? [...line.submissionIds, submissionId] : line.submissionIds,
    })
  }
  return [...lines.values()]
}

/** The source in brackets after the text: '小店区政府办、迎泽区政府办'. */
export const sourceLine = (credit: readonly Credit[]): string => credit.map((line) => line.unitName).join('、')
