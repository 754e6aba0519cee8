import { refusals as zhRefusals, zh } from '../locales/zh-CN/index.ts'
import type { Dictionary } from '../locales/zh-CN/index.ts'

export type Language = 'zh-CN' | 'en'
export type Vars = Record<string, string | number>
/** Every sentence of the page: '<module>.<key>'. Chinese is the source; a key missing in English does not compile. */
export type MessageKey = {
  [Module in keyof Dictionary]: `${Module}.${keyof Dictionary[Module] & string}`
}[keyof Dictionary]

type Sentences = Record<string, Record<string, string>>

let language: Language = 'zh-CN'
let sentences: Sentences = zh
let refusalSentences: Record<string, string> = zhRefusals
const listeners = new Set<() => void>()

/** The sentence for a key in the language of the reader, with `{name}` filled from vars. */
export function t(key: MessageKey, vars?: Vars): string {
  const dot = key.indexOf('.')
  return fill(sentences[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key, vars)
}

/** For keys made at run time from a value of the server (a state, a stage). Falls back to `otherwise`, or to the value itself. */
export function tMaybe(key: string, otherwise?: string): string {
  const dot = key.indexOf('.')
  return sentences[key.slice(0, dot)]?.[key.slice(dot + 1)] ?? otherwise ?? key.slice(key.lastIndexOf('.') + 1)
}

/** The sentence of a refusal. An unknown code (a newer server) still says what to do. */
export function refusalSentence(code: string, data: Record<string, unknown> = {}): string {
  return fill(refusalSentences[code] ?? t('app.refusal_unknown', { code }), data as Vars)
}

function fill(sentence: string, vars: Vars | undefined): string {
  if (!vars) return sentence
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value: unknown = vars[name]
    return value === undefined || value === null ? whole : Array.isArray(value) ? value.join('、') : String(value)
  })
}

export const currentLanguage = (): Language => language

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Changes the language; English is fetched when first asked for. The whole page is drawn again. */
export async function setLanguage(next: Language): Promise<void> {
  if (next === 'en') {
    const english = await import('../locales/en/index.ts')
    sentences = english.en
    refusalSentences = english.refusals
  } else {
    sentences = zh
    refusalSentences = zhRefusals
  }
  language = next
  document.documentElement.lang = next
  remember(next)
  for (const listener of listeners) listener()
}

/** The language the person chose last on this machine. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem('zhengxin.language') === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

function remember(next: Language) {
  try {
    localStorage.setItem('zhengxin.language', next)
  } catch {
    // a browser that keeps nothing: the choice lasts until the page is closed
  }
}
