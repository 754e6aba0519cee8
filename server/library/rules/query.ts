/** What someone typed, taken apart. Each of `all` is a choice of terms of which one must be there; all folded. */
export interface ParsedQuery {
  all: { choices: string[]; inTitle: boolean }[]
  none: string[]
  /** The words as typed, without signs: for ranking and for 您是不是要找. */
  plain: string[]
  /** Of those, what stood in quotes: it is meant as it stands. */
  exact: string[]
}

const limit = { terms: 12, length: 200 }

/**
 * 检索式: blanks between words mean all of them; “…” keeps blanks inside; -词 (or 不含:词) must not be there; 标题:词 only in the title;
 * 甲|乙 either. `fold` makes signs alike, so the same query with full-width signs says the same.
 */
export function parseQuery(typed: string, fold: (text: string) => string): ParsedQuery {
  const parsed: ParsedQuery = { all: [], none: [], plain: [], exact: [] }
  for (const { text, quoted } of tokens(typed.slice(0, limit.length * 2))) {
    const not = quoted ? null : text.match(/^[-－](.+)$|^不含[:：](.+)$/u)
    if (not) {
      const word = fold(not[1] ?? not[2]!)
      if (word) parsed.none.push(word)
      continue
    }
    const field = quoted ? null : text.match(/^(标题|题目|title)[:：](.+)$/iu)
    const words = field ? field[2]! : text
    const choices = (quoted ? [words] : words.split(/[|｜]/u)).map(fold).filter(Boolean)
    if (choices.length === 0 || parsed.all.length >= limit.terms) continue
    parsed.all.push({ choices: [...new Set(choices)], inTitle: field !== null })
    parsed.plain.push(...choices)
    if (quoted) parsed.exact.push(...choices)
  }
  parsed.none = [...new Set(parsed.none)].slice(0, limit.terms)
  return parsed
}

const opening = '"“„「『＂'
const closing = '"”“」』＂'

function tokens(typed: string): { text: string; quoted: boolean }[] {
  const found: { text: string; quoted: boolean }[] = []
  let word = ''
  const put = (quoted: boolean) => {
    if (word.trim()) found.push({ text: word.trim(), quoted })
    word = ''
  }
  for (let at = 0; at < typed.length; at += 1) {
    const sign = typed[at]!
    const close = opening.includes(sign) && word === '' ? indexOfAny(typed, closing, at + 1) : -1
    if (close > at) {
      word = typed.slice(at + 1, close)
      put(true)
      at = close
    } else if (/\s/u.test(sign)) put(false)
    else word += sign
  }
  put(false)
  return found
}

const indexOfAny = (text: string, signs: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) if (signs.includes(text[at]!)) return at
  return -1
}

/** Words of some length that stand nowhere as typed are taken for a question: it is asked by its rarest pairs, and ranked. */
export const maySayNearly = (parsed: ParsedQuery): boolean =>
  parsed.all.length > 0 &&
  parsed.all.every(({ choices, inTitle }) => !inTitle && choices.every((term) => term.length > 4))
