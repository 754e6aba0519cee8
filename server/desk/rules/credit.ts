import type { CreditLine } from '../../../contract/desk.ts'

interface Source {
  unitId: string | null
  unitName: string
  role: 'lead' | 'other'
  weight: number
}

/**
 * Who is credited for a piece: every distinct unit once, even when it gave two items (domain.md 2.5). A unit leads when one of
 * its items leads; its weight is its greatest one, so that a second item adds nothing. Units without an id are told apart by name.
 * Lead units first, then in the order of the sources.
 */
export function creditOf(sources: readonly Source[]): CreditLine[] {
  const lines = new Map<string, CreditLine>()
  for (const source of sources) {
    const key = keyOf(source)
    const line = lines.get(key)
    if (!line) {
      lines.set(key, {
        unitId: source.unitId,
        unitName: source.unitName,
        role: source.role,
        weight: source.weight,
        items: 1,
      })
      continue
    }
    line.items += 1
    line.weight = Math.max(line.weight, source.weight)
    if (source.role === 'lead') line.role = 'lead'
  }
  const credited = [...lines.values()]
  return [...credited.filter((line) => line.role === 'lead'), ...credited.filter((line) => line.role === 'other')]
}

const keyOf = (unit: { unitId: string | null; unitName: string }) => unit.unitId ?? unit.unitName.replace(/\s+/gu, '')

/** Whether two sources credit the same unit. */
export const sameUnit = (a: Parameters<typeof keyOf>[0], b: Parameters<typeof keyOf>[0]): boolean =>
  keyOf(a) === keyOf(b)

/** The other units that stand beside this one in the credit: what a unit is told when its item was merged. */
export const mergedWith = (credit: readonly CreditLine[], own: { unitId: string | null; unitName: string }): string[] =>
  credit
    .filter((line) => (own.unitId === null ? line.unitName !== own.unitName : line.unitId !== own.unitId))
    .map((line) => line.unitName)
