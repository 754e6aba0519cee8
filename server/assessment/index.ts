/**
 * Assessment (第十六条 量化考核): what happened is entered in the ledger of the office that scores; points follow from its scheme.
 * Owns scoring_scheme, score_fact, ledger_mark, assessment_period, score_line, score_amendment, appeal, appeal_case, bulletin,
 * bulletin_recipient, bulletin_copy, standing_sent, standing_copy, commendation, award.
 * Tells: letters assessment.appealed, .answered, .standings, bulletin.issued, .read; events scheme.*, fact.*, period.*, amendment.*, appeal.*,
 * bulletin.*, commendation.*. Hears: handling.*, adoption.*, issue.released, .voided, submission.sent,
 * .progressed, directive.recorded, commission.answered, .answer_withdrawn, .ended.
 */
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { App, FileGate } from '../platform/command.ts'
import { hearAnswer, hearAppeal } from './appeals.ts'
import { hearStandings } from './standings-told.ts'
import { hearBulletin, hearBulletinRead } from './received-bulletins.ts'

export { bulletinFileRoutes } from './file-routes.ts'
export { assessmentReactions } from './reactions.ts'
export { assessmentTasks } from './tasks.ts'
export { tellStandings } from './tell-standings.ts'

export const assessmentLetters: App['letterHandlers'] = {
  'assessment.appealed': hearAppeal,
  'assessment.answered': hearAnswer,
  'assessment.standings': hearStandings,
  'bulletin.issued': hearBulletin,
  'bulletin.read': hearBulletinRead,
}

/** Evidence of an entry is read by who reads the ledger. */
const evidence: FileGate = async (cx, id) => {
  const row = await cx.db.selectFrom('score_fact').select('office_id').where('id', '=', id).executeTakeFirst()
  return row !== undefined && can(cx.actor, 'assessment.read', (await loadUnit(cx, row.office_id)).path)
}

export const assessmentFileGates: App['fileGates'] = { scoreFact: evidence }
