import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Only the module whose migration created a table writes it; reading in a join is free. */
const server = join(import.meta.dirname, '../server')

const ownerOf = new Map(readdirSync(join(server, 'migrations')).flatMap((file) => {
  const owner = file.match(/^\d+_(\w+?)(?:_\w+)?[.]sql$/)![1]!
  return [...readFileSync(join(server, 'migrations', file), 'utf8').matchAll(/create table (?:if not exists )?(\w+)/g)].map((match) => [match[1]!, owner] as const)
}))

function foreignWrites(file: string, source: string): string[] {
  const module = file.split('/')[0]!
  const written = [...source.matchAll(/(?:insertInto|updateTable|deleteFrom|mergeInto)\('(\w+)|(?:insert into|delete from|update) (\w+)/g)].map((match) => match[1] ?? match[2]!)
  return written.filter((table) => ownerOf.has(table) && ownerOf.get(table) !== module).map((table) => `${file} writes ${table}, which ${ownerOf.get(table)} owns`)
}

const sources = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file.includes('/'))

test('only the owner writes a table', () => {
  expect(ownerOf.size).toBeGreaterThan(20)
  expect(sources.length).toBeGreaterThan(30)
  expect(sources.flatMap((file) => foreignWrites(file, readFileSync(join(server, file), 'utf8')))).toEqual([])
})

test('a foreign write is seen', () => {
  expect(foreignWrites('desk/planted.ts', `cx.db.updateTable('submission').set({})`)).toEqual(['desk/planted.ts writes submission, which submissions owns'])
})
