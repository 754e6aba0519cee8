import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { letters } from '../contract/letters.ts'
import type { ItemSent, LetterDefinition } from '../contract/letters.ts'
import { verifyStatement } from '../server/platform/keys.ts'
import { letterSchema, letterShapes } from './lib/letter-schemas.ts'

const folder = join(import.meta.dirname, '../docs/protocol/letters')
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'))

test('docs/protocol has every kind of letter in every version, and no other', () => {
  expect(readdirSync(folder).toSorted()).toEqual(
    letterShapes()
      .map((shape) => shape.name)
      .toSorted(),
  )
})

test('every version before the current one can still be read', () => {
  for (const [kind, { version, earlier = {} }] of Object.entries(letters as Record<string, LetterDefinition>))
    expect(Object.keys(earlier).map(Number), kind).toEqual(Array.from({ length: version - 1 }, (_, index) => index + 1))
})

describe.each(letterShapes())('$name', (shape) => {
  const files = readdirSync(join(folder, shape.name))
  const valid = files.filter((file) => file.startsWith('valid-'))
  const invalid = files.filter((file) => file.startsWith('invalid-'))

  test('the schema is what the contract says now (node --import tsx tools/letter-schemas.ts)', () => {
    expect(read(shape.name, 'schema.json')).toEqual(JSON.parse(JSON.stringify(letterSchema(shape))))
  })

  test('letters as they were sent are read, and nothing of them is lost', () => {
    expect(valid.length).toBeGreaterThan(0)
    for (const file of valid) {
      const body = read(shape.name, file)
      expect(shape.body.parse(body), file).toEqual(body)
    }
  })

  test('what is wrong is refused, with the place where it is wrong', () => {
    expect(invalid.length).toBeGreaterThan(1)
    for (const file of invalid) {
      const { field, body } = read(shape.name, file) as { field: string; body: unknown }
      const places = shape.body.safeParse(body).error?.issues.map((issue) => issue.path.join('.')) ?? []
      expect(places, file).toHaveLength(1)
      expect(`${places[0]}.`.startsWith(`${field}.`), `${file}: ${places.join()}`).toBe(true)
    }
  })
})

test('the sign-offs of the letters shown here can be verified by anybody', () => {
  for (const file of ['valid-1.json', 'valid-2.json']) {
    const { signOff, digest } = read('item.sent.v1', file) as ItemSent
    expect(verifyStatement(signOff.publicKeyPem, signOff.statement, signOff.signature)).toBe(true)
    expect(signOff.statement.digest).toBe(digest)
  }
})
