/** Two characters that follow each other: the shape of a title that survives other wording around it. */
function pairsOf(title: string): Set<string> {
  const signs = [...title.replace(/[\s\p{P}]/gu, '')]
  return new Set(signs.slice(1).map((sign, i) => `${signs[i]}${sign}`))
}

/** How alike two titles are, 0 to 1: the pairs both have, of the pairs of the shorter one. */
function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)]
  const smaller = Math.min(a.size, b.size)
  if (smaller === 0) return 0
  return [...a].filter((pair) => b.has(pair)).length / smaller
}

const enough = 0.5

/**
 * 相似来稿: groups of at least two that report on one matter, by their titles. An item joins the first group it is like; the group is
 * named by its first item.
 */
export function alike<Item extends { id: string; title: string }>(items: readonly Item[]): Item[][] {
  const groups: Item[][] = []
  for (const item of items) {
    const group = groups.find(([first]) => likeness(first!.title, item.title) >= enough)
    if (group) group.push(item)
    else groups.push([item])
  }
  return groups.filter((group) => group.length > 1)
}
