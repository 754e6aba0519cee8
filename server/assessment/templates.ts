import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Scheme, schemeFormat } from '../../contract/assessment-scheme.ts'

const folder = fileURLToPath(new URL('./schemes', import.meta.url))

interface Template {
  code: string
  name: string
  note: string
  content: Scheme
}
let read: Promise<Template[]> | undefined

/** The rule sets of real offices that ship with the program: examples to start from (domain.md 3.1). */
export const templates = (): Promise<Template[]> => (read ??= readAll())

async function readAll(): Promise<Template[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json')).sort()
  return Promise.all(
    files.map(async (file) => {
      const content = Scheme.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))
      return { code: content.code, name: content.title, note: content.note, content }
    }),
  )
}

/** An empty page: a scheme that scores nothing yet. `validFrom` is set again when it is put in force. */
export const emptyScheme = (title: string, day: string): Scheme =>
  Scheme.parse({
    format: schemeFormat,
    code: 'own',
    title,
    validFrom: day,
    groups: [{ code: 'g1', name: '全部单位', units: {} }],
    rules: [],
  })
