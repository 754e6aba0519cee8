/**
 * Guidance (第十四条): reporting points (报送要点), notices (通知) and adoption reports (采用情况通报) that an office sends down, who read them,
 * which point has nothing from whom, and the daily word of what was adopted.
 * Owns paper, paper_*, point_coverage, received_point, adoption_told, adoption_word. Tells: letters guidance.*; events guidance.drafted, .issued,
 * .covered, .reminded, .withdrawn …; guidance_receipt.* and adoption_word.received at the unit.
 * Hears its own letters; submission.sent, .withdrawn of items written for points; piece.adopted, .unadopted.
 */
import { loadUnit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import type { App } from '../platform/command.ts'
import { hearAdoptions } from './daily.ts'
import {
  coverageAdopted,
  hearCovered,
  hearDelivered,
  hearRead,
  hearReminded,
  hearWithdrawn,
  receivePaper,
} from './hear.ts'
import { findPaper, findReceipt } from './load.ts'
import { coverWithSent, uncoverWithdrawn } from './receipts.ts'

export { tellAdoptions } from './daily.ts'
export { guidanceTasks } from './home-tasks.ts'
export { guidancePdfRoute } from './pdf-route.ts'
export { watchGuidance } from './watch.ts'

export const guidanceLetterHandlers: App['letterHandlers'] = {
  'guidance.issued': receivePaper,
  'guidance.read': hearRead,
  'guidance.reminded': hearReminded,
  'guidance.withdrawn': hearWithdrawn,
  'guidance.covered': hearCovered,
  'guidance.adoptions': hearAdoptions,
}
export const guidanceDeliveries: App['deliveryHandlers'] = { 'guidance.issued': hearDelivered }
export const guidanceReactions: App['reactions'] = {
  'submission.sent': [coverWithSent],
  'submission.withdrawn': [uncoverWithdrawn],
  'piece.adopted': [coverageAdopted(true)],
  'piece.unadopted': [coverageAdopted(false)],
}

/** Who may read a paper may read its files. */
export const guidanceFileGates: App['fileGates'] = {
  async paper(cx, id) {
    const paper = await findPaper(cx, id)
    return paper !== undefined && can(cx.actor, 'guidance.read', (await loadUnit(cx, paper.office_id)).path)
  },
  async paperReceipt(cx, id) {
    const receipt = await findReceipt(cx, id)
    return receipt !== undefined && can(cx.actor, 'guidance.receive', receipt.unitPath)
  },
}
