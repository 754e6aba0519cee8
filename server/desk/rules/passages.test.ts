import { expect, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import { holds, wordsOf } from './passages.ts'

const text = bodyFromText('一季度新增就业三千人。\n跑冒滴漏23处，已整改。')
test.each([
  ['word for word', '新增就业三千人', true],
  ['over the end of a paragraph, as a reader selects it', '三千人。\n\n跑冒滴漏', true],
  ['with blanks that the page put in', ' 跑冒滴漏 23 处', true],
  ['changed by one character', '新增就业四千人', false],
  ['in another order', '跑冒滴漏一季度', false],
])('a passage %s', (_reason, quote, found) => expect(holds(wordsOf(text), quote)).toBe(found))
