import { expect, test } from 'vitest'
import type { CopyStatus } from '../../../contract/publications-copies.ts'
import { IssueAction, IssueStatus } from '../../../contract/publications.ts'
import { checkIssue, glyphProblems } from './check-issue.ts'
import { creditOf } from './credit.ts'
import { canMoveCopy, copyMark, copyMoves } from './copies.ts'
import type { CopyMove } from './copies.ts'
import { issueLabel, totalLabel } from './labels.ts'
import { canMove } from './life.ts'

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
