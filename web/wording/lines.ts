import type { ListedWord } from '../../contract/wording.ts'

/** One word a line; what to write instead stands behind it, after a tab, an arrow, a comma or an equals sign. */
export function readLines(text: string): { words: ListedWord[]; problems: number[] } {
  const words: ListedWord[] = []
  const problems: number[] = []
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [word = '', ...rest] = line.split(/\t|→|=>|=|，|,/)
    const listed = { word: word.trim(), advice: rest.join('，').replace(/^>/, '').trim() }
    if ([...listed.word].length < 2 || listed.word.length > 60 || listed.advice.length > 100) problems.push(at + 1)
    else words.push(listed)
  }
  return { words, problems }
}

export const writeLines = (words: ListedWord[]): string =>
  words.map(({ word, advice }) => (advice === '' ? word : `${word} → ${advice}`)).join('\n')

/** Offices keep their lists in UTF-8 or in GB 18030. */
export function decodeList(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
