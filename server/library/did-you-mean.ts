import { sql } from 'kysely'
import { pinyin } from 'pinyin-pro'
import type { Search } from '../../contract/library.ts'
import type { Cx } from '../platform/command.ts'
import { newestIds, reworded } from './ask.ts'
import type { Asked } from './ask.ts'

/** The sound of a word without tones: 震兴 and 振兴 are one. */
const soundOf = (word: string): string => pinyin(word, { toneType: 'none', type: 'array' }).join(' ')

/** The word with each character in turn left open. */
const keysOf = (word: string): string[] => [...word].map((_, at, signs) => signs.with(at, '_').join(''))

/** So many pieces of a long term are looked through for a wrong word, and so many questions with another word are tried. */
const [mostPieces, tries] = [24, 8]

/** 您是不是要找: nothing was found; a word of titles that sounds alike or differs in one character, where that finds something the person may see. */
export async function didYouMean(cx: Cx, input: Search, asked: Asked): Promise<string | null> {
  const { plain, exact } = asked.parsed
  const pieces = plain.flatMap((term) => (exact.includes(term) ? wholeOf(term) : piecesOf(term)))
  const likely = await wordsLike(cx, [...new Set(pieces)], plain.length === 1 ? plain[0]! : null)
  const questions = likely
    .slice(0, tries)
    .map(({ piece, word }) => (input.q.includes(piece) ? input.q.replace(piece, word) : word))
  if (questions.length === 0) return null
  const asking = (await reworded(cx, asked, questions)).map(
    (one, place) => sql`(select ${place}::int as place from (${newestIds(one.asked, { limit: 1 })}) hit)`,
  )
  // one after the other, up to the first that finds something
  const { rows } = await sql<{ place: number }>`${sql.join(asking, sql` union all `)} limit 1`.execute(cx.db)
  return rows[0] ? questions[rows[0].place]! : null
}

/** A term, and of a long one what stands in it: a wrong word may be a part. */
function piecesOf(term: string): string[] {
  const signs = [...term]
  const inside = signs.length <= 4 ? [] : [4, 3, 2]
  const parts = inside.flatMap((size) =>
    signs.slice(0, signs.length - size + 1).map((_, at) => signs.slice(at, at + size).join('')),
  )
  return [term, ...parts].slice(0, mostPieces).flatMap(wholeOf)
}
const wholeOf = (piece: string) => (piece.length >= 2 && piece.length <= 8 ? [piece] : [])

/**
 * Words like these pieces, of each the three likeliest, all asked at once: the first piece first. A piece that is a word itself is taken as
 * meant, unless it is all that was asked.
 */
async function wordsLike(cx: Cx, terms: string[], whole: string | null): Promise<{ piece: string; word: string }[]> {
  if (terms.length === 0) return []
  const wanted = terms.map((piece, place) => ({
    place,
    piece,
    sound: soundOf(piece),
    keys: keysOf(piece),
    size: [...piece].length,
  }))
  const { rows } = await sql<{ piece: string; word: string }>`
    select wanted.piece, alike.word
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted(place int, piece text, sound text, keys text[], size int)
    cross join lateral (
      select word, sound = wanted.sound as sounds, records from library_word
      where word <> wanted.piece and (sound = wanted.sound or keys && wanted.keys) and length(word) = wanted.size
      order by sounds desc, records desc limit 3
    ) alike where wanted.piece = ${whole} or not exists (select from library_word known where known.word = wanted.piece)
    order by wanted.place, alike.sounds desc, alike.records desc`.execute(cx.db)
  return rows
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
