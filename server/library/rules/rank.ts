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

const [k1, b, titleWeight] = [1.2, 0.6, 3]

/** BM25 of title and body: a word in the title counts as several in the text; rare words tell more. Highest first. */
export function rank(
  candidates: readonly Candidate[],
  words: readonly Weighted[],
  sampled: number,
): { id: string; score: number }[] {
  const lengths = candidates.map(({ title, body }) => title.length + body.length)
  const average = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, candidates.length))
  const idf = words.map(({ records }) => Math.log(1 + (sampled - Math.min(records, sampled) + 0.5) / (records + 0.5)))
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
