import { describe, expect, test } from 'vitest'
import type { GroupStanding, UnitStanding } from '../../../contract/assessment.ts'
import type { Body } from '../../../contract/body.ts'
import { withAmendments } from './amended.ts'
import { annexOf } from './annex.ts'
import { numeral } from './bulletin-text.ts'
import { candidatesOf, peopleOf } from './choose.ts'
import { guardsOf } from './guards.ts'
import { bulletinMoves, canMove, factMoves, isSecondPerson, periodMoves, schemeMoves } from './moves.ts'
import { isPartOfYear, monthsUntil, periodName, periodOf } from './period.ts'

/** Every state × act: a cell that is not named here is refused. */
const matrices = [
  {
    name: '计分办法',
    moves: schemeMoves,
    states: ['draft', 'trial', 'approved', 'inForce', 'retired'],
    possible: {
      draft: ['save', 'tryOut', 'discard'],
      trial: ['backToDraft', 'approve'],
      approved: ['backToDraft', 'enforce'],
      inForce: ['retire'],
      retired: [],
    },
  },
  {
    name: '登记',
    moves: factMoves,
    states: ['effective', 'pending', 'refused', 'withdrawn'],
    possible: { effective: ['withdraw'], pending: ['confirm', 'refuse', 'withdraw'], refused: [], withdrawn: [] },
  },
  {
    name: '考核期',
    moves: periodMoves,
    states: ['open', 'posted', 'closed'],
    possible: { open: ['post', 'discard'], posted: ['takeBack', 'close'], closed: ['amend', 'draftBulletin'] },
  },
  {
    name: '通报',
    moves: bulletinMoves,
    states: ['draft', 'signed', 'released'],
    possible: { draft: ['save', 'redraft', 'sign', 'discard'], signed: ['release'], released: [] },
  },
] as const

describe.each(matrices)('$name', ({ moves, states, possible }) => {
  const table = moves as Record<string, { from: readonly string[] }>
  test.each(states.flatMap((state) => Object.keys(table).map((action) => [state, action] as const)))(
    '%s: %s',
    (state, action) => {
      const allowed: readonly string[] = possible[state as keyof typeof possible]
      expect(canMove(table, state, action)).toBe(allowed.includes(action))
    },
  )
})

test('nobody approves what they wrote', () => {
  expect([isSecondPerson('甲', '甲'), isSecondPerson('甲', '乙')]).toEqual([false, true])
})

test.each([
  ['the fourth quarter includes 31 December', 'quarter', 4, '2026-10-01', '2026-12-31', '2026年第四季度'],
  ['a year is whole', 'year', 1, '2026-01-01', '2026-12-31', '2026年度'],
  ['February knows its length', 'month', 2, '2026-02-01', '2026-02-28', '2026年2月'],
  ['the first half', 'half', 1, '2026-01-01', '2026-06-30', '2026年上半年'],
  ['cumulative from January', 'cumulative', 5, '2026-01-01', '2026-05-31', '2026年1至5月累计'],
] as const)('%s', (_reason, kind, part, from, to, name) => {
  expect(periodOf(kind, 2026, part)).toEqual({ kind, from, to })
  expect(periodName(periodOf(kind, 2026, part))).toBe(name)
})
test('there is no fifth quarter', () =>
  expect([isPartOfYear('quarter', 4), isPartOfYear('quarter', 5), isPartOfYear('year', 2)]).toEqual([
    true,
    false,
    false,
  ]))
test('months across the turn of the year', () =>
  expect(monthsUntil('2026-02-10', 3)).toEqual(['2025-12', '2026-01', '2026-02']))

const unit = (
  unitId: string,
  points: number,
  rank: number | null,
  change: Partial<UnitStanding> = {},
): UnitStanding => ({
  unitId,
  unitName: unitId,
  points,
  amended: 0,
  rank,
  target: null,
  distance: null,
  sent: 1,
  adopted: 1,
  adoptionRate: 100,
  directives: 0,
  officers: 1,
  zero: false,
  barred: null,
  guards: [],
  ...change,
})
const group = (...units: UnitStanding[]): GroupStanding => ({ key: 'g', name: '县区', units })
const places = (groups: GroupStanding[]) => groups[0]!.units.map((one) => [one.unitId, one.points, one.rank])

test.each([
  [
    'a correction moves a unit up',
    [{ unitId: '乙', points: 3 }],
    'skip',
    [
      ['乙', 11, 1],
      ['甲', 10, 2],
      ['丙', 8, 3],
    ],
  ],
  [
    'equal points share a place and the next is skipped',
    [{ unitId: '乙', points: 2 }],
    'skip',
    [
      ['甲', 10, 1],
      ['乙', 10, 1],
      ['丙', 8, 3],
    ],
  ],
  [
    'or not skipped',
    [{ unitId: '乙', points: 2 }],
    'dense',
    [
      ['甲', 10, 1],
      ['乙', 10, 1],
      ['丙', 8, 2],
    ],
  ],
  [
    'whom a tie-break told apart stays apart',
    [{ unitId: '甲', points: 1 }],
    'skip',
    [
      ['甲', 11, 1],
      ['乙', 8, 2],
      ['丙', 8, 3],
    ],
  ],
  [
    'nothing corrected, nothing changed',
    [],
    'skip',
    [
      ['甲', 10, 1],
      ['乙', 8, 2],
      ['丙', 8, 3],
    ],
  ],
] as const)('%s', (_reason, amendments, ties, expected) =>
  expect(
    places(withAmendments([group(unit('甲', 10, 1), unit('乙', 8, 2), unit('丙', 8, 3))], amendments, ties)),
  ).toEqual(expected),
)

test('prizes go down the ranking; who is barred is passed over, and nobody is honoured for nothing', () => {
  const groups = [group(unit('甲', 10, 1), unit('乙', 8, 2), unit('丙', 5, 3), unit('丁', 0, 4))]
  const quotas = [
    {
      groupKey: 'g',
      groupName: '县区',
      prizes: [
        { name: '一等奖', count: 1 },
        { name: '二等奖', count: 5 },
      ],
    },
  ]
  const [chosen] = candidatesOf(groups, quotas, new Map([['甲', '漏报']]))
  expect(chosen!.candidates.map((one) => [one.unitName, one.prize, one.barred])).toEqual([
    ['甲', null, '漏报'],
    ['乙', '一等奖', null],
    ['丙', '二等奖', null],
    ['丁', null, null],
  ])
})

test('people: at most so many of one unit', () => {
  const score = (name: string, unitId: string, points: number) => ({
    personId: null,
    name,
    unitId,
    unitName: unitId,
    adoptions: 1,
    points,
    place: 1,
  })
  const chosen = peopleOf(
    [score('a', '甲', 9), score('b', '甲', 8), score('c', '乙', 3)],
    { count: 2, perUnit: 1 },
    new Map(),
  )
  expect(chosen.map((one) => [one.personName, one.prize])).toEqual([
    ['a', '先进个人'],
    ['b', null],
    ['c', '先进个人'],
  ])
})

test('a rush: most items of a month sent in its last three days; outside of the span nothing is said', () => {
  const sent = (day: string, at: number) => ({
    id: `${day} ${at}`,
    kind: 'submitted' as const,
    at: day,
    title: ['稳岗就业', '供暖保障', '一窗通办', '秋粮入库', '安全生产'][at]!,
    credit: [{ unitId: '甲', role: 'lead' as const }],
  })
  const days = ['2026-03-29', '2026-03-30', '2026-03-30', '2026-03-31', '2026-03-02']
  const guards = guardsOf(days.map(sent), { startsOn: '2026-01-01', endsOn: '2026-03-31' }, (day) => day)
  expect(guards.get('甲')!.map((guard) => guard.kind)).toEqual(['monthEnd'])
  expect(guardsOf(days.map(sent), { startsOn: '2026-04-01', endsOn: '2026-06-30' }, (day) => day).size).toBe(0)
})

test.each([
  [0, '一'],
  [9, '十'],
  [10, '十一'],
  [18, '十九'],
  [19, '二十'],
  [20, '二十一'],
])('section %i is %s', (index, word) => expect(numeral(index)).toBe(word))

test('the tables of an edited bulletin come apart from its text with their captions, two rows of heads become group and label', () => {
  const cell = (text: string, type: 'tableCell' | 'tableHeader', attrs = {}) => ({
    type,
    attrs,
    content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
  })
  const body = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: '现予通报。' }] },
      { type: 'paragraph' },
      { type: 'paragraph', attrs: { textAlign: 'center' }, content: [{ type: 'text', text: '统计表' }] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [cell('单位', 'tableHeader', { rowspan: 2 }), cell('市级', 'tableHeader', { colspan: 2 })],
          },
          { type: 'tableRow', content: [cell('采用', 'tableHeader'), cell('批示', 'tableHeader')] },
          { type: 'tableRow', content: [cell('小店区', 'tableCell'), cell('2', 'tableCell'), cell('1', 'tableCell')] },
        ],
      },
    ],
  } as Body
  expect(annexOf(body)).toEqual({
    text: { type: 'doc', content: [body.content[0]] },
    tables: [
      {
        caption: '统计表',
        columns: [{ label: '单位' }, { label: '采用', group: '市级' }, { label: '批示', group: '市级' }],
        rows: [['小店区', '2', '1']],
      },
    ],
  })
})
