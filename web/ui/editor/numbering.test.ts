import { expect, test } from 'vitest'
import { leadingNumber, nextNumber, writeNumber } from './numbering.ts'

test.each([
  ['一、主要做法', 1, 1],
  ['十二、其他', 1, 12],
  ['（二）稳价', 2, 2],
  ['(三)稳价', 2, 3],
  ['3.冷链', 3, 3],
  ['3、冷链', 3, 3],
  ['（4）仓储', 4, 4],
])('%s is level %i, number %i', (text, level, value) => expect(leadingNumber(text)).toMatchObject({ level, value }))

test.each([['1.5万亩'], ['主要做法'], ['2026年']])('%s has no number', (text) => expect(leadingNumber(text)).toBeNull())

test('numbers are written as the levels of an official document', () => {
  expect([writeNumber(1, 11), writeNumber(2, 20), writeNumber(3, 3), writeNumber(4, 5)]).toEqual([
    '十一、',
    '（二十）',
    '3.',
    '（5）',
  ])
})

test.each([
  ['the first of its level', 1, [], '一、'],
  [
    'after the last of its level',
    1,
    [
      { level: 1, text: '一、做法' },
      { level: 2, text: '（一）生产' },
    ],
    '二、',
  ],
  [
    'a new chapter starts its sections again',
    2,
    [
      { level: 2, text: '（三）流通' },
      { level: 1, text: '二、问题' },
    ],
    '（一）',
  ],
])('%s', (_reason, level, before, expected) => expect(nextNumber(level, before)).toBe(expected))
