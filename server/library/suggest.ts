import { sql } from 'kysely'
import { pinyin } from 'pinyin-pro'
import type { Cx } from '../platform/command.ts'
import { newestIds, noFilters, prepare } from './ask.ts'
import { visible } from './access.ts'
import { placeNames } from './places.ts'
import { topicsFor } from './topics.ts'

interface Suggestion {
  kind: 'unit' | 'person' | 'topic' | 'place' | 'title'
  text: string
  detail: string
  id: string | null
}

/** 输入提示: units and people (also by the first letters of their pinyin), topics, places, and titles the person may see. */
export async function suggest(cx: Cx, input: { q: string }): Promise<{ items: Suggestion[] }> {
  const q = input.q.trim()
  const letters = /^[a-z]{2,8}$/i.test(q) ? q.toLowerCase() : null
  const units = letters ? await byLetters(cx, letters) : await byName(cx, q)
  const topics = (await topicsFor(cx, cx.actor.unitId)).map((topic) => topic.name)
  const known = (names: readonly string[], kind: 'topic' | 'place') =>
    names
      .filter((name) => name.includes(q) || (letters !== null && initialsOf(name).startsWith(letters)))
      .slice(0, 3)
      .map((text): Suggestion => ({ kind, text, detail: '', id: null }))
  return {
    items: [...units, ...known(topics, 'topic'), ...known(placeNames, 'place'), ...(await titles(cx, q))].slice(0, 14),
  }
}

const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()

async function byName(cx: Cx, q: string): Promise<Suggestion[]> {
  const { rows } = await sql<Suggestion>`
    (select 'unit' as kind, name as text, short_name as detail, id from unit where grams @> query_grams(${q}) and (strpos(name, ${q}) > 0 or strpos(short_name, ${q}) > 0) and valid_to is null order by length(path), position limit 4)
    union all
    (select 'person', person.name, coalesce(unit.short_name, ''), person.id from person left join post on post.person_id = person.id and post.valid_to is null and post.is_main left join unit on unit.id = post.unit_id
     where person.grams @> query_grams(${q}) and strpos(person.name, ${q}) > 0 order by length(person.name) limit 3)`.execute(
    cx.db,
  )
  return rows
}

/** Names by initials: the tree and the address book are read once a quarter of an hour. */
const initials: { at: number; of: object | null; rows: (Suggestion & { first: string })[] } = {
  at: 0,
  of: null,
  rows: [],
}
async function byLetters(cx: Cx, letters: string): Promise<Suggestion[]> {
  if (initials.of !== cx.app || cx.now.getTime() - initials.at > 900_000) {
    const { rows } = await sql<Suggestion>`
      select 'unit' as kind, short_name as text, name as detail, id from unit where valid_to is null
      union all select 'person', person.name, coalesce(unit.short_name, ''), person.id from person left join post on post.person_id = person.id and post.valid_to is null and post.is_main left join unit on unit.id = post.unit_id
      limit 30000`.execute(cx.db)
    initials.rows = rows.map((row) => ({ ...row, first: initialsOf(row.text) }))
    initials.at = cx.now.getTime()
    initials.of = cx.app
  }
  return initials.rows
    .filter((row) => row.first.startsWith(letters))
    .toSorted((one, other) => one.text.length - other.text.length)
    .slice(0, 6)
    .map(({ kind, text, detail, id }) => ({ kind, text, detail, id }))
}

async function titles(cx: Cx, q: string): Promise<Suggestion[]> {
  if ([...q].length < 2) return []
  const asked = await prepare(cx, { ...noFilters, q: `标题:${q.replace(/\s/gu, '')}` })
  const { rows } = await sql<{ id: string; title: string; unit: string }>`
    select record.id, record.title, record.source_unit_name as unit from (${newestIds(asked, { limit: 20 })}) found join library_record record on record.id = found.id where ${visible(cx.actor)} order by found.sort_at desc`.execute(
    cx.db,
  )
  const seen = new Set<string>()
  return rows
    .filter((row) => !seen.has(row.title) && seen.add(row.title))
    .slice(0, 5)
    .map((row) => ({ kind: 'title', text: row.title, detail: row.unit, id: row.id }))
}
