import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (SEC|GM)-/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

test('docs/security.md has its rows', () => {
  expect(rows.length).toBeGreaterThan(20)
})

test.each(rows.map((cells) => [cells[1]!, cells[5]!]))('%s names a test that exists: %s', (_id, cited) => {
  const [, file, name] = cited.match(/^`([^`]+)`: (.+)$/) ?? []
  expect(readFileSync(join(root, file!), 'utf8')).toContain(name)
})
