import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import type { Body, BodyBlock } from '../../contract/body.ts'
import { compareBodies, compareTexts } from './compare.ts'
import type { ComparedBlock } from './compare.ts'
import { blockText } from './rules/body-text.ts'

const marked = (blocks: ComparedBlock[]) =>
  blocks.map((block) =>
    block.runs.map(({ op, text }) => (op === 'same' ? text : op === 'insert' ? `+${text}+` : `-${text}-`)).join(''),
  )

test.each([
  ['a digit', '完成投资12亿元。', '完成投资15亿元。', ['完成投资1-2-+5+亿元。']],
  ['nothing', '甲\n乙', '甲\n乙', ['甲', '乙']],
  [
    'a paragraph put in',
    '第一段。\n第三段落。',
    '第一段。\n中间插入的话。\n第三段落。',
    ['第一段。', '+中间插入的话。+', '第三段落。'],
  ],
  [
    'a paragraph taken out',
    '第一段。\n多余的话。\n第三段。',
    '第一段。\n第三段。',
    ['第一段。', '-多余的话。-', '第三段。'],
  ],
  [
    'a paragraph changed beside one put in',
    '小店区上半年完成投资12亿元。',
    '市政府召开会议。\n小店区上半年完成投资13亿元。',
    ['+市政府召开会议。+', '小店区上半年完成投资1-2-+3+亿元。'],
  ],
  ['a text that shares nothing', '甲乙丙丁', '子丑寅卯', ['-甲乙丙丁-', '+子丑寅卯+']],
  ['a rare character whole', '张𬭎同志到会讲话', '张镕同志到会讲话', ['张-𬭎-+镕+同志到会讲话']],
])('shows %s', (_reason, before, after, shown) =>
  expect(marked(compareBodies(bodyFromText(before), bodyFromText(after)))).toEqual(shown),
)

test('a paragraph made a heading is changed, with the same words', () => {
  const after: Body = {
    type: 'doc',
    content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: '（一）情况' }] }],
  }
  expect(compareBodies(bodyFromText('（一）情况'), after)).toEqual([
    { kind: 'changed', nodeType: 'heading', level: 2, runs: [{ op: 'same', text: '（一）情况' }] },
  ])
})

// Few letters, so that repeats, moves and near misses happen often.
const words = fc.string({ unit: fc.constantFrom('政', '务', '信', '息', '𬭎', '，', ' '), maxLength: 12 })
const paragraph = words.map((text): BodyBlock => ({
  type: 'paragraph',
  content: text === '' ? undefined : [{ type: 'text', text }],
}))
const heading = fc.tuple(fc.integer({ min: 1, max: 4 }), words).map(([level, text]): BodyBlock => ({
  type: 'heading',
  attrs: { level },
  content: [{ type: 'text', text: `${text}。` }],
}))
const table = fc
  .array(fc.array(words, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((rows): BodyBlock => ({
    type: 'table',
    content: rows.map((cells) => ({
      type: 'tableRow',
      content: cells.map((text) => ({
        type: 'tableCell',
        content: [{ type: 'paragraph', content: text === '' ? undefined : [{ type: 'text', text }] }],
      })),
    })),
  }))
const body = fc
  .array(fc.oneof(paragraph, heading, table), { minLength: 1, maxLength: 12 })
  .map((content): Body => ({ type: 'doc', content }))
const spell = (blocks: ComparedBlock[], leaveOut: 'insert' | 'delete') =>
  blocks
    .filter(({ kind }) => kind !== (leaveOut === 'insert' ? 'inserted' : 'deleted'))
    .map(({ runs }) =>
      runs
        .filter(({ op }) => op !== leaveOut)
        .map(({ text }) => text)
        .join(''),
    )

test('law: what was kept and deleted spells the text before, what was kept and inserted the text after', () => {
  fc.assert(
    fc.property(body, body, (before, after) => {
      const blocks = compareBodies(before, after)
      expect(spell(blocks, 'insert')).toEqual(before.content.map(blockText))
      expect(spell(blocks, 'delete')).toEqual(after.content.map(blockText))
      for (const { kind, runs } of blocks) if (kind === 'same') expect(runs.every(({ op }) => op === 'same')).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('law: a text compared with itself shows no change', () => {
  fc.assert(fc.property(body, (same) => compareBodies(same, same).every(({ kind }) => kind === 'same')))
})

test('two long texts that share nothing are compared in bounded time', () => {
  const long = (seed: number) =>
    bodyFromText(
      Array.from({ length: 2000 }, (_, line) =>
        Array.from({ length: 90 }, (_unused, at) =>
          String.fromCodePoint(0x4e00 + ((line * 131 + at * 17 * seed + seed * 7919) % 20000)),
        ).join(''),
      ).join('\n'),
    )
  const started = performance.now()
  const blocks = compareBodies(long(1), long(3))
  expect(spell(blocks, 'insert')).toEqual(long(1).content.map(blockText))
  compareTexts('甲'.repeat(100_000), '乙'.repeat(100_000))
  expect(performance.now() - started).toBeLessThan(8000)
})
