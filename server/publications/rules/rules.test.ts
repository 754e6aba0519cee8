import { expect, test } from 'vitest'
import type { CopyStatus } from '../../../contract/publications-copies.ts'
import { IssueAction, IssueStatus } from '../../../contract/publications.ts'
import { checkIssue, glyphProblems } from './check-issue.ts'
import { creditOf } from './credit.ts'
import { canMoveCopy, copyMark, copyMoves } from './copies.ts'
import type { CopyMove } from './copies.ts'
import { issueLabel, totalLabel } from './labels.ts'
import { canMove } from './life.ts'
import { dayIn, findHead, readRecords } from './record-table.ts'
import type { TableCell } from './record-table.ts'

const matrix: Record<IssueStatus, Record<IssueAction, '✓' | '·'>> = {
  draft: {
    arrange: '✓',
    preRelease: '✓',
    backToDraft: '·',
    sign: '·',
    release: '·',
    addRecipients: '·',
    urge: '·',
    keepCopies: '·',
    archive: '·',
    void: '·',
    discard: '✓',
    correct: '·',
    print: '✓',
  },
  preReleased: {
    arrange: '·',
    preRelease: '·',
    backToDraft: '✓',
    sign: '✓',
    release: '·',
    addRecipients: '·',
    urge: '·',
    keepCopies: '·',
    archive: '·',
    void: '·',
    discard: '✓',
    correct: '·',
    print: '✓',
  },
  signed: {
    arrange: '·',
    preRelease: '·',
    backToDraft: '·',
    sign: '·',
    release: '✓',
    addRecipients: '·',
    urge: '·',
    keepCopies: '✓',
    archive: '·',
    void: '✓',
    discard: '·',
    correct: '·',
    print: '✓',
  },
  released: {
    arrange: '·',
    preRelease: '·',
    backToDraft: '·',
    sign: '·',
    release: '·',
    addRecipients: '✓',
    urge: '✓',
    keepCopies: '✓',
    archive: '✓',
    void: '✓',
    discard: '·',
    correct: '·',
    print: '✓',
  },
  archived: {
    arrange: '·',
    preRelease: '·',
    backToDraft: '·',
    sign: '·',
    release: '·',
    addRecipients: '✓',
    urge: '·',
    keepCopies: '✓',
    archive: '·',
    void: '✓',
    discard: '·',
    correct: '·',
    print: '✓',
  },
  voided: {
    arrange: '·',
    preRelease: '·',
    backToDraft: '·',
    sign: '·',
    release: '·',
    addRecipients: '·',
    urge: '·',
    keepCopies: '✓',
    archive: '·',
    void: '·',
    discard: '·',
    correct: '✓',
    print: '✓',
  },
}
test.each(IssueStatus.options.flatMap((status) => IssueAction.options.map((action) => [status, action] as const)))(
  'an issue that is %s: %s',
  (status, action) => {
    expect(canMove(status, action)).toBe(matrix[status][action] === '✓')
  },
)

const source = (unitId: string, role: 'lead' | 'other' = 'other', weight = 1) => ({
  unitId,
  unitName: `单位${unitId}`,
  submissionId: `s-${unitId}-${weight}`,
  role,
  weight,
})
test.each([
  [
    'two units, one of them twice: each once',
    [source('A'), source('A', 'other', 2), source('B')],
    [
      ['A', 'other', 2, 2],
      ['B', 'other', 1, 1],
    ],
  ],
  ['a unit leads when one of its items leads', [source('A'), source('A', 'lead', 3)], [['A', 'lead', 3, 2]]],
])('%s', (_reason, sources, credit) => {
  expect(creditOf(sources).map((line) => [line.unitId, line.role, line.weight, line.submissionIds.length])).toEqual(
    credit,
  )
})

test.each([
  [
    'the main series counts by year',
    { series: 'main', year: 2026, number: 12, serial: 356 } as const,
    '2026年第12期',
    '总第356期',
  ],
  [
    'supplements apart, without the running total',
    { series: 'supplement', year: 2026, number: 3, serial: 3 } as const,
    '2026年增刊第3期',
    null,
  ],
  ['no number before signing', { series: 'main', year: null, number: null, serial: null } as const, '（未编号）', null],
])('%s', (_reason, issue, label, total) => {
  expect([issueLabel(issue), totalLabel(issue)]).toEqual([label, total])
})

const entry = {
  title: '甲',
  characters: 100,
  classificationRank: 1,
  unsignedSources: [] as string[],
  openComments: 0,
  backEntrySources: [] as string[],
}
test.each([
  ['nothing in it', { entries: [] }, [['empty', true]]],
  ['the same title twice, blanks aside', { entries: [entry, { ...entry, title: ' 甲 ' }] }, [['duplicateTitle', true]]],
  [
    'too secret for the publication',
    { entries: [{ ...entry, classificationRank: 2 }] },
    [['classificationTooHigh', true]],
  ],
  ['somebody still asks for a change', { entries: [{ ...entry, openComments: 2 }] }, [['openComments', false]]],
  ['nobody signed it off', { entries: [{ ...entry, unsignedSources: ['运城'] }] }, [['unsignedSource', true]]],
  ['came by phone: a warning', { entries: [{ ...entry, backEntrySources: ['运城'] }] }, [['backEntry', false]]],
  [
    'all of it together',
    { entries: [{ ...entry, characters: 9000, unsignedSources: ['运城'] }], recipientCount: 0 },
    [
      ['unsignedSource', true],
      ['tooLong', false],
      ['noRecipients', false],
    ],
  ],
])('%s', (_reason, issue, problems) => {
  expect(
    checkIssue({ classificationRank: 1, recipientCount: 3, longestEntry: 3000, ...issue }).map((problem) => [
      problem.kind,
      problem.blocks,
    ]),
  ).toEqual(problems)
})

test('a missing character is told of the items that use it, in title or text', () => {
  const entries = [
    { title: '甲', text: '没有问题' },
    { title: '乙㜣', text: '题中有' },
    { title: '丙', text: '文中有㜣' },
  ]
  expect(glyphProblems(entries, ['㜣']).map((problem) => [problem.title, problem.detail, problem.blocks])).toEqual([
    ['乙㜣', '㜣', false],
    ['丙', '㜣', false],
  ])
  expect(glyphProblems(entries, [])).toEqual([])
})

const copyMatrix: Record<CopyStatus, string> = {
  inStock: 'give reportMissing destroy',
  held: 'takeBack reportMissing',
  returned: 'give reportMissing destroy',
  missing: 'takeBack',
  destroyed: '',
}
test.each(Object.entries(copyMatrix))('份号 %s: what may become of it', (status, allowed) => {
  const may = (Object.keys(copyMoves) as CopyMove[]).filter((move) => canMoveCopy(status as CopyStatus, move))
  expect(may.join(' ')).toBe(allowed)
})
test('份号 has six digits', () => expect([copyMark(1), copyMark(123456)]).toEqual(['000001', '123456']))

const heads = ['期号', '标题', '级别', '载体', '采用时间', '备注', '主报单位', '分', '采用单位', '分', '其他单位', '分']
const units = [
  { id: 'a', name: '小店区人民政府办公室' },
  { id: 'b', name: '迎泽区人民政府办公室' },
]
const readTable = (...lines: TableCell[][]) => {
  const rows: TableCell[][] = [['2025年采用记录'], heads, ...lines]
  const head = findHead(rows)
  if ('missing' in head) throw new Error(head.missing.join())
  return readRecords(rows, head, {
    today: '2026-03-01',
    unitsCalled: (name) => units.filter((unit) => unit.name.startsWith(name)),
    secretMarkIn: (text) => (text.includes('机密★') ? '机密★' : null),
  })
}
const line = (change: Partial<Record<number, TableCell>> = {}): TableCell[] =>
  [12, '春耕备耕进展', '省级', '《山西政务信息》', '2025/12/3', '', '小店', 5, '', '', '迎泽', '2'].map((cell, at) =>
    at in change ? change[at]! : cell,
  )

test('a line of 采用记录 is read as offices write it: names apart, days in any form, a bare number as 期号', () => {
  expect(readTable(line()).fitting).toEqual([
    {
      row: 3,
      issueLabel: '第12期',
      title: '春耕备耕进展',
      level: 'province',
      byWhom: '省级',
      publicationName: '山西政务信息',
      resultOn: '2025-12-03',
      note: '',
      credit: [
        { unitId: 'a', unitName: '小店区人民政府办公室', role: 'lead', points: 5 },
        { unitId: 'b', unitName: '迎泽区人民政府办公室', role: 'other', points: 2 },
      ],
    },
  ])
  const shared = readTable(line({ 6: '小店，迎泽', 7: '3、1.5', 10: '' })).fitting[0]!.credit
  expect(shared.map(({ role, points }) => [role, points])).toEqual([
    ['lead', 3],
    ['lead', 1.5],
  ])
})

test.each<[string, TableCell, string | null]>([
  ['a date of Excel', new Date('2025-12-03T00:00:00Z'), '2025-12-03'],
  ['its number', 45994, '2025-12-03'],
  ['in Chinese', '2025年12月3日', '2025-12-03'],
  ['with points', '2025.2.9', '2025-02-09'],
  ['no such day', '2025-2-30', null],
  ['words', '去年底', null],
])('the day of a record: %s', (_what, cell, day) => expect(dayIn(cell)).toBe(day))

test.each<[string, Partial<Record<number, TableCell>>, string, string]>([
  ['no title', { 1: ' ' }, 'missing', '标题'],
  ['no lead unit', { 6: null }, 'missing', '主报单位'],
  ['a level nobody knows', { 2: '领导批示' }, 'level', '领导批示'],
  ['no date', { 4: '年底' }, 'day', '年底'],
  ['a day ahead', { 4: '2026-3-2' }, 'dayAhead', '2026-03-02'],
  ['an unknown unit', { 6: '某某局' }, 'unitUnknown', '某某局'],
  ['a unit twice', { 10: '小店' }, 'unitTwice', '小店区人民政府办公室'],
  ['points in words', { 7: '五分' }, 'points', '五分'],
  ['more numbers than units', { 7: '1、2' }, 'points', '1、2'],
  ['a mark of secrecy', { 5: '机密★1年' }, 'secretMark', '机密★'],
  ['a note too long', { 5: '长'.repeat(501) }, 'tooLong', '备注'],
])('a line that does not fit says what to do: %s', (_what, change, problem, value) =>
  expect(readTable(line(change))).toEqual({
    fitting: [],
    unfit: [expect.objectContaining({ row: 3, problem, value })],
  }),
)

test('a line that stands twice is taken once; empty lines are passed over; missing headings are named', () => {
  const { fitting, unfit } = readTable(line(), [null, ''], line({ 0: 13 }))
  expect(fitting).toHaveLength(1)
  expect(unfit).toMatchObject([{ row: 5, problem: 'twice', value: '3' }])
  expect(findHead([['期号', '标题', '级别']])).toEqual({ missing: ['载体', '采用时间', '主报单位'] })
})
