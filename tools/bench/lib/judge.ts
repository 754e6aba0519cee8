import { fold } from '../../../server/library/fold.ts'
import { pairsOf } from '../../../server/library/rules/grams.ts'

/** nDCG@10 of a ranked list; every judged document is worth the same. */
export function ndcg10(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const gain = (at: number) => 1 / Math.log2(at + 2)
  const best = Array.from({ length: Math.min(10, relevant.size) }, (_, at) => gain(at)).reduce(
    (sum, one) => sum + one,
    0,
  )
  const found = ranked.slice(0, 10).reduce((sum, id, at) => sum + (relevant.has(id) ? gain(at) : 0), 0)
  return best === 0 ? 0 : found / best
}

/** The reference: plain BM25 over pairs of characters of title and text, over every document, with the usual 1.2 and 0.75. */
export function bigramBm25(documents: readonly { id: string; text: string }[]): (query: string) => string[] {
  const [k1, b] = [1.2, 0.75]
  const postings = new Map<string, [document: number, times: number][]>()
  const lengths = documents.map(({ text }, document) => {
    const folded = fold(text)
    const times = new Map<string, number>()
    for (let at = 0; at < folded.length - 1; at += 1) {
      const pair = folded.slice(at, at + 2)
      times.set(pair, (times.get(pair) ?? 0) + 1)
    }
    for (const [pair, count] of times) {
      const list = postings.get(pair)
      if (list) list.push([document, count])
      else postings.set(pair, [[document, count]])
    }
    return folded.length
  })
  const average = lengths.reduce((sum, length) => sum + length, 0) / documents.length
  return (query) => {
    const scores = new Map<number, number>()
    for (const pair of pairsOf(fold(query))) {
      const list = postings.get(pair) ?? []
      const idf = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5))
      for (const [document, times] of list) {
        const weight = (times * (k1 + 1)) / (times + k1 * (1 - b + (b * lengths[document]!) / average))
        scores.set(document, (scores.get(document) ?? 0) + idf * weight)
      }
    }
    return [...scores]
      .toSorted((one, other) => other[1] - one[1])
      .slice(0, 10)
      .map(([document]) => documents[document]!.id)
  }
}
