import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Permission } from '../../contract/access.ts'
import { TaskKind } from '../../contract/home.ts'
import { letters } from '../../contract/letters.ts'
import { refusals } from '../../contract/refusals.ts'
import { audit as en } from '../locales/en/audit.ts'
import { audit as zh } from '../locales/zh-CN/audit.ts'

/** Every kind of record that the server writes has words for the auditor, in both languages. */
const server = join(import.meta.dirname, '../../server')
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/[.]test(-help)?[.]ts$|testing[.]ts$|^demo\//.test(file))
  .map((file) => readFileSync(join(server, file), 'utf8'))

/** Nouns that records are of: taken from the calls, then every 'noun.verb' of such a noun that is no refusal, permission, letter or column. */
const recorded = sources.flatMap((source) =>
  [...source.matchAll(/\brecord\(\s*(?:[^'"`,()]*\?\s*)?['"]([a-zA-Z_]+)\.([a-z][a-zA-Z_]*)['"]/g)].map(
    ([, noun, verb]) => [noun!, verb!] as const,
  ),
)
const nouns = new Set(recorded.map(([noun]) => noun))
const columns = new Set(
  [...readFileSync(join(server, 'platform/schema.ts'), 'utf8').matchAll(/^\s+(\w+):/gm)].map(([, name]) => name!),
)
/** Columns, keys of the calendar of work, names of files: alike by their look only. */
const alike = [
  'adoption.credit',
  'publication.active',
  'node.suite',
  'line.zxl',
  'audit.checkpoint',
  'library.upkeep',
  'slip.typ',
  'notice.typ',
  'item.typ',
  'issue.typ',
  'bulletin.typ',
]
const others = new Set<string>([
  ...alike,
  ...TaskKind.options,
  ...Object.keys(refusals),
  ...Permission.options,
  ...Object.keys(letters),
])
const named = sources.flatMap((source) =>
  [...source.matchAll(/'([a-zA-Z_]+)\.([a-z]+(?:_[a-z]+)*)'/g)]
    .map(([, noun, verb]) => [noun!, verb!] as const)
    .filter(([noun, verb]) => nouns.has(noun) && !others.has(`${noun}.${verb}`) && !columns.has(verb)),
)
const kinds = [...new Map([...recorded, ...named].map((kind) => [kind.join('.'), kind])).values()].sort()

test('the search finds the kinds', () => {
  expect(kinds.length).toBeGreaterThan(100)
  expect(kinds.map((kind) => kind.join('.'))).toEqual(
    expect.arrayContaining(['submission.signed', 'account.disabled', 'wording.stopped', 'access.refused']),
  )
})

test.each([
  ['zh-CN', zh],
  ['en', en],
] as const)('%s: every kind of record has its noun and its verb', (_language, words) => {
  const missing = kinds.flatMap(([noun, verb]) => [`noun_${noun}`, `verb_${verb}`].filter((key) => !(key in words)))
  expect([...new Set(missing)].sort()).toEqual([])
})
