import { expect, test } from 'vitest'
import { creditOf, mergedWith } from './credit.ts'

const from = (unit: string, role: 'lead' | 'other', weight = 1) => ({
  unitId: `id-${unit}`,
  unitName: unit,
  role,
  weight,
})
const byName = (unitName: string) => ({ unitId: null, unitName, role: 'other' as const, weight: 1 })

test.each([
  ['one unit, one item: it leads', [from('小店', 'lead')], ['小店 lead 1 ×1']],
  ['two units: each its line', [from('小店', 'lead', 2), from('迎泽', 'other')], ['小店 lead 2 ×1', '迎泽 other 1 ×1']],
  ['two items of one unit count once', [from('小店', 'lead'), from('小店', 'other')], ['小店 lead 1 ×2']],
  [
    'its weight is the greatest, not the sum',
    [from('小店', 'other', 3), from('小店', 'other', 5), from('迎泽', 'lead')],
    ['迎泽 lead 1 ×1', '小店 other 5 ×2'],
  ],
  [
    'a unit whose second item leads, leads',
    [from('小店', 'other'), from('迎泽', 'other'), from('小店', 'lead')],
    ['小店 lead 1 ×2', '迎泽 other 1 ×1'],
  ],
  ['lead units stand first', [from('迎泽', 'other'), from('小店', 'lead')], ['小店 lead 1 ×1', '迎泽 other 1 ×1']],
  [
    'units known by name only are told apart by name, blanks aside',
    [byName('某 企业'), byName('某企业'), byName('某学校')],
    ['某 企业 other 1 ×2', '某学校 other 1 ×1'],
  ],
  ['nobody', [], []],
])('%s', (_reason, sources, lines) => {
  expect(creditOf(sources).map((line) => `${line.unitName} ${line.role} ${line.weight} ×${line.items}`)).toEqual(lines)
})

test('a unit is told of the others, not of itself', () => {
  expect(
    mergedWith(creditOf([from('小店', 'lead'), from('小店', 'other'), from('迎泽', 'other')]), from('小店', 'lead')),
  ).toEqual(['迎泽'])
})
