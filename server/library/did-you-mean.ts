import { sql } from 'kysely'
import { pinyin } from 'pinyin-pro'
import type { Search } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { newestIds, prepare } from './ask.ts'
import type { Asked } from './ask.ts'

/** The sound of a word without tones: 震兴 and 振兴 are one. */
const soundOf = (word: string): string => pinyin(word, { toneType: 'none', type: 'array' }).join(' ')

/** The word with each character in turn left open. */
const keysOf = (word: string): string[] => [...word].map((_, at, signs) => signs.with(at, '_').join(''))

/** 您是不是要找: nothing was found; a word of titles that sounds alike or differs in one character, where that finds something the person may see. */
export async function didYouMean(cx: Cx, input: Search, asked: Asked): Promise<string | null> {
  for (const term of asked.parsed.plain) {
    const signs = [...term]
    // a long term is looked through for a wrong word inside
    const pieces =
      signs.length <= 4
        ? [term]
        : [
            term,
            ...[4, 3, 2].flatMap((size) =>
              signs.slice(0, signs.length - size + 1).map((_, at) => signs.slice(at, at + size).join('')),
            ),
          ]
    for (const piece of pieces.slice(0, 24)) {
      for (const word of await wordsLike(cx, piece)) {
        const q = input.q.includes(piece) ? input.q.replace(piece, word) : word
        if (await findsSomething(cx, { ...input, q })) return q
      }
    }
  }
  return null
}

async function wordsLike(cx: Cx, term: string): Promise<string[]> {
  if (term.length < 2 || term.length > 8) return []
  const { rows } = await sql<{ word: string }>`
    select word from library_word where word <> ${term} and (sound = ${soundOf(term)} or keys && ${keysOf(term)}::text[]) and length(word) = ${[...term].length}
    order by (sound = ${soundOf(term)}) desc, records desc limit 3`.execute(cx.db)
  return rows.map((row) => row.word)
}

async function findsSomething(cx: Cx, input: Search): Promise<boolean> {
  const { rows } = await newestIds(await prepare(cx, input), { limit: 1 }).execute(cx.db)
  return rows.length > 0
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const titlesRead = 20_000

/** Collects the words of the newest titles, and neighbours that stand together in several: a background job. */
export async function collectWords(cx: Cx): Promise<void> {
  const rows = await cx.db
    .selectFrom('library_record')
    .select('title')
    .orderBy('sort_at', 'desc')
    .orderBy('id', 'desc')
    .limit(titlesRead)
    .execute()
  const counts = new Map<string, number>()
  for (const { title } of rows) {
    const words = [...segmenter.segment(title)].filter((part) => part.isWordLike).map((part) => part.segment)
    const seen = new Set<string>()
    words.forEach((word, at) => {
      for (const term of [word, word + (words[at + 1] ?? '')])
        if (/^\p{Script=Han}{2,6}$/u.test(term) && title.includes(term)) seen.add(term)
    })
    for (const term of seen) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  const least = rows.length > 500 ? 2 : 1
  const words = [...counts].filter(([, times]) => times >= least).slice(0, 60_000)
  await cx.db.deleteFrom('library_word').execute()
  for (let at = 0; at < words.length; at += 2000) {
    const part = words
      .slice(at, at + 2000)
      .map(([word, records]) => ({ word, records, sound: soundOf(word), keys: keysOf(word) }))
    await cx.db.insertInto('library_word').values(part).execute()
  }
}
