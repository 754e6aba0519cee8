import { describe, expect, test } from 'vitest'
import { Role } from '../../../contract/access.ts'
import {
  CommissionAction,
  CommissionStatus,
  CommissionTaskAction,
  CommissionTaskStatus,
} from '../../../contract/commissions.ts'
import { holds } from '../../platform/access.ts'
import { commissionMoves, mayMoveCommission, mayMoveTask, taskMoves } from './moves.ts'
import { fillReminder, planReminders, writtenInstant } from './reminders.ts'
import { countsOf, isOnTime, isOverdue, standingOf } from './standing.ts'

/** What the office may do, by state: written out, so that a colleague can check it. `!` only while nobody has answered. */
const atTheOffice: Record<CommissionStatus, string> = {
  requested: 'edit issue remove!',
  draft: 'edit issue remove!',
  issued: 'remove! addTargets changeDue remind link grade end',
  ended: 'grade',
  revoked: '',
}
const atTheUnit: Record<CommissionTaskStatus, string> = {
  issued: 'read accept decline write link passDown',
  read: 'accept decline write link passDown',
  accepted: 'decline write link passDown',
  declined: 'accept link',
  answered: 'write link passDown',
}
/** Who may, whatever the state. */
const officeRoles = ['editor', 'chiefEditor']
const unitRoles: Record<CommissionTaskAction, Role[]> = {
  read: ['reporter', 'reviewer', 'deputySigner', 'chiefSigner', 'editor', 'chiefEditor'],
  accept: ['reporter', 'reviewer', 'editor', 'chiefEditor'],
  decline: ['reviewer', 'deputySigner', 'chiefSigner', 'chiefEditor'],
  write: ['reporter', 'reviewer', 'editor', 'chiefEditor'],
  link: ['reporter', 'reviewer', 'editor', 'chiefEditor'],
  passDown: ['editor', 'chiefEditor'],
}

describe('state × action × role', () => {
  test.each(
    CommissionStatus.options.flatMap((status) => CommissionAction.options.map((action) => [status, action] as const)),
  )('at the office: %s, %s', (status, action) => {
    const words = atTheOffice[status].split(' ')
    for (const answers of [0, 1])
      for (const role of Role.options) {
        const expected =
          officeRoles.includes(role) && (words.includes(action) || (words.includes(`${action}!`) && answers === 0))
        expect
          .soft([
            role,
            answers,
            holds(role, commissionMoves[action].need) && mayMoveCommission({ status, answers }, action),
          ])
          .toEqual([role, answers, expected])
      }
  })

  test.each(
    CommissionTaskStatus.options.flatMap((status) =>
      CommissionTaskAction.options.map((action) => [status, action] as const),
    ),
  )('at the unit: %s, %s', (status, action) => {
    for (const ended of [false, true])
      for (const role of Role.options) {
        const open = atTheUnit[status].split(' ').includes(action) && (!ended || action === 'read')
        expect
          .soft([role, ended, holds(role, taskMoves[action].need) && mayMoveTask({ status, ended }, action)])
          .toEqual([role, ended, open && unitRoles[action].includes(role)])
      }
  })
})

const due = new Date('2026-03-05T09:30:00.000Z')
test.each([
  ['the minute itself is in time', '2026-03-05T09:30:00.000Z', true],
  ['a second later is late', '2026-03-05T09:30:01.000Z', false],
])('%s', (_reason, at, onTime) => expect(isOnTime(new Date(at), due)).toBe(onTime))

test.each([
  ['who answered owes nothing', 'answered', '2026-03-09T00:00:00.000Z', false],
  ['who declined owes nothing', 'declined', '2026-03-09T00:00:00.000Z', false],
  ['who accepted owes it after the deadline', 'accepted', '2026-03-05T09:30:01.000Z', true],
  ['not at the deadline itself', 'issued', '2026-03-05T09:30:00.000Z', false],
] as const)('%s', (_reason, status, now, overdue) => expect(isOverdue(status, due, new Date(now))).toBe(overdue))

const answer = (sentAt: string, onTime: boolean, withdrawn = false) => ({ sentAt: new Date(sentAt), onTime, withdrawn })
test.each([
  ['nothing sent is no answer', [], null],
  ['taken back is no answer', [answer('2026-03-04T00:00:00.000Z', true, true)], null],
  [
    'the first that holds decides',
    [answer('2026-03-06T00:00:00.000Z', false), answer('2026-03-04T00:00:00.000Z', true)],
    true,
  ],
  [
    'a late one stays when the one in time is taken back',
    [answer('2026-03-06T00:00:00.000Z', false), answer('2026-03-04T00:00:00.000Z', true, true)],
    false,
  ],
])('%s', (_reason, answers, onTime) => expect(standingOf(answers)?.onTime ?? null).toBe(onTime))

test('figures of a commission', () => {
  const target = (status: CommissionTaskStatus, onTime: boolean | null = null, adopted = false) => ({
    status,
    onTime,
    read: status !== 'issued',
    adopted,
  })
  expect(
    countsOf([
      target('issued'),
      target('read'),
      target('declined'),
      target('answered', true, true),
      target('answered', false),
    ]),
  ).toEqual({ targets: 5, read: 4, answered: 2, late: 1, declined: 1, waiting: 2, adopted: 1 })
})

test('only reminders that lie ahead are planned, in their order; those switched off are not', () => {
  const rules = [
    { offsetHours: 24, text: 'c', active: true },
    { offsetHours: -24, text: 'b', active: true },
    { offsetHours: -72, text: 'a', active: true },
    { offsetHours: -2, text: 'x', active: false },
  ]
  const planned = planReminders(rules, due, new Date('2026-03-03T00:00:00.000Z'))
  expect(planned.map(({ text, at }) => [text, at.toISOString()])).toEqual([
    ['b', '2026-03-04T09:30:00.000Z'],
    ['c', '2026-03-06T09:30:00.000Z'],
  ])
})

test('a template is filled in, on the clock of Shanxi', () => {
  const words = { title: '春耕备耕', due: writtenInstant(due), unit: '小店区', label: '约稿〔2026〕1号' }
  expect(fillReminder('{单位}：{编号}《{标题}》{截止}前报送。', words)).toBe(
    '小店区：约稿〔2026〕1号《春耕备耕》3月5日17时30分前报送。',
  )
  expect(writtenInstant(new Date('2026-03-05T09:00:00.000Z'))).toBe('3月5日17时')
})
