import type { Issue } from '../../contract/publications.ts'
import { dayOf } from '../organisations/index.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { issueDigest, yearOf } from './compose-issue.ts'
import { loadIssueFor, moveIssue } from './load-issue.ts'
import { nextNumbers } from './numbering.ts'
import { showIssue } from './show-issue.ts'
import { issueLabel } from './rules/labels.ts'

/**
 * 签发: the number is taken here and never earlier, so that there are no gaps: the counter row is locked in the same transaction,
 * and a signing that fails gives its number back. The date of the issue is the day of signing in Shanghai (domain.md 4.3).
 */
export async function signIssue(cx: Cx, input: { id: string; version: number }): Promise<Issue> {
  const issue = await loadIssueFor(cx, input.id, 'sign', input.version)
  requireFreshProof(cx)
  const year = yearOf(cx.now)
  const { number, serial } = await nextNumbers(cx, issue, year)
  const digest = await issueDigest(cx, issue)
  const statement = {
    issueId: issue.id,
    publicationId: issue.publication_id,
    series: issue.series,
    year,
    number,
    serial,
    issueOn: dayOf(cx.now),
    digest,
    signerId: cx.actor.personId,
    signerName: cx.actor.name,
    signedAt: cx.now.toISOString(),
  }
  await moveIssue(cx, issue, {
    status: 'signed',
    year,
    number,
    serial,
    issue_on: statement.issueOn,
    digest,
    signer_id: cx.actor.personId,
    signer_name: cx.actor.name,
    signed_at: cx.now,
    key_id: cx.app.signingKey.id,
    signature: cx.app.signingKey.sign(statement),
  })
  await cx.record(
    'issue.signed',
    { id: issue.id, unitId: issue.office_id },
    { publicationName: issue.publicationName, issueLabel: issueLabel({ series: issue.series, year, number }), digest },
  )
  return showIssue(cx, issue.id)
}
