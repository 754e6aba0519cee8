import { z } from 'zod'
import { ById, Id, Instant, route } from './common.ts'
import { DraftText } from './documents.ts'

/** 敏感词, 错敏词, 密级标志词. */
export const WordKind = z.enum(['sensitive', 'mistaken', 'mark'])
export type WordKind = z.infer<typeof WordKind>
/** stop: a text with it is not kept. warn: it is shown to the writer and to the secrecy reviewer, and recorded. */
export const WordEffect = z.enum(['stop', 'warn'])
export type WordEffect = z.infer<typeof WordEffect>

/** `advice` is what to write instead; it may be empty. */
export const ListedWord = z.object({ word: z.string().trim().min(2).max(60), advice: z.string().trim().max(100) })
export type ListedWord = z.infer<typeof ListedWord>

const WordListHead = z.object({
  name: z.string().trim().min(1).max(40),
  kind: WordKind,
  effect: WordEffect,
  active: z.boolean(),
})
export const WordList = WordListHead.extend({
  id: Id,
  words: z.array(ListedWord),
  version: z.number().int(),
  updatedAt: Instant,
  updatedByName: z.string(),
})
export type WordList = z.infer<typeof WordList>

/** One passage with a listed word. `before` and `after` are the words around it. */
export const FoundWord = z.object({
  word: z.string(),
  advice: z.string(),
  listName: z.string(),
  kind: WordKind,
  effect: WordEffect,
  inTitle: z.boolean(),
  before: z.string(),
  found: z.string(),
  after: z.string(),
})
export type FoundWord = z.infer<typeof FoundWord>

/** wording: word lists, and what they say of a text. */
export const wording = {
  lists: route('GET', '/wording/lists', '词表 Word lists, for the security administrator', 'wording').output(
    z.object({ items: z.array(WordList) }),
  ),
  saveList: route('POST', '/wording/lists/{id}', '保存词表 Save a list; a new id is a new list', 'wording')
    .input(
      ById.merge(WordListHead).extend({
        words: z.array(ListedWord).max(20_000),
        /** The version the editing started from; 0 for a new list. */
        version: z.number().int().min(0),
      }),
    )
    .output(WordList),
  check: route('POST', '/wording/check', '词语检查 Which listed words stand in a text', 'wording')
    .input(DraftText)
    .output(z.object({ items: z.array(FoundWord), secretMark: z.string().nullable() })),
}
