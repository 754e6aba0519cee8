import { expect, test } from 'vitest'
import type { Permission, Role } from '../../../contract/access.ts'
import { ProgressStage } from '../../../contract/letters.ts'
import type { LetterBody } from '../../../contract/letters.ts'
import { SubmissionAction, SubmissionStatus } from '../../../contract/submissions.ts'
import { holds } from '../../platform/access.ts'
import { missingForReview } from './complete.ts'
import { afterSecrecyReview, overallStatus, statusAfter } from './fate.ts'
import { chineseNumber, followUpTitle } from './follow-up.ts'
import { actionsFor, guardOf, hindrance, moves } from './moves.ts'
import type { Facts } from './moves.ts'

/** 稿件状态与动作 (domain.md 2.2 A): ✓ the act starts here, · it does not. */
const matrix: Record<SubmissionStatus, string> = {
  //                edit submit return pass secrecy sign send outside ask withdraw decline discard restore reopen followUp takeOver
  draft:
    '            ✓    ✓      ·      ·    ·       ·    ·    ·       ·   ·        ·       ✓       ·       ·      ·        ✓',
  inReview:
    '         ✓    ·      ✓      ✓    ✓       ·    ·    ·       ·   ·        ·       ·       ·       ·      ·        ✓',
  returned:
    '         ✓    ✓      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ·      ·        ✓',
  awaitingSignOff:
    '  ✓    ·      ✓      ·    ✓       ✓    ·    ·       ·   ·        ·       ·       ·       ·      ·        ✓',
  signed:
    '           ·    ·      ✓      ·    ·       ·    ✓    ✓       ·   ·        ·       ·       ·       ·      ·        ✓',
  sent: '             ·    ·      ·      ·    ·       ·    ·    ·       ✓   ✓        ✓       ·       ·       ·      ✓        ✓',
  received:
    '         ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ·      ✓        ✓',
  rejected:
    '         ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ✓      ✓        ✓',
  heldBack:
    '         ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ·      ✓        ✓',
  notAdopted:
    '       ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ·      ✓        ·',
  adopted:
    '          ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ·      ✓        ·',
  withdrawn:
    '        ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ·       ✓      ·        ✓',
  discarded:
    '        ·    ·      ·      ·    ·       ·    ·    ·       ·   ·        ·       ·       ✓       ·      ·        ·',
}

const cells = SubmissionStatus.options.flatMap((status) =>
  SubmissionAction.options.map(
    (action, at) => [status, action, matrix[status].trim().split(/\s+/)[at] === '✓'] as const,
  ),
)

test.each(cells)('%s · %s: %s', (status, action, starts) => {
  expect(guardOf(action, status) !== undefined).toBe(starts)
})

const facts = (over: Partial<Omit<Facts, 'may'>> & { role?: Role; may?: Permission[] }): Facts => ({
  status: 'draft',
  isReporter: false,
  isMajor: false,
  withdrawalAsked: false,
  resendForbidden: false,
  reporterLeft: false,
  hasOfficeAbove: true,
  ...over,
  may: (permission) => over.may?.includes(permission) ?? (over.role !== undefined && holds(over.role, permission)),
})

test.each<[string, SubmissionAction, Parameters<typeof facts>[0], string | null]>([
  ['the reporter writes on in a draft', 'edit', { role: 'reporter', isReporter: true }, null],
  ['a colleague does not write in somebody else’s draft', 'edit', { role: 'reporter' }, 'submission.not_reporter'],
  ['in review the reviewer edits', 'edit', { role: 'reviewer', status: 'inReview' }, null],
  [
    'in review the reporter no longer edits',
    'edit',
    { role: 'reporter', status: 'inReview', isReporter: true },
    'not_permitted',
  ],
  [
    'a reviewer does not review an own draft',
    'passReview',
    { role: 'reviewer', status: 'inReview', isReporter: true },
    'submission.own_item',
  ],
  ['the reporter does not review', 'passReview', { role: 'reporter', status: 'inReview' }, 'not_permitted'],
  [
    'the secrecy reviewer does not look at an own draft',
    'reviewSecrecy',
    { role: 'secrecyReviewer', status: 'inReview', isReporter: true },
    'submission.own_item',
  ],
  [
    'the reviewer does not replace the secrecy reviewer',
    'reviewSecrecy',
    { role: 'reviewer', status: 'inReview' },
    'not_permitted',
  ],
  [
    '第十三条: the deputy head signs an ordinary item',
    'signOff',
    { role: 'deputySigner', status: 'awaitingSignOff' },
    null,
  ],
  [
    '第十三条: 重要信息 is not signed by the deputy head',
    'signOff',
    { role: 'deputySigner', status: 'awaitingSignOff', isMajor: true },
    'submission.major_needs_chief',
  ],
  [
    '第十三条: 重要信息 is signed by the chief head',
    'signOff',
    { role: 'chiefSigner', status: 'awaitingSignOff', isMajor: true },
    null,
  ],
  [
    'nobody signs an own draft',
    'signOff',
    { role: 'chiefSigner', status: 'awaitingSignOff', isReporter: true },
    'submission.own_item',
  ],
  [
    'signing needs a review before it',
    'signOff',
    { role: 'chiefSigner', status: 'inReview' },
    'submission.wrong_state',
  ],
  [
    'sending needs a sign-off before it',
    'send',
    { role: 'reporter', status: 'awaitingSignOff', isReporter: true },
    'submission.wrong_state',
  ],
  ['any sender of the unit sends what is signed', 'send', { role: 'reporter', status: 'signed' }, null],
  [
    'with nobody above in the system there is no desk for a letter',
    'send',
    { role: 'reporter', status: 'signed', hasOfficeAbove: false },
    'submission.no_office_above',
  ],
  [
    'then it is recorded as sent by another road',
    'sendOutside',
    { role: 'reporter', status: 'signed', hasOfficeAbove: false },
    null,
  ],
  [
    'where a desk above waits for letters there is no other road',
    'sendOutside',
    { role: 'reporter', status: 'signed' },
    'submission.office_above',
  ],
  [
    'the signer takes a signed item back before it leaves',
    'returnToAuthor',
    { role: 'deputySigner', status: 'signed' },
    null,
  ],
  ['the reviewer does not', 'returnToAuthor', { role: 'reviewer', status: 'signed' }, 'not_permitted'],
  [
    'the reporter asks for the withdrawal',
    'requestWithdrawal',
    { role: 'reporter', status: 'sent', isReporter: true },
    null,
  ],
  [
    'but not twice',
    'requestWithdrawal',
    { role: 'reporter', status: 'sent', isReporter: true, withdrawalAsked: true },
    'submission.withdrawal_already_asked',
  ],
  ['the signer consents', 'withdraw', { role: 'deputySigner', status: 'sent', withdrawalAsked: true }, null],
  ['not without being asked', 'withdraw', { role: 'deputySigner', status: 'sent' }, 'submission.withdrawal_not_asked'],
  [
    'nothing is withdrawn after 签收',
    'withdraw',
    { role: 'deputySigner', status: 'received', withdrawalAsked: true },
    'submission.wrong_state',
  ],
  [
    'the reviewer gives the draft of one who left to another',
    'takeOver',
    { role: 'reviewer', status: 'returned', reporterLeft: true },
    null,
  ],
  [
    'not while the reporter is there',
    'takeOver',
    { role: 'reviewer', status: 'returned' },
    'submission.reporter_still_here',
  ],
  ['a colleague does not', 'takeOver', { role: 'reporter', reporterLeft: true }, 'not_permitted'],
  ['a rejected item is worked on again', 'reopen', { role: 'reporter', status: 'rejected', isReporter: true }, null],
  [
    'not when the office said 不可重报',
    'reopen',
    { role: 'reporter', status: 'rejected', isReporter: true, resendForbidden: true },
    'submission.may_not_resend',
  ],
  [
    'a sent item is not deleted (已报送的信息不能删除)',
    'discard',
    { role: 'reporter', status: 'sent', isReporter: true },
    'submission.wrong_state',
  ],
  ['a colleague may follow up', 'startFollowUp', { role: 'reporter', status: 'adopted' }, null],
])('%s', (_reason, action, situation, refusal) => {
  expect(hindrance(action, facts(situation))).toBe(refusal)
})

test('what the page offers is what is not refused', () => {
  expect(actionsFor(facts({ role: 'reporter', isReporter: true }))).toEqual(['edit', 'submitForReview', 'discard'])
  expect(actionsFor(facts({ role: 'auditor', status: 'inReview' }))).toEqual([])
  for (const action of Object.keys(moves) as SubmissionAction[])
    expect(actionsFor(facts({ may: [], isReporter: true })), action).not.toContain(action)
})

test.each<[LetterBody<'item.progress'>['stage'], ReturnType<typeof statusAfter>]>([
  ['received', 'received'],
  ['shortlisted', 'received'],
  ['unshortlisted', 'received'],
  ['editing', 'received'],
  ['merged', 'received'],
  ['unmerged', 'received'],
  ['inSecondReview', 'received'],
  ['adopted', 'adopted'],
  ['unadopted', 'received'],
  ['published', 'adopted'],
  ['recalled', 'adopted'],
  ['rejected', 'rejected'],
  ['declined', 'notAdopted'],
  ['heldBack', 'heldBack'],
  ['archived', 'notAdopted'],
  ['forwarded', null],
  ['shared', null],
  ['directed', null],
  ['directiveTranscribed', null],
  ['directiveClosed', null],
])('the office told %s: the delivery is %s', (stage, status) => {
  expect(statusAfter(stage)).toBe(status)
})

test('every stage has a row above', () => {
  expect(ProgressStage.options).toHaveLength(20)
})

test.each<[string, Parameters<typeof overallStatus>, string]>([
  ['one receiver: its fate', [['heldBack']], 'heldBack'],
  ['adopted anywhere is adopted', [['rejected', 'adopted', 'received']], 'adopted'],
  ['still at work somewhere beats rejected', [['rejected', 'received']], 'received'],
  ['not opened yet beats rejected', [['rejected', 'sent']], 'sent'],
  ['not adopted beats rejected', [['rejected', 'notAdopted']], 'notAdopted'],
  ['held back beats not adopted', [['heldBack', 'notAdopted']], 'heldBack'],
  ['adopted by an office further up', [['received'], ['adopted']], 'adopted'],
  ['what an office further up took back no longer counts', [['received'], ['unadopted']], 'received'],
  ['a rejection further up is the office’s own affair', [['received'], ['rejected']], 'received'],
])('%s', (_reason, [deliveries, above], overall) => {
  expect(overallStatus(deliveries, above)).toBe(overall)
})

test.each([
  ['pass', 'inReview', 'inReview'],
  ['pass', 'awaitingSignOff', 'awaitingSignOff'],
  ['revise', 'awaitingSignOff', 'returned'],
  ['forbid', 'inReview', 'returned'],
] as const)('保密审查 %s in %s leads to %s', (conclusion, status, after) =>
  expect(afterSecrecyReview(conclusion, status)).toBe(after),
)

const whole = { title: '小店区春耕备耕进展', characters: 300, images: 0, categoryCode: 'keyWork', authorName: '李明' }
test.each([
  ['complete', whole, []],
  ['an empty title', { ...whole, title: ' ' }, ['title']],
  ['100 characters are a title', { ...whole, title: '题'.repeat(100) }, []],
  ['101 are too many', { ...whole, title: '题'.repeat(101) }, ['titleLength']],
  ['an empty body', { ...whole, characters: 0 }, ['body']],
  ['a scanned page is a body', { ...whole, characters: 0, images: 1 }, []],
  ['no category, no author', { ...whole, categoryCode: null, authorName: '' }, ['category', 'authorName']],
])('送审: %s', (_reason, item, missing) => {
  expect(missingForReview(item)).toEqual(missing)
})

test.each([
  [1, '一'],
  [9, '九'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [35, '三十五'],
  [100, '100'],
])('%i is %s', (value, words) => {
  expect(chineseNumber(value)).toBe(words)
})

test.each([
  ['暴雨情况', 1, false, '暴雨情况（续报一）'],
  ['暴雨情况（续报一）', 2, false, '暴雨情况（续报二）'],
  ['暴雨情况（续报十一）', 12, true, '暴雨情况（终报）'],
  ['关于会议（草案）', 1, false, '关于会议（草案）（续报一）'],
])('续报 of %s', (title, number, isFinal, next) => {
  expect(followUpTitle(title, number, isFinal)).toBe(next)
})
