import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import { schemeSchema } from '../../../tools/lib/scheme-schema.ts'
import { checkScheme } from './check.ts'
import { explain } from './explain.ts'
import { abc, adopted, event, pointsOf, schemeFile, times, unit } from './facts.test-help.ts'

const codes = readdirSync(new URL('../schemes', import.meta.url)).map((file) => file.replace(/\.json$/, ''))

test.each(codes)('%s can be read, has no contradiction, names its source and says in Chinese what it does', (code) => {
  const scheme = schemeFile(code)
  expect(scheme.code).toBe(code)
  expect(scheme.note).toMatch(/来源/)
  expect(checkScheme(scheme)).toEqual([])
  const sentences = explain(scheme)
  expect(sentences.length).toBeGreaterThan(scheme.rules.length + 4)
  for (const sentence of sentences) expect(sentence).toMatch(/^[^a-z]*。$/u)
})

test('docs/assessment/scheme.schema.json is what the contract says now (tools/scheme-schema.ts)', () => {
  const file = new URL('../../../docs/assessment/scheme.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schemeSchema())))
})

/** Computed by hand from the tables of domain.md 3.1 and 3.2. */
const item = { itemId: 'i1' }
const town = [unit('A', { classes: ['乡镇'] })]
const days = (month: number) => ({ at: `2026-${String(month).padStart(2, '0')}-15` })
const sent = (count: number, more = {}): ScoreEvent[] => times(count, () => event('submitted', more))

type Case = [reason: string, scheme: string, events: ScoreEvent[], points: Record<string, number>, units?: UnitFact[]]
const cases: Case[] = [
  [
    '山西样例：省办单篇5＋省长、副省长批示（同级只计一次）10＋报送三十条完成季度任务5＝20',
    'shanxi-example',
    [
      adopted('晋政信息', 'province', item),
      event('directive', { rank: 'provinceChief', level: 'province', ...item }),
      event('directive', { rank: 'province', level: 'province', ...item }),
      ...times(30, (at) => event('submitted', { itemId: `s${at}` })),
    ],
    { A: 20 },
    [unit('A', { kind: 'cityOffice' })],
  ],
  [
    '山西样例：两家综合采用3分各1.5；县级联系点约稿完成2、约稿迟报−3，全年不低于0',
    'shanxi-example',
    [
      adopted('晋政信息', 'province', { mode: 'composite', by: ['A', 'B'] }),
      event('commissionDone', { by: 'P' }),
      event('commissionLate', { by: 'P' }),
    ],
    { A: 1.5, B: 1.5 },
    [unit('A', { kind: 'department' }), unit('B', { kind: 'department' }), unit('P', { kind: 'reportingPoint' })],
  ],
  [
    '湖州：企业直报点的要情3分计入所在区县，企业自己没有',
    'huzhou-2018',
    [adopted('湖州政务（每日要情）', 'city', { by: 'P' })],
    { A: 3 },
    [unit('A'), unit('P', { kind: 'reportingPoint', parentId: 'A' })],
  ],
  [
    '湖州：专报10＋省《专报信息》再加30＋省领导批示再加50＝90',
    'huzhou-2018',
    [
      adopted('专报信息', 'city', item),
      adopted('专报信息', 'province', item),
      event('directive', { rank: 'province', level: 'province', publication: '专报信息', ...item }),
    ],
    { A: 90 },
  ],
  [
    '衢州：三家合写增刊10分，3.33各得，余下0.01归主报',
    'quzhou',
    [adopted('衢州政务增刊', 'city', { by: ['B', 'A', 'C'] })],
    { A: 3.33, B: 3.34, C: 3.33 },
  ],
  [
    '连云港：国办采用50＋国务院领导批示100＋省选送10＝160',
    'lianyungang',
    [
      event('forwarded', { level: 'state', ...item }),
      adopted('国办', 'state', item),
      event('directive', { rank: 'state', level: 'state', ...item }),
    ],
    { A: 160 },
  ],
  ['连云港：昨日情况简讯1分', 'lianyungang', [adopted('昨日情况', 'city', { mode: 'brief' })], { A: 1 }],
  ['广元：门户网站文字1＋图片0.5', 'guangyuan-2008', [event('online'), event('online', { genre: '图片' })], { A: 1.5 }],
  [
    '广元：川政晨讯参阅3、重要5',
    'guangyuan-2008',
    ['参阅', '重要'].map((column) => adopted('川政晨讯', 'province', { column })),
    { A: 8 },
  ],
  [
    '广元：约稿采用5，批示反馈未报−10',
    'guangyuan-2008',
    [adopted('某刊', 'city', { commissioned: true }), event('feedbackMissed')],
    { A: -5 },
  ],
  ['常山：差一条，基础分为0', 'changshan-2014', sent(7), {}, town],
  [
    '常山：十二个月都完成，全年基础分120',
    'changshan-2014',
    Array.from({ length: 12 }, (_, month) => sent(9, days(month + 1))).flat(),
    { A: 120 },
    town,
  ],
  [
    '常山：县快报5、市动态20、市单篇50、市交流80',
    'changshan-2014',
    [adopted('要情快报', 'county'), adopted('衢州政务信息动态'), adopted('其他市刊'), adopted('衢州政务工作交流')],
    { A: 155 },
  ],
  [
    '河南工信：国办20＋省工作快报10＋共享0.5＋本厅6',
    'henan-industry-2011',
    [adopted('国办', 'state'), adopted('省政府工作快报', 'province'), event('shared'), adopted('工信信息', 'province')],
    { A: 36.5 },
  ],
  [
    '舞阳：专期5，普通1',
    'wuyang-2018',
    [adopted('政务信息', 'county', { mode: 'special' }), adopted('政务信息', 'county')],
    { A: 6 },
  ],
  [
    '天台：任务40点完成30点，按比例75；十二个月各少2条，每月扣1，共扣12',
    'tiantai-market',
    times(30, (at) => adopted('信息', 'county', { itemId: `i${at}` })),
    { A: 63 },
    [unit('A')],
  ],
  [
    '天台：完成60点，100＋超额封顶10，报送任务全完成',
    'tiantai-market',
    [
      ...times(60, () => adopted('信息', 'county')),
      ...Array.from({ length: 12 }, (_, month) => sent(2, days(month + 1))).flat(),
    ],
    { A: 110 },
    [unit('A')],
  ],
  [
    '范文：机构20，11个月未完成任务各−30，一个月完成＋20，省办100＋市领导批示40',
    'district-model',
    [
      event('bonus', { code: '机构落实' }),
      ...sent(4),
      adopted('省办', 'province', item),
      event('directive', { rank: 'city', ...item }),
    ],
    { A: 20 - 330 + 20 + 100 + 40 },
    [unit('A')],
  ],
  [
    '范文：综合每单位10分，取材较多的加到15，再多也不过20',
    'district-model',
    [
      adopted('政务', 'county', {
        mode: 'composite',
        by: [
          { unitId: 'A', role: 'lead', amount: 15 },
          { unitId: 'B', role: 'other' },
          { unitId: 'C', role: 'other', amount: 99 },
        ],
      }),
    ],
    { A: 15 - 360, B: 10 - 360, C: 20 - 360, D: -360 },
  ],
  [
    '范文：信息失实裁量−70；裁量超出限度的按限度',
    'district-model',
    [event('untrue', { amount: -70 }), event('untrue', { amount: -500 })],
    { A: -70 - 100 - 360 },
    [unit('A')],
  ],
  ['县局：全年15条计50分', 'county-bureau-model', sent(15), { A: 50 }],
  ['县局：14条不计', 'county-bureau-model', sent(14), {}],
  [
    '县局：单条5，综合每单位3',
    'county-bureau-model',
    [adopted('甲刊', 'county'), adopted('乙刊', 'county', { mode: 'composite', by: ['A', 'B'] })],
    { A: 8, B: 3 },
  ],
  ['市范文：一周报5条：完成1分，超过的3条各1分', 'city-model', sent(5, { at: '2026-03-11' }), { A: 4 }],
  [
    '江西：县级《每日要情》3分，同时计入所在设区市3分',
    'jiangxi',
    [adopted('每日要情', 'province')],
    { A: 3, S: 3 },
    [unit('A', { parentId: 'S' }), unit('S', { kind: 'cityOffice' })],
  ],
  [
    '江西：处室按栏目计分，不按刊物',
    'jiangxi',
    [adopted('每日要情', 'province', { column: '领导活动' })],
    { A: 1 },
    [unit('A', { kind: 'department', classes: ['处室'] })],
  ],
  [
    '重庆：独编10、综合6，约稿另加2；同一单位两条被合并的各计',
    'chongqing-transport',
    [
      adopted('市府信息', 'city', { commissioned: true }),
      adopted('市府信息', 'city', { mode: 'composite', by: ['A', 'A', 'B'] }),
    ],
    { A: 24, B: 6 },
  ],
  [
    '昆明：主报10、采用7.5、其他5',
    'kunming-discipline',
    [
      adopted('省纪委监委', 'province', {
        by: [
          { unitId: 'A', role: 'lead' },
          { unitId: 'B', role: 'adopting' },
          { unitId: 'C', role: 'other' },
        ],
      }),
    ],
    { A: 10, B: 7.5, C: 5 },
  ],
  [
    '安徽：基础80，迟报扣5；报送25件只计20',
    'anhui-urgent-2010',
    [event('lateReport'), ...sent(25)],
    { A: 95 },
    [unit('A')],
  ],
  [
    '安徽：基础分扣完为止，不扣工作量',
    'anhui-urgent-2010',
    [...times(5, () => event('concealedReport')), ...sent(3)],
    { A: 3 },
    [unit('A')],
  ],
  [
    '宝鸡：迟报−1、谎报−2、漏报−3、瞒报−4',
    'baoji-urgent',
    [event('lateReport'), event('falseReport'), event('missedReport'), event('concealedReport')],
    { A: -10 },
  ],
  ['约稿一次迟报，不按零分', 'commission-zero', [adopted('信息'), event('commissionLate')], { A: 5 }],
]

test.each(cases)('%s', (_reason, scheme, events, points, units = abc) =>
  expect(pointsOf(schemeFile(scheme), events, { units })).toEqual(points),
)
