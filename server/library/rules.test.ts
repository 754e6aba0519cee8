import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { placesIn } from './places.ts'
import { comparable, compare } from './rules/likeness.ts'
import { readingOf } from './rules/reading.ts'
import { readTable } from './rules/table.ts'
import { readTitle } from './rules/title.ts'
import { recogniseTopics } from './rules/topics.ts'
import { realData } from './testing.ts'

test.each([
  ['a city, a county with its city', '太原市和清徐县同步推进', ['太原市', '清徐县']],
  ['长治 is no city in 长治久安', '为实现长治久安打下基础', []],
  ['but it is where it stands for itself', '长治干部下沉一线', ['长治市']],
  ['大同 is no city in 天下大同', '世界大同的理想', []],
  ['应县 is no county in 相应县级部门', '由相应县级部门落实', []],
  ['和顺 is a common word', '家庭和顺，邻里和睦', []],
  ['矿区 names a district only behind its city', '煤矿区域治理和阳泉市矿区搬迁', ['阳泉市', '矿区']],
  ['what is outside Shanxi is not named', '北京市朝阳区', []],
])('places: %s', (_reason, text, places) => {
  const found = placesIn(text)
  expect(found.filter((name) => name !== '山西省').sort()).toEqual([...places].sort())
})

const trapFile = join(realData, 'items/place-name-traps.tsv')
test.runIf(existsSync(trapFile))('places: every trap found in real texts is passed', () => {
  const [, ...rows] = readFileSync(trapFile, 'utf8').trim().split('\n')
  for (const [name, , , isThePlace, sentence] of rows.map((row) => row.split('\t'))) {
    const named = placesIn(sentence!).some((place) => place === name || place.slice(0, -1) === name)
    expect.soft([name, sentence, named]).toEqual([name, sentence, isThePlace!.startsWith('yes')])
  }
})

const report = '上半年，全县完成供热管网改造37公里，投入资金2600万元，惠及居民1.2万户，群众投诉同比下降42%。'
const form = report.replace('上半年', '前三季度').replace(/\d+(\.\d+)?/g, (figure) => String(Number(figure) * 2 + 1))
test.each([
  ['the same text in other signs', report.replaceAll('，', ','), 'same'],
  ['a figure differs', report.replace('2600', '2800'), 'conflict'],
  [
    'a part of a longer text',
    `${report}下一步将继续推进老旧小区支线施工，加强调度，确保供暖季前全部投运。`,
    'contained',
  ],
  ['the same form about other months', form, 'sameMatter'],
  ['another matter', '市农业农村局组织专家深入田间地头指导春耕备耕，农资储备充足。', null],
])('likeness: %s', (_reason, other, likeness) =>
  expect(compare(comparable(fold(report)), comparable(fold(other))).likeness).toBe(likeness),
)

const [mine, other, now] = ['unit-1', 'unit-2', new Date('2026-03-02T01:00:00Z')]
const told = (unitId: string, days: number, sourceIds: string[] = []) => ({
  unitId,
  submissionId: 's2',
  sourceIds,
  at: new Date(now.getTime() - days * 86_400_000),
})
test.each([
  ['the own unit a week ago: 一稿多投', told(mine, 7), 'severalReceivers'],
  ['the own unit a quarter ago: 旧稿重报', told(mine, 90), 'resent'],
  ['another unit', told(other, 7), 'severalUnits'],
  ['made from this very item', told(other, 1, ['s1']), 'ownVersion'],
] as const)('reading: %s', (_reason, there, reading) =>
  expect(readingOf({ unitId: mine, submissionId: 's1', sourceIds: [] }, there, now)).toBe(reading),
)

test('the head of a document: title, number and day', () => {
  const text = '关于加强供暖保障的通知\n晋政办发〔2024〕12号\n各市、县人民政府：\n现通知如下。\n2024年11月5日'
  expect(readTitle('a.docx', text)).toMatchObject({
    title: '关于加强供暖保障的通知',
    documentNumber: '晋政办发〔2024〕12号',
    day: '2024-11-05',
  })
})

test.each([
  [
    'broken by hand',
    '国务院办公厅关于印发国家组织药品\n集中采购和使用试点方案的通知\n国办发〔2019〕2号',
    '国务院办公厅关于印发国家组织药品集中采购和使用试点方案的通知',
  ],
  [
    'in three',
    '国务院办公厅\n关于四川省在温家宝总理考察工作时\n所提问题和建议办理情况的函\n国办函〔2004〕71号',
    '国务院办公厅关于四川省在温家宝总理考察工作时所提问题和建议办理情况的函',
  ],
  ['whole at once', '关于加强供暖保障的通知\n现就有关工作提出如下意见', '关于加强供暖保障的通知'],
  ['no title follows', '汾河水质调查\n今年以来，断面水质稳定达标。', '汾河水质调查'],
  ['a heading follows', '汾河水质情况\n一、总体情况和建议', '汾河水质情况'],
  ['for trial use', '关于信息报送的\n管理办法（试行）\n第一条 总则', '关于信息报送的管理办法（试行）'],
])('the title of a document, %s', (_how, text, title) => {
  expect(readTitle('a.docx', text).title).toBe(title)
})

test('a table: heads as offices name them, quoted cells, a line without a title, a day that is none', () => {
  const csv = [
    '标题,正文,日期,刊物',
    '"供暖,保障","甲""乙""",2024-03-05,《每日要情》',
    ',没有标题,2024-03-05,',
    '坏日期,正文,三月五日,',
  ].join('\r\n')
  expect(readTable(csv).map((row) => [row.title, row.text, row.day, row.publication, row.problem])).toEqual([
    ['供暖,保障', '甲"乙"', '2024-03-05', '每日要情', undefined],
    ['', '没有标题', '2024-03-05', '', 'noTitle'],
    ['坏日期', '正文', null, '', 'badDay'],
  ])
  expect(readTable('题名,摘要\n甲,乙')).toMatchObject([{ problem: 'noColumns' }])
})

test.each([
  ['a word in the title', '供暖季将至', '准备就绪。', ['供热供暖']],
  ['three words in the text', '近期情况', '供暖、供热、供暖都有反映。', ['供热供暖']],
  ['two are chance', '近期情况', '供暖和供热。', []],
])('topics: %s', (_reason, title, text, topics) =>
  expect(recogniseTopics(title, text, [{ name: '供热供暖', words: ['供暖', '供热'] }])).toEqual(topics),
)
