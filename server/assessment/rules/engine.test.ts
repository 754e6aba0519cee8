import { expect, test } from 'vitest'
import type { Period, ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { Scheme } from '../../../contract/assessment-scheme.ts'
import { checkScheme } from './check.ts'
import { shareOut, timesOver } from './exact.ts'
import { abc, adopted, event, pointsOf, schemeOf, times, unit, year2026 } from './facts.test-help.ts'
import { countingDay, periodName, periodOf, shanghaiDay, spanOf } from './period.ts'
import { score } from './score.ts'

type Parts = Parameters<typeof schemeOf>[0]
const two = {
  id: 'r',
  name: '采用',
  when: { kinds: ['adopted' as const] },
  award: { type: 'fixed' as const, points: 2 },
}
const daily = {
  ...two,
  id: 'd',
  when: { kinds: ['adopted' as const], publications: ['要情'] },
  award: { type: 'fixed' as const, points: 3 },
}
const leader = (points: number, more = {}) => ({
  id: 'p',
  name: '批示',
  when: { kinds: ['directive' as const] },
  award: { type: 'fixed' as const, points },
  ...more,
})
const item = { itemId: 'i1' }

const cases: [reason: string, scheme: Parts, events: ScoreEvent[], points: Record<string, number>][] = [
  [
    '只计最高分：要情3后省刊2，共3',
    { rules: [daily, two], stacking: { across: 'highest' } },
    [adopted('要情', 'city', item), adopted('省刊', 'province', item)],
    { A: 3 },
  ],
  [
    '只计首次：省刊2在前，要情不再计',
    { rules: [daily, two], stacking: { across: 'first' } },
    [adopted('省刊', 'province', { ...item, at: '2026-01-05' }), adopted('要情', 'city', item)],
    { A: 2 },
  ],
  [
    '只计最高一级：省级两刊4，市级不计',
    { rules: [daily, two], stacking: { across: 'topLevel' } },
    [adopted('要情', 'city', item), adopted('省甲', 'province', item), adopted('省乙', 'province', item)],
    { A: 4 },
  ],
  [
    '批示取高：低于已得分的不变',
    { rules: [daily, leader(1, { effect: 'max' })] },
    [adopted('要情', 'city', item), event('directive', item)],
    { A: 3 },
  ],
  [
    '批示取高：高于已得分的补差',
    { rules: [daily, leader(8, { effect: 'max' })] },
    [adopted('要情', 'city', item), event('directive', item)],
    { A: 8 },
  ],
  [
    '同一职级只计一次，不同职级另计',
    { rules: [leader(5, { once: 'perRank' })] },
    [
      event('directive', { ...item, rank: 'a' }),
      event('directive', { ...item, rank: 'a' }),
      event('directive', { ...item, rank: 'b' }),
    ],
    { A: 10 },
  ],
  [
    '按权重2比1分2分：1.33归一，余下归主报',
    { rules: [two], joint: { type: 'weights' } },
    [
      adopted('刊', 'city', {
        by: [
          { unitId: 'A', role: 'lead', weight: 2 },
          { unitId: 'B', role: 'other', weight: 1 },
        ],
      }),
    ],
    { A: 1.34, B: 0.66 },
  ],
  [
    '主报六成，两个其他单位分四成',
    { rules: [two], joint: { type: 'roleShare', lead: 60, adopting: 0, other: 40 } },
    [adopted('刊', 'city', { by: ['A', 'B', 'C'] })],
    { A: 1.2, B: 0.4, C: 0.4 },
  ],
  [
    '按比例：主报全分，其他各半',
    { rules: [two], joint: { type: 'rolePercent', lead: 100, adopting: 80, other: 50 } },
    [adopted('刊', 'city', { by: ['A', 'B', 'C'] })],
    { A: 2, B: 1, C: 1 },
  ],
  [
    '同条另加的条款与首个条款一并计',
    { rules: [two, { ...leader(0.5), id: 'also', when: { kinds: ['adopted'], commissioned: true }, also: true }] },
    [adopted('刊', 'city', { commissioned: true })],
    { A: 2.5 },
  ],
  [
    '失实扣本条得分的一半',
    {
      rules: [daily, { ...two, id: 'u', when: { kinds: ['untrue'] }, award: { type: 'percentOfItem', percent: -50 } }],
    },
    [adopted('要情', 'city', item), event('untrue', item)],
    { A: 1.5 },
  ],
  [
    '迟报每天扣0.5，迟3天',
    { rules: [{ ...two, when: { kinds: ['lateReport'] }, award: { type: 'perQuantity', points: -0.5 } }] },
    [event('lateReport', { quantity: 3 })],
    { A: -1.5 },
  ],
  [
    '乘以另一条款的分值',
    {
      rules: [
        {
          ...daily,
          when: { kinds: ['adopted'], publications: ['转载'] },
          id: 'x',
          award: { type: 'multiple', factor: 1.5, of: 'r' },
        },
        two,
      ],
    },
    [adopted('转载')],
    { A: 3 },
  ],
  [
    '采用率低于三成扣5分',
    {
      rules: [],
      ratios: [
        {
          id: 'q',
          name: '采用率',
          per: 'year',
          numerator: { of: 'events', when: { kinds: ['adopted'] } },
          denominator: { of: 'events', when: { kinds: ['submitted'] } },
          below: 0.3,
          points: -5,
        },
      ],
    },
    [...times(10, () => event('submitted')), ...times(2, () => adopted('刊'))],
    { A: -5 },
  ],
  [
    '采用率正好三成不扣',
    {
      rules: [],
      ratios: [
        {
          id: 'q',
          name: '采用率',
          per: 'year',
          numerator: { of: 'events', when: { kinds: ['adopted'] } },
          denominator: { of: 'events', when: { kinds: ['submitted'] } },
          below: 0.3,
          points: -5,
        },
      ],
    },
    [...times(10, () => event('submitted')), ...times(3, () => adopted('刊'))],
    {},
  ],
  [
    '扣减总分的两成',
    {
      rules: [two],
      sanctions: [
        {
          id: 's',
          name: '瞒报',
          when: { kinds: ['concealedReport'] },
          effect: { type: 'percentOfTotal', percent: 20 },
        },
      ],
    },
    [adopted('刊'), event('concealedReport')],
    { A: 1.6 },
  ],
  ['采用未成刊的还不计', { rules: [two] }, [adopted('刊', 'city', { issuedAt: undefined })], {}],
  [
    '按报送日期计入的，去年报送的不计',
    { rules: [two], countingDate: 'submitted' },
    [adopted('刊', 'city', { submittedAt: '2025-12-31' })],
    {},
  ],
  [
    '作废刊期，其中采用和批示一并撤销',
    { rules: [two, leader(9)] },
    [
      adopted('刊', 'city', { issueId: 'n' }),
      event('directive', { issueId: 'n' }),
      event('revoked', { revokes: { by: 'issue', id: 'n' } }),
    ],
    {},
  ],
]
test.each(cases)('%s', (_reason, parts, events, points) => expect(pointsOf(schemeOf(parts), events)).toEqual(points))

test('合并的单位，得分归合并后的单位；无人的分组仍有总分零', () => {
  const units = [unit('A', { successorId: 'B' }), unit('B'), unit('C')]
  const { totals } = score(schemeOf({ rules: [two] }), { units, events: [adopted('刊')] }, year2026)
  expect(totals.map(({ unitId, points }) => [unitId, points])).toEqual([
    ['B', 2],
    ['C', 0],
  ])
})

test('截至某时的结果不含以后才登记的事项', () => {
  const period: Period = { ...year2026, asOf: '2026-04-01T00:00:00.000Z' }
  const late = adopted('刊', 'city', { recordedAt: '2026-04-02T00:00:00.000Z' })
  expect(pointsOf(schemeOf({ rules: [two] }), [late, adopted('刊')], { period })).toEqual({ A: 2 })
})

test('同分先比批示；仍同的并列，其后名次空出或不空出；按组最高分折算，定等次', () => {
  const parts: Parts = {
    rules: [two, leader(0)],
    ties: { places: 'skip', breakers: ['directives'] },
    scaling: { type: 'best', to: 100 },
    grades: [
      { name: '优秀', atLeast: 90 },
      { name: '合格', atLeast: 0 },
    ],
  }
  const events = [
    adopted('刊', 'city', { by: 'A' }),
    adopted('刊', 'city', { by: 'B' }),
    event('directive', { by: 'B' }),
    adopted('刊', 'city', { by: 'C' }),
  ]
  const placesOf = (scheme: Scheme) =>
    score(scheme, { units: abc, events }, year2026).ranks.map(({ unitId, place, scaled, grade, tied }) => [
      unitId,
      place,
      scaled,
      grade,
      tied,
    ])
  expect(placesOf(schemeOf(parts))).toEqual([
    ['B', 1, 100, '优秀', false],
    ['A', 2, 100, '优秀', true],
    ['C', 2, 100, '优秀', true],
    ['D', 4, 0, '合格', false],
  ])
  expect(placesOf(schemeOf({ ...parts, ties: { places: 'dense', breakers: [] } })).map(([, place]) => place)).toEqual([
    1, 1, 1, 2,
  ])
})

test('未到期的任务只看进度，不算未完成；取消评优写明原因', () => {
  const scheme = schemeOf({
    rules: [],
    targets: [
      {
        id: 't',
        name: '全年任务',
        per: 'year',
        measure: { of: 'items', when: { kinds: ['submitted'] } },
        due: 5,
        missed: -30,
      },
    ],
    sanctions: [{ id: 's', name: '漏报重大事项', when: { kinds: ['missedReport'] }, effect: { type: 'barred' } }],
  })
  const [total] = score(
    scheme,
    { units: [unit('A')], events: [event('submitted'), event('missedReport')] },
    periodOf('quarter', 2026, 1),
  ).totals
  expect(total).toMatchObject({
    points: 0,
    barred: ['漏报重大事项：本年1次'],
    progress: [{ due: 5, done: 1, missing: 4, open: true }],
  })
})

test.each([
  ['2026-12-31T15:59:59.999Z', '2026-12-31'],
  ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ['2028-02-28T16:00:00Z', '2028-02-29'],
  ['2026-12-31', '2026-12-31'],
])('%s 在北京时间是 %s', (moment, day) => {
  expect(shanghaiDay(moment)).toBe(day)
  expect(countingDay(event('submitted', { at: moment }), 'happened')).toBe(day)
})

test('各种时段的起止和名称', () => {
  expect(
    [periodOf('quarter', 2026, 4), periodOf('half', 2028, 1), periodOf('cumulative', 2028, 2)].map((one) => [
      one.from,
      one.to,
      periodName(one),
    ]),
  ).toEqual([
    ['2026-10-01', '2026-12-31', '2026年第四季度'],
    ['2028-01-01', '2028-06-30', '2028年上半年'],
    ['2028-01-01', '2028-02-29', '2028年1至2月累计'],
  ])
  expect(spanOf('2026-03-01', 'week')).toEqual({ from: '2026-02-23', to: '2026-03-01' })
})

test('千分位整数运算：舍入、负数和大数都精确', () => {
  const two = (mode: 'halfUp' | 'halfEven' | 'down') => ({ decimals: 2, mode })
  expect([
    timesOver(1005, 1, 1, two('halfUp')),
    timesOver(1005, 1, 1, two('halfEven')),
    timesOver(1015, 1, 1, two('halfEven')),
    timesOver(-1005, 1, 1, two('halfUp')),
    timesOver(1009, 1, 1, two('down')),
  ]).toEqual([1010, 1000, 1020, -1010, 1000])
  expect(timesOver(999_999_999, 1_000_000_000, 1_000_000_000, two('down'))).toBe(999_999_990)
  expect(shareOut(10_000, [1, 1, 1], 10, 'spread')).toEqual([3340, 3330, 3330])
  expect(shareOut(-10_000, [1, 1, 1], 10, 'lead')).toEqual([-3340, -3330, -3330])
})

const problems: [reason: string, parts: Parts, problem: RegExp][] = [
  ['代码重复', { rules: [two, two] }, /“r”重复/],
  ['没有这个分组', { rules: [{ ...two, for: ['x'] }] }, /没有这个分组/],
  ['永远用不到的条款', { rules: [two, daily] }, /永远不会用到/],
  [
    '封顶所指条款不存在',
    { rules: [two], limits: [{ id: 'l', name: '封顶', rules: ['zz'], per: 'year', max: 1 }] },
    /“zz”不存在/,
  ],
  ['没有的职级', { rules: [{ ...leader(1), when: { kinds: ['directive'], ranks: ['boss'] } }] }, /职级“boss”不存在/],
  ['最低分高于最高分', { rules: [{ ...two, award: { type: 'range', min: 5, max: 1 } }] }, /请对调/],
  ['没有上下限的封顶', { rules: [two], limits: [{ id: 'l', name: '封顶', per: 'year' }] }, /至少填写一项/],
  ['失效早于施行', { validTo: '2025-01-01' }, /早于施行日期/],
]
test.each(problems)('检查：%s', (_reason, parts, problem) =>
  expect(checkScheme(schemeOf(parts)).join('')).toMatch(problem),
)
