import { expect, test } from 'vitest'
import { moveTo, placeOf, sameOrder, step } from './arrangement.ts'
import type { Arrangement } from './arrangement.ts'

const start: Arrangement = {
  pool: ['a', 'b'],
  columns: [
    { columnId: '要情', adoptionIds: ['c', 'd', 'e'] },
    { columnId: '动态', adoptionIds: [] },
  ],
}
const shown = ({ pool, columns }: Arrangement) => [
  pool.join(''),
  ...columns.map((column) => column.adoptionIds.join('')),
]

test.each([
  ['from the pool into the middle of a column', moveTo(start, 'a', '要情', 1), ['b', 'cade', '']],
  ['into an empty column', moveTo(start, 'd', '动态', 0), ['ab', 'ce', 'd']],
  ['back to the pool', moveTo(start, 'c', 'pool', 0), ['cab', 'de', '']],
  ['beyond the end means last', moveTo(start, 'b', '要情', 99), ['a', 'cdeb', '']],
  ['within a column, further down', moveTo(start, 'c', '要情', 2), ['ab', 'dec', '']],
  ['one up', step(start, 'd', -1), ['ab', 'dce', '']],
  ['one down', step(start, 'd', 1), ['ab', 'ced', '']],
  ['the first does not go up', step(start, 'c', -1), ['ab', 'cde', '']],
  ['the last does not go down', step(start, 'e', 1), ['ab', 'cde', '']],
  ['what is not there moves nothing', step(start, 'z', 1), ['ab', 'cde', '']],
])('%s', (_reason, after, expected) => expect(shown(after)).toEqual(expected))

test('nothing is lost or doubled, whatever moves where', () => {
  let now = start
  for (let turn = 0; turn < 200; turn++)
    now = moveTo(now, 'abcde'[turn % 5]!, ['pool', '要情', '动态'][(turn * 7) % 3]!, (turn * 3) % 4)
  expect(shown(now).join('').split('').sort().join('')).toBe('abcde')
})

test('an issue is the same when its columns are, however the pool lies', () => {
  expect(sameOrder(start, { ...start, pool: ['b', 'a'] })).toBe(true)
  expect(sameOrder(start, moveTo(start, 'a', '动态', 0))).toBe(false)
  expect([placeOf(start, 'a'), placeOf(start, 'd'), placeOf(start, 'z')]).toEqual(['pool', '要情', undefined])
})
