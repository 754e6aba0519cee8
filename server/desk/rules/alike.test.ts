import { expect, test } from 'vitest'
import { alike } from './alike.ts'

const groups = (...titles: string[]) =>
  alike(titles.map((title, i) => ({ id: String(i), title }))).map((group) => group.map((item) => item.id))
test.each([
  ['two units on one matter', ['小店区反映供暖退费难', '迎泽区反映供暖退费难问题突出'], [['0', '1']]],
  ['nothing in common', ['小店区春耕备耕进展', '暴雨险情初报'], []],
  ['the name of the county alone is not enough', ['小店区稳岗就业成效明显', '小店区暴雨情况报告'], []],
  ['a follow-up belongs to its first report', ['汾河流凌情况', '春耕', '汾河流凌情况（续报一）'], [['0', '2']]],
  ['blanks and marks do not count', ['“两节”保供 稳价', '两节保供稳价'], [['0', '1']]],
])('%s', (_reason, titles, expected) => expect(groups(...titles)).toEqual(expected))
