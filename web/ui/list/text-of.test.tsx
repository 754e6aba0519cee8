import { expect, test } from 'vitest'
import { StateTag } from '../StateTag.tsx'
import { textOf } from './text-of.ts'

test.each([
  ['a text', '太原市', '太原市'],
  ['a number stays one', 12, 12],
  ['nothing', null, null],
  ['a mark shown or not', false, null],
  ['a tag', <StateTag tone="green">已签发</StateTag>, '已签发'],
  [
    'words among elements',
    <>
      <b>续报</b>
      {null}
      {['一', '二']}
    </>,
    '续报 一 二',
  ],
])('%s', (_reason, node, words) => expect(textOf(node)).toBe(words))
