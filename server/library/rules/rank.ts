/** A candidate for ranking, folded. */
export interface Candidate {
  id: string
  title: string
  body: string
}
/** A word that is asked for, and in how many of `sampled` records it stands. */
export interface Weighted {
  choices: readonly string[]
  records: number
}

/** How BM25 weighs. Words are looked for in titles first; a sentence is told by its rare pairs, wherever they stand. */
export interface Weighing {
  k1: number
  b: number
  titleWeight: number
  rarity: number
}
const forWords: Weighing = { k1: 1.2, b: 0.6, titleWeight: 3, rarity: 1 }
export const forSentences: Weighing = { k1: 1.6, b: 0.9, titleWeight: 1, rarity: 1.2 }

/** How much it tells that a text holds a word which stands in `records` of `sampled`. */
export const rarity = (records: number, sampled: number, weighing: Weighing): number =>
  Math.log(1 + (sampled - Math.min(records, sampled) + 0.5) / (records + 0.5)) ** weighing.rarity

/** BM25 of title and body: a word in the title counts as several in the text; rare words tell more. Highest first. */
export function rank(
  candidates: readonly Candidate[],
  words: readonly Weighted[],
  sampled: number,
  weighing: Weighing = forWords,
): { id: string; score: number }[] {
  const lengths = candidates.map(({ title, body }) => title.length + body.length)
  const average = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, candidates.length))
  const { k1, b, titleWeight } = weighing
  const idf = words.map(({ records }) => rarity(records, sampled, weighing))
  return candidates
    .map(({ id, title, body }, index) => {
      const norm = k1 * (1 - b + (b * lengths[index]!) / average)
      let score = 0
      words.forEach(({ choices }, word) => {
        let times = 0
        for (const term of choices) times += titleWeight * timesIn(title, term) + timesIn(body, term)
        if (times > 0) score += (idf[word]! * times * (k1 + 1)) / (times + norm)
      })
      return { id, score }
    })
    .sort((one, other) => other.score - one.score)
}

function timesIn(text: string, term: string): number {
  let times = 0
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) times += 1
  return times
}
