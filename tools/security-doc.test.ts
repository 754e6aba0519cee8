import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (SEC|GM)-/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

const ids = (group: string, last: number) =>
  Array.from({ length: last }, (_, index) => `${group}-${String(index + 1).padStart(2, '0')}`)

test('docs/security.md answers every requirement, each once', () => {
  expect(rows.map((cells) => cells[1])).toEqual([...ids('SEC', 28), ...ids('GM', 4)])
})

test.each(rows.map((cells) => [cells[1]!, cells[5]!]))('%s names a test that exists: %s', (_id, cited) => {
  const [, file, name] = cited.match(/^`([^`]+)`: (.+)$/) ?? []
  expect(readFileSync(join(root, file!), 'utf8')).toContain(name)
})
