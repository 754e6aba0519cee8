import { expect, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import { secrecyMark } from './secrecy-mark.ts'

test.each([
  ['a mark with its years', '机密★1年\n关于…', '机密★1年'],
  ['a mark without years', '秘密★', '秘密★'],
  ['a mark with blanks inside', '绝密 ★ 长期', '绝密 ★ 长期'],
  ['the words in ordinary language', '依法保护商业秘密和工作秘密，严守国家机密', null],
  ['a star that marks something else', '评定为五星★★★★★', null],
])('%s', (_reason, text, mark) => expect(secrecyMark({ title: '', body: bodyFromText(text) })).toBe(mark))

test('the title is read too', () =>
  expect(secrecyMark({ title: '机密★6个月 报告', body: bodyFromText('无') })).toBe('机密★6个月'))
test('a cell of a table is read too', () => {
  const cell = {
    type: 'tableCell' as const,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: '秘密★5年' }] }],
  }
  expect(
    secrecyMark({
      title: '',
      body: { type: 'doc', content: [{ type: 'table', content: [{ type: 'tableRow', content: [cell] }] }] },
    }),
  ).toBe('秘密★5年')
})
