import { sql } from 'kysely'
import type { ListedWord, WordEffect, WordKind } from '../../contract/wording.ts'
import type { Cx } from '../platform/command.ts'
import type { Database } from '../platform/database.ts'
import { dictionaryOf } from './rules/find-words.ts'
import type { Dictionary } from './rules/find-words.ts'

/** Made anew only when a list has changed: the sum of the versions names the state of all lists. */
const kept = new WeakMap<Database, { stamp: string; dictionary: Dictionary }>()

export async function loadDictionary(cx: Cx): Promise<Dictionary> {
  const { rows } = await sql<{
    stamp: string
  }>`select coalesce(sum(version), 0) || '/' || count(*) as stamp from word_list`.execute(cx.db)
  const { stamp } = rows[0]!
  const before = kept.get(cx.app.db)
  if (before?.stamp === stamp) return before.dictionary
  const lists = await cx.db
    .selectFrom('word_list')
    .select(['name', 'kind', 'effect', 'words'])
    .where('active', '=', true)
    .orderBy('effect') // the same word in two lists: stop wins
    .execute()
  const dictionary = dictionaryOf(
    lists.flatMap((list) =>
      (list.words as unknown as ListedWord[]).map((listed) => ({
        ...listed,
        listName: list.name,
        kind: list.kind as WordKind,
        effect: list.effect as WordEffect,
      })),
    ),
  )
  kept.set(cx.app.db, { stamp, dictionary })
  return dictionary
}
