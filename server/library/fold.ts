import { Converter } from 'opencc-js/t2cn'

/** Marks in a folded text: between title and body, and at the end. No query holds them. */
export const between = '\ue001'
export const end = '\ue000'

const alike: Record<string, string> = {}
for (const [to, signs] of [
  ['(', '（〔［[【〖｛{〈'],
  [')', '）〕］]】〗｝}〉'],
  ['"', "“”„「」『』《》＂'‘’＇`"],
  ['-', '－–—―‐‑−─～~〜'],
  ['/', '\\／＼'],
  [',', '，、､'],
  ['.', '。｡．'],
] as const)
  for (const sign of signs) alike[sign] = to

/**
 * One sign as search compares it: full and half width, upper and lower case, traditional and simplified, and the kinds of brackets,
 * quotes and dashes are one. White space is nothing: a line may break in the middle of a word.
 */
const foldSign = (sign: string): string => {
  if (alike[sign] !== undefined) return alike[sign]
  const plain = sign.normalize('NFKC').toLowerCase()
  return [...plain]
    .map((part) => alike[part] ?? (/[\s\p{Cc}\u200b-\u200f\u2060\ufeff\ue000-\uf8ff]/u.test(part) ? '' : part))
    .join('')
}

// by single characters: what a query says and what a text says go the same way, whatever the dictionary thinks of the word
const simplify = Converter({ from: 'tw', to: 'cn' })
const table: string[] = Array.from({ length: 0x10000 }, (_, code) =>
  code >= 0xd800 && code < 0xe000 ? String.fromCharCode(code) : foldSign(String.fromCharCode(code)),
)
for (let code = 0x3400; code < 0xa000; code += 1) {
  const simple = simplify(table[code]!)
  if ([...simple].length === 1) table[code] = simple
}

/** A text as search compares it. */
export function fold(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at += 1) folded += table[text.charCodeAt(at)]!
  return folded
}

/** The same, and where each folded sign stood: `at[i]` is the place in the text of `folded[i]`. */
export function foldWithPlaces(text: string): { folded: string; at: number[] } {
  let folded = ''
  const at: number[] = []
  for (let place = 0; place < text.length; place += 1) {
    const sign = table[text.charCodeAt(place)]!
    for (let i = 0; i < sign.length; i += 1) at.push(place)
    folded += sign
  }
  return { folded, at }
}

/** Title and body of a record, folded. */
export const foldRecord = (title: string, body: string): string => fold(title) + between + fold(body) + end
