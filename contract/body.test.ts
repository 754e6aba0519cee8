import { expect, test } from 'vitest'
import { Body, bodyFromText, bodyLimits, bodyProblem, measure } from './body.ts'

const paragraph = (text: string, marks?: unknown) => ({ type: 'paragraph', content: [{ type: 'text', text, marks }] })
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const cell = (attrs: unknown, ...content: unknown[]) => ({ type: 'tableCell', attrs, content })
const table = (...cells: unknown[]) => ({ type: 'table', content: [{ type: 'tableRow', content: cells }] })

test.each([
  ['a paragraph', doc(paragraph('一段话')), null],
  ['what TipTap sends for an empty page', doc({ type: 'paragraph', attrs: { textAlign: null } }), null],
  [
    'a table as TipTap sends it',
    doc(table(cell({ colspan: 2, rowspan: 1, colwidth: null, align: null }, paragraph('甲')))),
    null,
  ],
  ['a comment mark', doc(paragraph('批注', [{ type: 'comment', attrs: { id: 'c1' } }])), null],
  ['a heading of the fourth level', doc({ type: 'heading', attrs: { level: 4 } }), null],
  ['no fifth level', doc({ type: 'heading', attrs: { level: 5 } }), 'body.bad_shape'],
  ['no list: a number is text', doc({ type: 'bulletList', content: [] }), 'body.unknown_node'],
  ['no raw HTML', doc({ type: 'html', text: '<script>' }), 'body.unknown_node'],
  ['no link', doc(paragraph('请点击', [{ type: 'link', attrs: { href: 'javascript:1' } }])), 'body.unknown_mark'],
  ['no table in a table', doc(table(cell({}, table(cell({}, paragraph('内')))))), 'body.unknown_node'],
  ['an absurd span', doc(table(cell({ colspan: 1e9 }, paragraph('甲')))), 'body.bad_shape'],
  ['a picture from elsewhere', doc({ type: 'image', attrs: { fileId: 'http://example.com/a.png' } }), 'body.bad_shape'],
  ['not a document', 'text', 'body.bad_shape'],
  ['nothing', null, 'body.bad_shape'],
  ['the longest body', bodyFromText(`${'政'.repeat(2000)}\n`.repeat(100)), null],
  ['one character more', bodyFromText(`${'政'.repeat(2000)}\n`.repeat(100) + '务'), 'body.too_long'],
  [
    'too many paragraphs',
    doc(...Array.from({ length: bodyLimits.nodes + 1 }, () => ({ type: 'paragraph' }))),
    'body.too_many_nodes',
  ],
  [
    'too many pieces of text',
    doc({ type: 'paragraph', content: Array.from({ length: bodyLimits.nodes }, () => ({ type: 'hardBreak' })) }),
    'body.too_many_nodes',
  ],
])('%s', (_reason, value, problem) => expect(bodyProblem(value)).toBe(problem))

test('unknown attributes and characters that no database or printer takes are dropped', () => {
  const body = Body.parse(
    doc({
      type: 'paragraph',
      attrs: { textAlign: 'right', style: 'x' },
      content: [{ type: 'text', text: '甲\u0000乙\ud800丙𬭎' }],
    }),
  )
  expect(body).toEqual(
    doc({ type: 'paragraph', attrs: { textAlign: 'right' }, content: [{ type: 'text', text: '甲 乙 丙𬭎' }] }),
  )
})

test('an empty text is one empty paragraph', () =>
  expect(bodyFromText(' \r\n\r\n')).toEqual(doc({ type: 'paragraph' })))
test('characters outside the basic plane count as one', () => expect(measure(bodyFromText('𬭎𬭎')).characters).toBe(2))
