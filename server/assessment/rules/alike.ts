/** One sent item as the guards look at it. */
export interface SentItem {
  day: string
  title: string
}

/** Titles this much alike, so many of them within so many days, look like one matter cut in slices (拆条报送, domain.md 9). */
const alikeAt = 0.6
const windowDays = 7
const sliceAt = 3

/** The largest run of items with titles like the first one's, within a week of it; null when there is none worth a look. */
export function largestSlicing(
  items: readonly SentItem[],
): { title: string; count: number; from: string; to: string } | null {
  const sorted = items
    .map((item) => ({ ...item, pairs: pairsOf(item.title), at: Date.parse(`${item.day}T00:00:00Z`) / 86_400_000 }))
    .sort((a, b) => a.at - b.at || (a.title < b.title ? -1 : 1))
  let largest: ReturnType<typeof largestSlicing> = null
  for (const [at, first] of sorted.entries()) {
    let [count, to] = [1, first.day]
    for (let next = at + 1; next < sorted.length && sorted[next]!.at - first.at < windowDays; next += 1) {
      if (alike(first.pairs, sorted[next]!.pairs) < alikeAt) continue
      count += 1
      to = sorted[next]!.day
    }
    if (count >= sliceAt && count > (largest?.count ?? 0)) largest = { title: first.title, count, from: first.day, to }
  }
  return largest
}

/** Pairs of neighbouring characters, without digits, numerals and punctuation: 之一 and 之二 are the same matter. */
function pairsOf(title: string): Set<string> {
  const text = [...title.replace(/[\p{P}\p{S}\s\d一二三四五六七八九十]/gu, '')]
  return new Set(text.slice(1).map((character, at) => `${text[at]}${character}`))
}

/** From 0 (nothing in common) to 1 (the same pairs). */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let common = 0
  for (const pair of a) if (b.has(pair)) common += 1
  return (2 * common) / (a.size + b.size)
}
