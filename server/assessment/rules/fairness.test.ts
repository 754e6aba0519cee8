import { expect, test } from 'vitest'
import { rankAuthors } from './authors.ts'
import { adopted, event, schemeOf, times, unit, year2026 } from './facts.test-help.ts'
import { guardsOf } from './guards.ts'
import { shanghaiDay } from './period.ts'
import { score } from './score.ts'

const march = { startsOn: '2026-03-01', endsOn: '2026-03-31' }
const sent = (titles: string[], day: (at: number) => string = () => '2026-03-10') =>
  titles.map((title, at) => event('submitted', { title, at: day(at) }))
const kindsOf = (events: ReturnType<typeof sent>) =>
  (guardsOf(events, march, shanghaiDay).get('A') ?? []).map(({ kind }) => kind)
const sliced = ['一', '二', '三'].map((part) => `迎泽区老旧小区改造工作进展情况之${part}`)

test.each([
  ['一周内三条题目相近：疑似拆条', sent(sliced, (at) => `2026-03-1${at}`), ['slicing']],
  ['同样三条，相隔半月：不提示', sent(sliced, (at) => ['2026-03-01', '2026-03-12', '2026-03-25'][at]!), []],
  ['一天三条，各说各事：不提示', sent(['春耕备耕进度', '森林防火部署情况', '招商引资签约项目']), []],
  [
    '六条里五条在月末三天：月底突击',
    sent(['甲事进展', '乙地调研', '丙区防汛', '丁厂复工', '戊镇修路', '己村办学'], (at) =>
      at === 0 ? '2026-03-02' : '2026-03-30',
    ),
    ['monthEnd'],
  ],
])('%s', (_reason, events, kinds) => expect(kindsOf(events)).toEqual(kinds))

test('个人得分：两人合写均分，余数不多不少；上级分得的部分不重复算给个人；直报点的人随得分走', () => {
  const scheme = schemeOf({
    rules: [{ id: 'r', name: '采用', when: { kinds: ['adopted'] }, award: { type: 'fixed', points: 5.001 } }],
    rounding: { decimals: 3, mode: 'halfUp' },
    attributions: [
      {
        id: 'p',
        name: '直报点',
        from: { kinds: ['reportingPoint'] },
        to: { type: 'above', units: { kinds: ['countyOffice'] } },
        keeps: 0,
        gives: 100,
      },
      {
        id: 'u',
        name: '归集',
        from: { kinds: ['countyOffice'] },
        to: { type: 'above', units: { kinds: ['cityOffice'] } },
        keeps: 100,
        gives: 100,
      },
    ],
  })
  const units = [
    unit('S', { kind: 'cityOffice' }),
    unit('A', { parentId: 'S' }),
    unit('P', { kind: 'reportingPoint', parentId: 'A' }),
  ]
  const by = (unitId: string, ...names: string[]) => [
    { unitId, role: 'lead' as const, authors: names.map((name) => ({ id: null, name })) },
  ]
  const events = [
    adopted('要情', 'city', { by: by('A', '张三', '李四') }),
    ...times(1, () => adopted('要情', 'city', { by: by('P', '王五') })),
  ]
  const { lines } = score(scheme, { units, events }, year2026)
  expect(
    rankAuthors(lines, events).map(({ name, unitId, points, adoptions, place }) => [
      name,
      unitId,
      points,
      adoptions,
      place,
    ]),
  ).toEqual([
    ['王五', 'A', 5.001, 1, 1],
    ['张三', 'A', 2.501, 1, 2],
    ['李四', 'A', 2.5, 1, 3],
  ])
})
