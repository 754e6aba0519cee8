import type { Snippet } from '../../contract/library.ts'
import { foldWithPlaces } from './fold.ts'

const [around, longest, whole] = [42, 150, 12_000]

/** A title with the found words marked. */
export const markTitle = (title: string, terms: readonly string[]): Snippet => mark(title, hitsIn(title, terms))

/** The place in a text where most of the words stand together, with the words marked. Without words, the beginning. */
export function snippetOf(text: string, terms: readonly string[], foldedAt: number): Snippet {
  // a very long text is looked at only around the first hit, which the folded text told
  const from = text.length > whole ? Math.max(0, foldedAt - whole / 2) : 0
  const near = text.length > whole ? text.slice(from, from + whole) : text
  const hits = hitsIn(near, terms)
  const start = hits.length === 0 ? 0 : Math.max(0, bestOf(hits) - around)
  const cut = near.slice(start, start + longest)
  const inside = hits
    .filter(([begin, stop]) => begin >= start && stop <= start + longest)
    .map(([begin, stop]): [number, number] => [begin - start, stop - start])
  const shown = mark(cut.replace(/\s/gu, ' '), inside)
  if (from + start > 0) shown.unshift({ text: '…', hit: false })
  if (start + longest < near.length) shown.push({ text: '…', hit: false })
  return shown
}

function bestOf(hits: [number, number][]): number {
  const reach = longest - around
  const together = hits.map(([begin]) => hits.filter(([other]) => other >= begin && other < begin + reach).length)
  return hits[together.indexOf(Math.max(...together))]![0]
}

function hitsIn(text: string, terms: readonly string[]): [number, number][] {
  const { folded, at } = foldWithPlaces(text)
  const hits: [number, number][] = []
  for (const term of terms) {
    for (
      let place = folded.indexOf(term);
      place >= 0 && hits.length < 400;
      place = folded.indexOf(term, place + term.length)
    )
      hits.push([at[place]!, at[place + term.length - 1]! + 1])
  }
  return hits.sort((one, other) => one[0] - other[0])
}

function mark(text: string, hits: [number, number][]): Snippet {
  const parts: Snippet = []
  let done = 0
  for (const [begin, stop] of hits) {
    if (stop <= done) continue
    if (begin > done) parts.push({ text: text.slice(done, begin), hit: false })
    parts.push({ text: text.slice(Math.max(begin, done), stop), hit: true })
    done = stop
  }
  if (done < text.length) parts.push({ text: text.slice(done), hit: false })
  return parts
}
