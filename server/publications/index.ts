/**
 * Publications: titles, columns, tiers, adoptions, numbered issues and who read them (第三条 分层次服务).
 * Owns tier, publication, issue, adoption and what hangs on them. Tells: adoption.made, adoption.revoked, issue.pre_released,
 * issue.sent_back, issue.signed, issue.released, issue.voided, issue.printed. Hears nothing.
 */
import { mayReadIssue } from './read-issue.ts'

export { issuePdfRoute } from './pdf-route.ts'
export { seedPublications } from './seed.ts'
export { publicationTasks } from './tasks.ts'

export const publicationFileGates = { issue: mayReadIssue }
