/**
 * Publications: titles, columns, tiers, adoptions, numbered issues and who read them (第三条 分层次服务).
 * Owns tier, publication, issue, received_issue, adoption, issue_copy, upper_result and what hangs on them. Tells: adoption.made, adoption.revoked, issue.pre_released,
 * issue.sent_back, issue.urged, issue.signed, issue.released, issue.voided, issue.printed, issue.copy_printed, issue.copies_*,
 * result.recorded, result.revoked, issue.received; letters issue.released, .recalled, .urged, .read to and from units on other nodes,
 * item.progress and item.comment in the name of an office above. Hears grant.given.
 */
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { App, FileGate, Reaction } from '../platform/command.ts'
import { maySeeFilesOf } from './read-issue.ts'
import { hearIssue, hearReadElsewhere, hearRecall, hearUrged } from './received-issues.ts'
import { seedPublications } from './seed.ts'

export { issuePdfRoute } from './pdf-route.ts'
export { findPieceOf, findReleasedText, wentTo } from './released-text.ts'
export { publicationTasks } from './tasks.ts'

/** Evidence of a result is read by who reads the register. */
const maySeeEvidence: FileGate = async (cx, id) => {
  const row = await cx.db.selectFrom('upper_result').select('office_id').where('id', '=', id).executeTakeFirst()
  return row !== undefined && can(cx.actor, 'issue.read', (await loadUnit(cx, row.office_id)).path)
}

export const publicationFileGates = { issue: maySeeFilesOf, upperResult: maySeeEvidence }

export const publicationLetters: App['letterHandlers'] = {
  'issue.released': hearIssue,
  'issue.recalled': hearRecall,
  'issue.urged': hearUrged,
  'issue.read': hearReadElsewhere,
}

/** An office that gets its first chief editor gets a set of publications and tiers to start from. */
const seedForChiefEditor: Reaction = async (cx, event) => {
  if (event.data.role !== 'chiefEditor') return
  const office = await loadUnit(cx, event.unitId)
  if (office.isOffice) await seedPublications(cx, office.id, office.name)
}

export const publicationReactions = { 'grant.given': [seedForChiefEditor] }
export { seedPublications }
