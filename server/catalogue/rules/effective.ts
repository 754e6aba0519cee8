/** Between two entries of the node there is room for the office's own. */
export const positionStep = 100

interface Placed {
  code: string
  officeId: string | null
  position: number
}

/** The list as an office has it: its own entries, and the node's where it has none of that code, in order. */
export function effectiveEntries<Entry extends Placed>(entries: readonly Entry[]): Entry[] {
  const own = new Set(entries.filter((entry) => entry.officeId !== null).map((entry) => entry.code))
  return entries
    .filter((entry) => entry.officeId !== null || !own.has(entry.code))
    .sort(
      (one, other) =>
        one.position - other.position ||
        Number(one.officeId === null) - Number(other.officeId === null) ||
        (one.code < other.code ? -1 : 1),
    )
}

/**
 * New positions for the wished order. The node's own list is numbered afresh; in an office's list only the office's entries move:
 * each stands right behind the one before it. Codes that are not in the list are passed over.
 */
export function positionsFor(
  entries: readonly Placed[],
  codes: readonly string[],
  ofOffice: boolean,
): Map<string, number> {
  const byCode = new Map(entries.map((entry) => [entry.code, entry]))
  const placed = new Map<string, number>()
  let last = -positionStep
  for (const code of codes) {
    const entry = byCode.get(code)
    if (!entry || placed.has(code)) continue
    last = !ofOffice ? last + positionStep : entry.officeId === null ? entry.position : last + 1
    if (!ofOffice || entry.officeId !== null) placed.set(code, last)
  }
  return placed
}
