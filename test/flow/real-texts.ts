import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Real texts for tests: they stand beside the checkout, never in it. */
const folder = join(import.meta.dirname, '../../../shared/data')
const files = ['items/items-shanxi.jsonl', 'items/items.jsonl', 'documents/documents.jsonl']

export interface RealText {
  id: string
  title: string
  body: string
}

export const realTextsAreHere = files.every((file) => existsSync(join(folder, file)))

/** Everything about Shanxi, every thousandth of the other news, every fortieth State Council document. */
export function realTexts(): RealText[] {
  const [shanxi, news, documents] = files.map((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
  const every = (lines: string[], nth: number) => lines.filter((_line, index) => index % nth === 0)
  return [...shanxi!, ...every(news!, 1000), ...every(documents!, 40)].map((line) => JSON.parse(line) as RealText)
}
