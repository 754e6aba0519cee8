import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { digest } from './sha256.ts'

test.each([0, 1, 55, 56, 63, 64, 65, 119, 1000, 100_003])('of %i bytes is what everybody else works out', (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 31 + 7) % 256)
  expect(Buffer.from(digest(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
})
