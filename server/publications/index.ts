/**
 * Publications: titles, columns, tiers, adoptions, numbered issues and who read them (第三条 分层次服务).
 * Owns tier, publication, issue, adoption and what hangs on them. Tells: adoption.made, adoption.revoked, issue.pre_released,
 * issue.sent_back, issue.signed, issue.released, issue.voided, issue.printed. Hears grant.given.
 */
import { loadUnit } from '../organisations/index.ts'
import type { Reaction } from '../platform/command.ts'
import { maySeeFilesOf } from './read-issue.ts'
import { seedPublications } from './seed.ts'

export { issuePdfRoute } from './pdf-route.ts'
export { findPieceOf, findReleasedText } from './released-text.ts'
export { publicationTasks } from './tasks.ts'

export const publicationFileGates = { issue: maySeeFilesOf }

/** An office that gets its first chief editor gets a set of publications and tiers to start from. */
const seedForChiefEditor: Reaction = async (cx, event) => {
  if (event.data.role !== 'chiefEditor') return
  const office = await loadUnit(cx, event.unitId)
  if (office.isOffice) await seedPublications(cx, office.id, office.name)
}

export const publicationReactions = { 'grant.given': [seedForChiefEditor] }
export { seedPublications }
