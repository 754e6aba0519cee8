import { expect, test } from 'vitest'
import { decodeList, readLines, writeLines } from './lines.ts'

test.each([
  [
    'a word a line',
    '甲乙\n丙丁\n',
    [
      ['甲乙', ''],
      ['丙丁', ''],
    ],
  ],
  [
    'what to write instead, after a tab, an arrow or a comma',
    '帐户\t账户\n部暑 → 部署\n既使,即使',
    [
      ['帐户', '账户'],
      ['部暑', '部署'],
      ['既使', '即使'],
    ],
  ],
  ['remarks and empty lines are left out', '# 2026年版\n\n  甲乙  \r\n', [['甲乙', '']]],
])('%s', (_reason, text, words) => {
  const read = readLines(text)
  expect(read.words.map(({ word, advice }) => [word, advice])).toEqual(words)
  expect(readLines(writeLines(read.words)).words).toEqual(read.words)
})

test('a single character would be found everywhere: its line is named', () =>
  expect(readLines('甲乙\n我\n').problems).toEqual([2]))

test('a list from an old office program is read in GB 18030', () =>
  expect(decodeList(new Uint8Array([0xd6, 0xd0, 0xb9, 0xfa]).buffer)).toBe('中国'))
