import { expect, test } from 'vitest'
import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import { abc, adopted, event, pointsOf, schemeFile, times, unit } from './facts.test-help.ts'

/** The worked cases of domain.md 3.4, by the rule sets as they ship. */
const item = { itemId: 'i1' }
const leader = (rank: string, more = {}): ScoreEvent => event('directive', { rank, level: 'city', ...item, ...more })

const cases: [
  reason: string,
  scheme: string,
  events: ScoreEvent[],
  points: Record<string, number>,
  units?: UnitFact[],
][] = [
  [
    '1 [R3] 昨日情况3＋选送省2＋省专报20＋省领导批示50：多个刊物累计为75',
    'lianyungang',
    [
      adopted('昨日情况', 'city', item),
      event('forwarded', { level: 'province', ...item }),
      adopted('专报信息', 'province', item),
      leader('province', { publication: '专报信息', level: 'province' }),
    ],
    { A: 75 },
  ],
  [
    '2 [R2] 三个单位合写的专报3分，各得1分',
    'quzhou',
    [adopted('衢州政务专报', 'city', { by: ['A', 'B', 'C'] })],
    { A: 1, B: 1, C: 1 },
  ],
  [
    '2 [R2] 转报国办得10分，两个单位：10×5÷2，各25分',
    'quzhou',
    [adopted('国办', 'state', { channel: 'relayed', upperPoints: 10, by: ['A', 'B'] })],
    { A: 25, B: 25 },
  ],
  [
    '2 [R2] 直报省办得4分，计4分',
    'quzhou',
    [adopted('省办', 'province', { channel: 'direct', upperPoints: 4 })],
    { A: 4 },
  ],
  [
    '2 [R2] 转报省办得4分，计8分',
    'quzhou',
    [adopted('省办', 'province', { channel: 'relayed', upperPoints: 4 })],
    { A: 8 },
  ],
  [
    '3 [R1] 专报10＋市长批示20＋副市长批示（同级只计一次）为30',
    'huzhou-2018',
    [
      adopted('专报信息', 'city', item),
      leader('cityChief', { publication: '专报信息' }),
      leader('city', { publication: '专报信息' }),
    ],
    { A: 30 },
  ],
  [
    '5 [R6] 当月应报8条，报12条：基础分10，不是15',
    'changshan-2014',
    times(12, (at) => event('submitted', { itemId: `s${at}` })),
    { A: 10 },
    [unit('A', { classes: ['乡镇'] })],
  ],
  ['5 [G3] 报送60条，每条1分：全年封顶50', 'chongqing-transport', times(60, () => event('submitted')), { A: 50 }],
  ['6 [R5] 约稿两次迟报：−20', 'guangyuan-2008', times(2, () => event('commissionLate')), { A: -20 }],
  [
    '6 [R20] 同样两次，当年按零分处理',
    'commission-zero',
    [...times(3, () => adopted('信息')), ...times(2, () => event('commissionLate'))],
    {},
  ],
  [
    '7 [G1] 要情3分，批示把得分定为9：9，不是12',
    'jiangxi',
    [
      adopted('每日要情', 'province', { ...item, adoptionId: 'a1' }),
      leader('province', { adoptionId: 'a1', level: 'province' }),
    ],
    { A: 9 },
  ],
  [
    '7 [G1] 甲、甲、乙三条合并：采用时各3分',
    'jiangxi',
    [adopted('每日要情', 'province', { ...item, by: ['A', 'A', 'B'] })],
    { A: 3, B: 3 },
  ],
  [
    '7 [G1] 甲、甲、乙合并后获批示：各9分，甲不是18',
    'jiangxi',
    [
      adopted('每日要情', 'province', { ...item, adoptionId: 'a1', by: ['A', 'A', 'B'] }),
      leader('province', { adoptionId: 'a1', by: ['A', 'A', 'B'] }),
    ],
    { A: 9, B: 9 },
  ],
  ...(
    [
      [35, 3, 205],
      [36, 0, 180],
      [27, 1, 145],
    ] as const
  ).map(([own, above, points]): (typeof cases)[number] => [
    `8 [B6] ${own}条×5＋${above}条×10＝${points}（扎兰屯）`,
    'zhalantun',
    [...times(own, () => adopted('信息', 'county')), ...times(above, () => adopted('信息', 'city'))],
    { A: points },
  ]),
  ['8 [B7] 186条×25＝4650（舒兰）', 'shulan', times(186, () => adopted('信息', 'county')), { A: 4650 }],
  [
    '8 [B1] 约稿1＝5，公众号3＝15，公众号5＝25',
    'tongliao-county',
    [
      event('commissionDone', { by: 'A' }),
      ...times(3, () => adopted('微信公众号', 'county', { by: 'B' })),
      ...times(5, () => adopted('微信公众号', 'county', { by: 'C' })),
    ],
    { A: 5, B: 15, C: 25 },
  ],
  [
    '9 12月31日23:59:59.999（北京时间）印发的计入当年',
    'shulan',
    [adopted('信息', 'county', { issuedAt: '2026-12-31T15:59:59.999Z' })],
    { A: 25 },
  ],
  ['9 次日零时印发的不计入当年', 'shulan', [adopted('信息', 'county', { issuedAt: '2026-12-31T16:00:00.000Z' })], {}],
  ['9 只写日期的12月31日计入当年', 'shulan', [adopted('信息', 'county', { issuedAt: '2026-12-31' })], { A: 25 }],
]

test.each(cases)('%s', (_reason, scheme, events, points, units = abc) =>
  expect(pointsOf(schemeFile(scheme), events, { units })).toEqual(points),
)
