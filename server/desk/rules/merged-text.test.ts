import { expect, test } from 'vitest'
import { Body, bodyFromText } from '../../../contract/body.ts'
import { mergedBody, tooLong } from './merged-text.ts'

const lines = (body: Body) =>
  body.content.map((block) =>
    block.type === 'heading' || block.type === 'paragraph'
      ? `${block.type} ${(block.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('')}`
      : block.type,
  )
const section = (title: string, unitName: string, text: string) => ({ title, unitName, body: bodyFromText(text) })

test('each source is a section with its title, its text and its unit', () => {
  const body = mergedBody([section('甲', '小店', '一\n二'), section('乙', '迎泽', '三')])
  expect(lines(body)).toEqual([
    'heading 甲',
    'paragraph 一',
    'paragraph 二',
    'paragraph （小店）',
    'heading 乙',
    'paragraph 三',
    'paragraph （迎泽）',
  ])
  expect(Body.parse(body)).toEqual(body)
})
test('what was written before stays in front', () =>
  expect(lines(mergedBody([section('乙', '迎泽', '三')], bodyFromText('已写'))).slice(0, 2)).toEqual([
    'paragraph 已写',
    'heading 乙',
  ]))
test('an item without a title is named by its unit', () =>
  expect(lines(mergedBody([section('', '迎泽', '三')]))[0]).toBe('heading 迎泽'))
test('three items of 100,000 characters are more than one text holds', () => {
  const long = section('长', '小店', '字'.repeat(90_000))
  expect(tooLong(mergedBody([long, long]))).toBe(false)
  expect(tooLong(mergedBody([long, long, long]))).toBe(true)
})
