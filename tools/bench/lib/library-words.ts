import type { Entering } from '../../../server/library/entering.ts'
import { fold, foldRecord } from '../../../server/library/fold.ts'
import { faded, numbers } from './library-texts.ts'

export type WordClass = 'rare' | 'mid' | 'half' | 'common' | 'and2' | 'phrase' | 'filtered' | 'faded'
/** By the share of records that hold a word. */
const shares = { rare: [0.00005, 0.0005], mid: [0.005, 0.02], half: [0.05, 0.3], common: [0.3, 1] } as const
const most = 24

/** The words that are asked for, by how frequent they are in a sample; and phrases that stand in it. */
export function chooseWords(sample: readonly Entering[]): Record<WordClass, string[]> {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  const texts = sample.map((one) => foldRecord(one.title, one.text))
  const times = new Map<string, number>()
  for (const { title, text } of sample) {
    const seen = new Set<string>()
    for (const part of segmenter.segment(`${title}\n${text}`))
      if (part.isWordLike && /^\p{Script=Han}{2,4}$/u.test(part.segment)) seen.add(part.segment)
    for (const word of seen) times.set(word, (times.get(word) ?? 0) + 1)
  }
  const next = numbers(20_261_123)
  const pick = (words: string[]) =>
    Array.from({ length: Math.min(most, words.length) }, () => words.splice(next(words.length), 1)[0]!)
  const between = (least: number, atMost: number) =>
    pick(
      [...times]
        .filter(([word, n]) => n / sample.length >= least && n / sample.length < atMost && !faded.includes(word))
        .map(([word]) => word)
        .sort()
        .filter((_, at, all) => at % Math.ceil(all.length / 200) === 0)
        // a word stands in other words too: what counts is how many texts hold its characters
        .filter((word) => shareOf(word) < atMost && shareOf(word) >= least),
    )
  const shareOf = (word: string) => texts.filter((text) => text.includes(word)).length / texts.length
  const [rare, mid, half] = [between(...shares.rare), between(...shares.mid), between(...shares.half)]
  const frequent = [...times]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, 60)
    .map(([word]) => word)
  // few words of real prose stand in a third of all texts: the most frequent are taken then
  const reallyCommon = frequent.filter((word) => shareOf(word) >= shares.common[0])
  const common = reallyCommon.length >= 4 ? reallyCommon.slice(0, most) : frequent.slice(0, 8)
  const and2 = pick(
    half.flatMap((one) => [...mid.slice(0, 4), ...common.slice(0, 4)].map((other) => `${one} ${other}`)),
  )
  const phrase = Array.from({ length: most }, () => {
    const text = fold(sample[next(sample.length)]!.text).replaceAll('"', '')
    const at = next(Math.max(1, text.length - 9))
    return `“${text.slice(at, at + 4 + next(5))}”`
  })
  return { rare, mid, half, common, and2, phrase, filtered: [...common.slice(0, 8), ...mid.slice(0, 8)], faded }
}
