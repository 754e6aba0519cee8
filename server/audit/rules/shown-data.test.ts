import { expect, test } from 'vitest'
import { shownData } from './shown-data.ts'

test.each([
  [{ title: '关于某事的报告', status: 'signed' }, { status: 'signed' }],
  [{ reasonText: '内容不实', reasonCode: 'untrue' }, { reasonCode: 'untrue' }],
  [{ progress: { body: {}, stage: 'adopted' } }, {}],
  [{ receiverIds: ['a', 'b'], opinion: '同意' }, { receiverIds: ['a', 'b'] }],
  [{ to: { title: '标题', unitId: 'u' } }, { to: { unitId: 'u' } }],
  [{ changed: { idleMinutes: { from: 30, to: 20 } } }, { changed: { idleMinutes: { from: 30, to: 20 } } }],
  [null, {}],
  [['标题'], {}],
])('%j is shown as %j', (data, shown) => {
  expect(shownData(data)).toEqual(shown)
})
