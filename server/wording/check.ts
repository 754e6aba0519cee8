import type { Body } from '../../contract/body.ts'
import type { FoundWord } from '../../contract/wording.ts'
import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { linesOf } from '../platform/texts.ts'
import { loadDictionary } from './lists.ts'
import { findWords } from './rules/find-words.ts'
import { findSecretMark } from './rules/secret-mark.ts'

interface Text {
  title: string
  body: Body
}

/** The 密级 mark that a text carries, or null. */
export const secretMarkIn = (text: Text): string | null =>
  findSecretMark(text.title) ?? findSecretMark(linesOf(text.body))

/** Which listed words stand in a text, passage by passage: for the writer and for the secrecy review. */
export async function wordingOf(cx: Cx, text: Text): Promise<FoundWord[]> {
  const dictionary = await loadDictionary(cx)
  const found = (part: string, inTitle: boolean) =>
    findWords(part, dictionary).map((passage): FoundWord => ({ ...passage, inTitle }))
  return [...found(text.title, true), ...found(linesOf(text.body), false)]
}

/**
 * 涉密不上非涉密网 (SEC-23), and the stop words of the site: asked before a text is written anywhere, whoever typed, pasted, imported or
 * sent it. The text stays with its writer; that it was stopped is recorded, its words are not.
 */
export async function refuseWording(cx: Cx, text: Text): Promise<void> {
  const mark = secretMarkIn(text)
  if (mark !== null) throw new Refusal('wording.secret_mark', { mark })
  const stopped = (await wordingOf(cx, text)).find((found) => found.effect === 'stop')
  if (stopped) throw new Refusal('wording.stopped', { word: stopped.word, list: stopped.listName })
}

/** The same for texts that are kept outside `documents`: reasons, requirements, feedback, names. */
export async function refuseWordingIn(cx: Cx, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const mark = findSecretMark(text)
    if (mark !== null) throw new Refusal('wording.secret_mark', { mark })
  }
  if (texts.length === 0) return
  const dictionary = await loadDictionary(cx)
  for (const text of texts) {
    const stopped = findWords(text, dictionary).find((found) => found.effect === 'stop')
    if (stopped) throw new Refusal('wording.stopped', { word: stopped.found, list: stopped.listName })
  }
}
