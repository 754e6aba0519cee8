import { expect, test } from 'vitest'
import { dictionaryOf, findWords } from './find-words.ts'
import type { Entry } from './find-words.ts'
import { findSecretMark } from './secret-mark.ts'

test.each<[string, string | null]>([
  ['机密★1年', '机密★1年'],
  ['密级：机密★1年\n关于……', '机密★1年'],
  ['秘密★', '秘密★'],
  ['绝密', '绝密'],
  ['标题\n绝　密\n正文', '绝 密'],
  ['（机密）关于某事的报告', '（机密）'],
  ['【秘密】情况', '【秘密】'],
  ['机密 特急', '机密 特急'],
  ['密级: 秘密', '密级: 秘密'],
  ['表一\t机密\t二', '机密'],
  ['秘密☆长期', '秘密☆长期'],
  ['严格保守国家秘密，防止泄露商业秘密。', null],
  ['绝密档案解密工作有序推进', null],
  ['机密文件管理检查情况', null],
  ['', null],
])('密级标志 in “%s”: %s', (text, mark) => {
  expect(findSecretMark(text)).toBe(mark)
})

test.each([
  ['a mark with blanks inside', '绝密 ★ 长期', '绝密 ★ 长期'],
  ['half a year', '机密★6个月 报告', '机密★6个月'],
  ['the words in ordinary language', '依法保护商业秘密和工作秘密，严守国家机密', null],
  ['a star that marks something else', '评定为五星★★★★★', null],
])('密级标志, %s', (_reason, text, mark) => expect(findSecretMark(text)).toBe(mark))

const entry = (word: string, effect: Entry['effect'] = 'warn'): Entry => ({
  word,
  advice: '',
  listName: '甲',
  kind: 'sensitive',
  effect,
})
const dictionary = dictionaryOf([entry('截止目前'), entry('截止'), entry('ABC项目', 'stop'), entry('部暑')])
test.each([
  ['the longest word at a place, once', '截止目前，工作顺利', ['截止目前']],
  ['blanks and line ends inside a word', '截 止\n目　前', ['截止目前']],
  ['signs that show nothing', '部\u200b暑', ['部暑']],
  ['wide and narrow, upper and lower letters', 'ａｂc项目和ABC项目', ['ABC项目', 'ABC项目']],
  ['nothing', '部署', []],
  ['an empty text', '', []],
])('词表 finds %s', (_reason, text, words) =>
  expect(findWords(text, dictionary).map((found) => found.word)).toEqual(words),
)

test('a passage shows the words around it as they stand in the text', () =>
  expect(findWords('全区按照部 暑推进', dictionary)).toMatchObject([
    { before: '全区按照', found: '部 暑', after: '推进' },
  ]))
