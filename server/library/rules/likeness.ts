import type { Likeness } from '../../../contract/library.ts'

/** A text made ready for comparing: folded, without punctuation. */
export interface Comparable {
  plain: string
  shingles: ReadonlySet<string>
  /** The same without the figures: in a short text one changed figure breaks a good part of the shingles. */
  wordShingles: ReadonlySet<string>
  /** Figures with the words around them: 新增就业…人 → 3000. */
  figures: ReadonlyMap<string, string[]>
  numbers: ReadonlySet<string>
}

const size = 4
const unit = '[%‰万亿年月日号时分岁人户个届次期起件家项吨亩元度]?'
const numberPattern = new RegExp(`\\d+(?:\\.\\d+)?${unit}|[一二三四五六七八九十百]+[届次期月季]`, 'gu')

/** `folded`: what fold() gives; signs of punctuation are no part of what is compared. */
export function comparable(folded: string): Comparable {
  const plain = folded
    .replace(/(?<=\d)\.(?=\d)/g, '·')
    .replace(/[\p{P}\p{S}\ue000-\uf8ff]/gu, (sign) => (sign === '·' || sign === '%' ? sign : ''))
    .replaceAll('·', '.')
  const figures = new Map<string, string[]>()
  const numbers = new Set<string>()
  for (const found of plain.matchAll(numberPattern)) {
    numbers.add(found[0])
    const before = wordsOnly(plain.slice(Math.max(0, found.index - 12), found.index)).slice(-6)
    const after = wordsOnly(plain.slice(found.index + found[0].length, found.index + found[0].length + 12)).slice(0, 4)
    const key = `${before}…${after}`
    figures.set(key, [...(figures.get(key) ?? []), found[0]])
  }
  return { plain, shingles: shinglesOf(plain), wordShingles: shinglesOf(wordsOnly(plain)), figures, numbers }
}
function shinglesOf(plain: string): Set<string> {
  const shingles = new Set<string>()
  for (let at = 0; at + size <= plain.length; at += 1) shingles.add(plain.slice(at, at + size))
  return shingles
}
const wordsOnly = (text: string) => text.replace(/[\d.%]/g, '')

export interface Compared {
  /** Share of the shorter text that stands in the other, 0–1. */
  contained: number
  /** Share of the figures of the shorter text that stand in the other. */
  sameFigures: number
  figures: { here: string; there: string; around: string }[]
  likeness: Likeness | null
}

/** How much of the shorter text must stand in the other to be a copy: less when all its figures do too. */
const copied = {
  certain: 0.93,
  likely: 0.72,
  related: 0.4,
  figures: 0.6,
  allFigures: 0.8,
  sameWords: 0.98,
  mostFigures: 0.66,
} as const

/** Is one text made from the other? Reports of one form about another month share their words, but not their figures. */
export function compare(here: Comparable, there: Comparable): Compared {
  const [short, long] = here.plain.length <= there.plain.length ? [here, there] : [there, here]
  const contained = share(short.shingles, long.shingles)
  const sameFigures = short.numbers.size === 0 ? 1 : share(short.numbers, long.numbers)
  const sameWords =
    sameFigures >= copied.mostFigures && share(short.wordShingles, long.wordShingles) >= copied.sameWords
  const figures = contained >= copied.likely || sameWords ? changedFigures(here, there) : []
  const likeness = likenessOf(here, there, { contained, sameFigures, figures, sameWords })
  return { contained, sameFigures, figures, likeness }
}

function likenessOf(
  here: Comparable,
  there: Comparable,
  { contained, sameFigures, figures, sameWords }: Omit<Compared, 'likeness'> & { sameWords: boolean },
): Likeness | null {
  if (here.plain === there.plain) return 'same'
  const copy =
    sameWords ||
    (contained >= copied.certain && sameFigures >= copied.figures) ||
    (contained >= copied.likely && sameFigures >= copied.allFigures)
  if (!copy) return contained >= copied.related ? 'sameMatter' : null
  if (figures.length > 0) return 'conflict'
  const ratio = here.plain.length / Math.max(1, there.plain.length)
  return ratio < 0.7 ? 'contained' : ratio > 1.43 ? 'contains' : 'copy'
}

function share(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0
  let there = 0
  for (const one of part) if (whole.has(one)) there += 1
  return there / part.size
}

/** 20% and 20 beside a sign that got lost are one. */
const amountOf = (figure: string) => figure.match(/^\d[\d.]*/)?.[0] ?? figure

/** Figures in the same words with another value. */
function changedFigures(here: Comparable, there: Comparable): Compared['figures'] {
  const changed: Compared['figures'] = []
  for (const [around, values] of here.figures) {
    const others = there.figures.get(around)
    if (!others || around.length < 5) continue
    const mine = values.filter((value) => !others.some((other) => amountOf(other) === amountOf(value)))
    const theirs = others.filter((value) => !values.some((other) => amountOf(other) === amountOf(value)))
    if (mine[0] !== undefined && theirs[0] !== undefined) changed.push({ here: mine[0], there: theirs[0], around })
  }
  return changed.slice(0, 10)
}
