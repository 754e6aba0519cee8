import type { WordEffect, WordKind } from '../../../contract/wording.ts'

export interface Entry {
  word: string
  advice: string
  listName: string
  kind: WordKind
  effect: WordEffect
}
/** The words of all lists in use, by their first character, long ones first. */
export type Dictionary = ReadonlyMap<string, readonly (Entry & { spelled: string })[]>

const around = 12
const atMost = 200

export function dictionaryOf(entries: readonly Entry[]): Dictionary {
  const byFirst = new Map<string, (Entry & { spelled: string })[]>()
  for (const entry of entries) {
    const { text } = spell(entry.word)
    if (text === '') continue
    const first = text[0]!
    byFirst.set(first, [...(byFirst.get(first) ?? []), { ...entry, spelled: text }])
  }
  for (const words of byFirst.values()) words.sort((a, b) => b.spelled.length - a.spelled.length)
  return byFirst
}

/** Every passage with a listed word, in the order of the text: the longest word at each place, and nothing inside it again. */
export function findWords(text: string, dictionary: Dictionary) {
  const found: (Entry & { before: string; found: string; after: string })[] = []
  const { text: spelled, places } = spell(text)
  for (let at = 0; at < spelled.length && found.length < atMost; at++) {
    const entry = dictionary.get(spelled[at]!)?.find((word) => spelled.startsWith(word.spelled, at))
    if (!entry) continue
    const [start, end] = [places[at]!, places[at + entry.spelled.length - 1]! + 1]
    const { spelled: _, ...listed } = entry
    found.push({
      ...listed,
      before: text.slice(Math.max(0, start - around), start).replaceAll('\n', ' '),
      found: text.slice(start, end).replaceAll('\n', ''),
      after: text.slice(end, end + around).replaceAll('\n', ' '),
    })
    at += entry.spelled.length - 1
  }
  return found
}

/** Without spaces, signs that show nothing, and the difference of wide and narrow or upper and lower letters: ｍ 密 is m密. */
function spell(text: string): { text: string; places: number[] } {
  let spelled = ''
  const places: number[] = []
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x4e00 && code <= 0x9fff) {
      spelled += text[at]!
      places.push(at)
      continue
    }
    const plain = text[at]!.normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{Cf}]/gu, '')
    for (const unit of plain.split('')) {
      spelled += unit
      places.push(at)
    }
  }
  return { text: spelled, places }
}
