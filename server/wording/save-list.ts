import type { ListedWord, WordEffect, WordKind, WordList } from '../../contract/wording.ts'
import { canSomewhere } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'

/** The lists hold for the whole node and say what its texts may not say: the security administrator alone reads and keeps them. */
function requireKeeper(cx: Cx) {
  if (!canSomewhere(cx.actor, 'wording.manage')) throw new Refusal('not_permitted', { need: 'wording.manage' })
}

export async function listWordLists(cx: Cx): Promise<{ items: WordList[] }> {
  requireKeeper(cx)
  const rows = await cx.db.selectFrom('word_list').selectAll().orderBy('name').execute()
  return {
    items: rows.map(({ updated_at, updated_by_name, words, ...row }) => ({
      ...row,
      kind: row.kind as WordKind,
      effect: row.effect as WordEffect,
      words: words as unknown as ListedWord[],
      updatedAt: updated_at.toISOString(),
      updatedByName: updated_by_name,
    })),
  }
}

/** Saves a whole list, or makes it. The record says how many words came and went, and never the words. */
export async function saveWordList(
  cx: Cx,
  input: Pick<WordList, 'id' | 'name' | 'kind' | 'effect' | 'active' | 'words' | 'version'>,
): Promise<WordList> {
  requireKeeper(cx)
  const before = await cx.db
    .selectFrom('word_list')
    .selectAll()
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if ((before?.version ?? 0) !== input.version)
    throw new Refusal('stale', { by: before?.updated_by_name, at: before?.updated_at.toISOString() })
  const sameName = await cx.db
    .selectFrom('word_list')
    .select('id')
    .where('name', '=', input.name)
    .where('id', '<>', input.id)
    .executeTakeFirst()
  if (sameName) throw new Refusal('wording.name_taken', { name: input.name })

  const words = [...new Map(input.words.map((listed) => [listed.word, listed])).values()]
  const row = {
    name: input.name,
    kind: input.kind,
    effect: input.effect,
    active: input.active,
    words: json(words),
    version: input.version + 1,
    updated_at: cx.now,
    updated_by_name: cx.actor.name,
  }
  await cx.db
    .insertInto('word_list')
    .values({ id: input.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  const had = new Set(((before?.words ?? []) as unknown as ListedWord[]).map((listed) => listed.word))
  const has = new Set(words.map((listed) => listed.word))
  await cx.record(
    'wording.list_saved',
    { id: input.id, unitId: cx.actor.unitId },
    {
      name: input.name,
      effect: input.effect,
      active: input.active,
      words: words.length,
      added: [...has].filter((word) => !had.has(word)).length,
      removed: [...had].filter((word) => !has.has(word)).length,
    },
  )
  return (await listWordLists(cx)).items.find((list) => list.id === input.id)!
}
