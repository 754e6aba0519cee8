import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { SubmissionScope } from '../../contract/submissions.ts'
import { within } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'

const unit = 'submission.unit_id'

/** What stands in each list, as a condition of the query: the same for the page of the list and for the count on the home page. */
export function inScope(actor: Actor, scope: SubmissionScope): RawBuilder<SqlBool> {
  const mine = sql<SqlBool>`submission.reporter_id = ${actor.personId}::uuid`
  const notMine = sql<SqlBool>`submission.reporter_id <> ${actor.personId}::uuid`
  const conditions: Record<SubmissionScope, RawBuilder<SqlBool>> = {
    mine: sql`${mine} and status <> 'discarded' and ${within(actor, 'submission.read', unit)}`,
    unit: sql`status <> 'discarded' and ${within(actor, 'submission.read', unit)}`,
    toReview: sql`status = 'inReview' and ${notMine} and ${within(actor, 'submission.review', unit)}`,
    toReviewSecrecy: sql`status in ('inReview', 'awaitingSignOff') and ${notMine} and ${within(actor, 'submission.reviewSecrecy', unit)} and not ${secrecyPassed}`,
    toSign: sql`status = 'awaitingSignOff' and ${notMine} and ${within(actor, 'submission.sign', unit)} and (not is_major or ${within(actor, 'submission.signMajor', unit)})`,
    toSend: sql`status = 'signed' and ${within(actor, 'submission.send', unit)}`,
    toConsent: sql`status = 'sent' and withdrawal_requested_at is not null and ${notMine} and ${within(actor, 'submission.consentWithdrawal', unit)}`,
    discarded: sql`${mine} and status = 'discarded'`,
  }
  return conditions[scope]
}

/** The newest review passed exactly the text and the attachments that stand there now (secrecy.ts says the same of one item). */
const secrecyPassed = sql<SqlBool>`exists (
  select 1 from (select conclusion, digest, file_ids from secrecy_review where submission_id = submission.id order by reviewed_at desc, id desc limit 1) review
  where review.conclusion = 'pass'
    and review.digest = (select digest from revision where owner_id = submission.id order by number desc limit 1)
    and review.file_ids = array(select file_id from file_link where owner_kind = 'submission' and owner_id = submission.id order by file_id)
)`
