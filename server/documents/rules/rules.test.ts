import { expect, test } from 'vitest'
import { bodyFromText } from '../../../contract/body.ts'
import type { Body, BodyBlock } from '../../../contract/body.ts'
import { bodyText, countCharacters } from './body-text.ts'
import { canonicalText } from './canonical-text.ts'
import { normaliseBody, normaliseTitle } from './normalise.ts'
import { numberingOf, writeNumber } from './numbering.ts'
import { missingResearchParts, outlineProblems } from './outline.ts'

const paragraph = (text: string): BodyBlock => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const heading = (level: number, text: string): BodyBlock => ({
  type: 'heading',
  attrs: { level },
  content: [{ type: 'text', text }],
})
const doc = (...content: BodyBlock[]): Body => ({ type: 'doc', content })
const cell = (text: string) => ({
  type: 'tableCell' as const,
  content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
})
const table: BodyBlock = {
  type: 'table',
  content: [
    { type: 'tableRow', content: [cell('县'), cell('项目')] },
    { type: 'tableRow', content: [cell('小店区'), cell('12个')] },
  ],
}

test('the plain text has a line for each block, tabs between cells', () => {
  expect(bodyText(doc(heading(1, '一、情况'), paragraph('小店区开工。'), table))).toBe(
    '一、情况\n小店区开工。\n县\t项目\n小店区\t12个',
  )
  expect(bodyText(doc(paragraph('e\u0301')))).toBe('é')
})

test.each([
  ['spaces of any width do not count', paragraph('小店　区 开工'), 5],
  ['punctuation counts', paragraph('好，好。'), 4],
  ['a rare character is one', paragraph('𬭎'), 1],
  ['cells count', table, 9],
])('%s', (_reason, block, characters) => expect(countCharacters(doc(block))).toBe(characters))

test('the way through an editor or a database does not change the canonical text', () => {
  const sent: Body = {
    type: 'doc',
    content: [{ type: 'paragraph', attrs: { textAlign: null }, content: [{ type: 'text', text: '甲' }] }],
  }
  const stored = {
    content: [{ content: [{ text: '甲', type: 'text' }], type: 'paragraph', attrs: {} }],
    type: 'doc',
  } as Body
  expect(canonicalText({ title: '题', body: sent })).toBe(canonicalText({ title: '题', body: stored }))
  expect(canonicalText({ title: '题', body: sent })).toBe(
    '{"body":{"content":[{"content":[{"text":"甲","type":"text"}],"type":"paragraph"}],"type":"doc"},"title":"题"}',
  )
  expect(canonicalText({ title: '题', body: sent })).not.toBe(
    canonicalText({ title: '题', body: doc(paragraph('甲 ')) }),
  )
})

test.each([
  ['full-width spaces before a paragraph go: the layout indents', '　　小店区开工。　', '小店区开工。'],
  ['straight quotes in pairs', '召开"放管服"改革会', '召开“放管服”改革会'],
  ['two pairs', '"甲"和"乙"都', '“甲”和“乙”都'],
  ['a single quote mark may be a mistake of the writer: not guessed', '召开"放管服改革会', '召开"放管服改革会'],
  ['inches stay', '32"和55"的电视', '32"和55"的电视'],
  ['an English line keeps its marks', 'the "belt"', 'the "belt"'],
  ['curved quotes already in use', '“甲"和"乙”', '“甲"和"乙”'],
  ['spaces inside stay', '完成投资 8 460 万元', '完成投资 8 460 万元'],
])('%s', (_reason, before, after) => expect(bodyText(normaliseBody(doc(paragraph(before))))).toBe(after))

test('quotes pair across pieces of text with different marks, and a piece of only spaces goes', () => {
  const body: Body = {
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: '　' },
          { type: 'text', text: '"甲', marks: [{ type: 'bold' }] },
          { type: 'text', text: '" ' },
        ],
      },
      { type: 'paragraph' },
    ],
  }
  expect(normaliseBody(body)).toEqual({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: '“甲', marks: [{ type: 'bold' }] },
          { type: 'text', text: '”' },
        ],
      },
    ],
  })
})
test('a title is one line', () => expect(normaliseTitle(' 关于\r\n  汛情的报告 ')).toBe('关于汛情的报告'))

test.each([
  ['一、总体情况', { level: 1, value: 1, wellMarked: true }],
  ['二十三、其他', { level: 1, value: 23, wellMarked: true }],
  ['（十）保障', { level: 2, value: 10, wellMarked: true }],
  ['(二)保障', { level: 2, value: 2, wellMarked: false }],
  ['3.加强领导', { level: 3, value: 3, wellMarked: true }],
  ['3、加强领导', { level: 3, value: 3, wellMarked: false }],
  ['3.5亿元', null],
  ['（12）其他', { level: 4, value: 12, wellMarked: true }],
  ['一是加强领导', null],
  ['小店区', null],
])('the number of %s', (text, numbering) => expect(numberingOf(text)).toEqual(numbering))

test('a number written is a number read', () => {
  for (const level of [1, 2, 3, 4])
    for (let value = 1; value < 100; value++)
      expect(numberingOf(`${writeNumber(level, value)}题`)).toEqual({ level, value, wellMarked: true })
})

test.each<[string, Body, [string, string][]]>([
  [
    'in order',
    doc(
      heading(1, '一、甲'),
      heading(2, '（一）乙'),
      heading(2, '（二）丙'),
      heading(1, '二、丁'),
      heading(2, '（一）戊'),
    ),
    [],
  ],
  ['one left out', doc(heading(1, '一、甲'), heading(1, '三、乙')), [['outline.out_of_order', '二、']]],
  ['one twice', doc(heading(1, '一、甲'), heading(1, '一、乙')), [['outline.out_of_order', '二、']]],
  [
    'a section that goes on where the last chapter ended',
    doc(heading(1, '一、甲'), heading(2, '（一）乙'), heading(1, '二、丙'), heading(2, '（二）丁')),
    [['outline.out_of_order', '（一）']],
  ],
  ['1. as a first level', doc(heading(1, '1.甲')), [['outline.wrong_level', '一、']]],
  ['the wrong mark after the number', doc(heading(3, '1、甲')), [['outline.wrong_mark', '1.']]],
  ['headings without numbers', doc(heading(1, '情况'), heading(1, '问题')), []],
])('headings %s', (_reason, body, problems) =>
  expect(outlineProblems(body).map(({ code, expected }) => [code, expected])).toEqual(problems),
)

test.each<[string, Body, string[]]>([
  [
    'all four',
    doc(heading(1, '一、基本情况'), heading(1, '二、存在问题'), heading(1, '三、原因分析'), heading(1, '四、对策建议')),
    [],
  ],
  ['two in one heading', doc(heading(1, '一、现状'), heading(1, '二、困难及成因'), heading(1, '三、建议')), []],
  ['no analysis', doc(heading(1, '一、现状'), heading(1, '二、困难'), heading(1, '三、建议')), ['analysis']],
  [
    'headings typed as paragraphs',
    bodyFromText('一、主要做法\n开展排查。\n二、存在的问题。影响建设进度。\n三、建议'),
    ['analysis'],
  ],
  [
    'a word deep in the text does not announce a part',
    bodyFromText('一、做法\n群众提出的问题和建议已经分析。'),
    ['problem', 'analysis', 'advice'],
  ],
  ['no headings at all', bodyFromText('当前情况是这样。\n存在的问题是那样。\n原因在于此。\n建议如下：'), []],
  ['an empty text lacks everything', bodyFromText(''), ['situation', 'problem', 'analysis', 'advice']],
])('research with %s (第十一条)', (_reason, body, missing) => expect(missingResearchParts(body)).toEqual(missing))
