import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Only the module whose migration created a table writes it; reading in a join is free. */
const server = join(import.meta.dirname, '../server')

const ownerOf = new Map(
  readdirSync(join(server, 'migrations')).flatMap((file) => {
    const owner = file.match(/^\d+_([a-z]+)/)![1]!
    const sql = readFileSync(join(server, 'migrations', file), 'utf8')
    return [...sql.matchAll(/create table (?:if not exists )?(\w+)/gi)].map(([, table]) => [table!, owner] as const)
  }),
)

const writes =
  /(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)|(?:insert\s+into|delete\s+from|update|merge\s+into|truncate)\s+"?(\w+)/gi

function foreignWrites(file: string, source: string): string[] {
  const module = file.split('/')[0]!
  const tables = [...source.matchAll(writes)].map(([, byKysely, bySql]) => byKysely ?? bySql!)
  const foreign = tables.filter((table) => ownerOf.has(table) && ownerOf.get(table) !== module)
  return foreign.map((table) => `${file} writes ${table}, which ${ownerOf.get(table)} owns`)
}

const isTest = /[.]test(-help)?[.]ts$|[/]testing[.]ts$/
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && file.includes('/') && !isTest.test(file),
)

test('only the owner writes a table', () => {
  expect(ownerOf.size).toBeGreaterThan(20)
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.flatMap((file) => foreignWrites(file, readFileSync(join(server, file), 'utf8')))).toEqual([])
})

test('the owner’s own writes are seen, so the search finds something', () => {
  const own = sources.filter((file) =>
    [...readFileSync(join(server, file), 'utf8').matchAll(writes)].some(([, table]) => ownerOf.has(table ?? '')),
  )
  expect(own.length).toBeGreaterThan(20)
})

test.each([
  [`cx.db.updateTable('submission').set({})`],
  [`cx.db.deleteFrom('submission as s')`],
  ['sql`INSERT INTO submission (id) values (1)`'],
  ['sql`delete\n  from submission where true`'],
  ['sql`update submission set title = 1`'],
])('a foreign write is seen: %s', (line) => {
  expect(foreignWrites('desk/planted.ts', line)).toEqual(['desk/planted.ts writes submission, which submissions owns'])
})
