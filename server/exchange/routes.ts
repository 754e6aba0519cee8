import { api } from '../platform/api.ts'
import type { RequestContext } from '../platform/api.ts'
import { requireFreshProof, requirePermission } from '../platform/command.ts'
import { revokeKey, rotateKeys } from './change-keys.ts'
import { confirmNode, enrol, revokeNode } from './enrolment.ts'
import { exportFile } from './carried/export-file.ts'
import { importFile } from './carried/import-file.ts'
import { exportEvidence } from './export-evidence.ts'
import { handleAgain, listHeld, setAside } from './held-letters.ts'
import { approveInvitation, cancelInvitation, invite, listInvitations } from './invitations.ts'
import { clearAlarm, pauseLine, resendLetter, resumeLine } from './line-acts.ts'
import { listLineLetters } from './line-letters.ts'
import { listLines, showLine } from './lines.ts'
import { testLine } from './test-line.ts'

const { exchange } = api

/** For acts that take longer than one transaction may: who asks, if he may ask at all. */
const actorOf = (context: RequestContext) => context.query(async (cx) => cx.actor)

export const exchangeRoutes = {
  lines: exchange.lines.handler(({ context }) => context.query((cx) => listLines(cx))),
  line: exchange.line.handler(({ context, input }) => context.query((cx) => showLine(cx, input))),
  lineLetters: exchange.lineLetters.handler(({ context, input }) => context.query((cx) => listLineLetters(cx, input))),
  testLine: exchange.testLine.handler(async ({ context, input }) =>
    testLine(context.app, await actorOf(context), input),
  ),
  pauseLine: exchange.pauseLine.handler(({ context, input }) => context.run((cx) => pauseLine(cx, input))),
  resumeLine: exchange.resumeLine.handler(({ context, input }) => context.run((cx) => resumeLine(cx, input))),
  resendLetter: exchange.resendLetter.handler(({ context, input }) => context.run((cx) => resendLetter(cx, input))),
  clearAlarm: exchange.clearAlarm.handler(({ context, input }) => context.run((cx) => clearAlarm(cx, input))),
  exportFile: exchange.exportFile.handler(async ({ context, input }) =>
    exportFile(context.app, await actorOf(context), input),
  ),
  importFile: exchange.importFile.handler(async ({ context, input }) =>
    importFile(context.app, await actorOf(context), input),
  ),
  exportEvidence: exchange.exportEvidence.handler(({ context, input }) =>
    context.run((cx) => exportEvidence(cx, input)),
  ),
  heldLetters: exchange.heldLetters.handler(({ context, input }) => context.query((cx) => listHeld(cx, input))),
  handleAgain: exchange.handleAgain.handler(({ context, input }) => context.run((cx) => handleAgain(cx, input))),
  setAside: exchange.setAside.handler(({ context, input }) => context.run((cx) => setAside(cx, input))),
  invitations: exchange.invitations.handler(({ context }) => context.query((cx) => listInvitations(cx))),
  invite: exchange.invite.handler(({ context, input }) =>
    context.run(async (cx) => {
      requireFreshProof(cx)
      return invite(cx, input)
    }),
  ),
  approveInvitation: exchange.approveInvitation.handler(({ context, input }) =>
    context.run((cx) => approveInvitation(cx, input)),
  ),
  cancelInvitation: exchange.cancelInvitation.handler(({ context, input }) =>
    context.run((cx) => cancelInvitation(cx, input)),
  ),
  enrol: exchange.enrol.handler(async ({ context, input }) => {
    await context.run(async (cx) => {
      requirePermission(cx, 'unit.read', 'node.manage', cx.actor.unitPath)
      requireFreshProof(cx)
    })
    return enrol(context.app, input.code)
  }),
  confirmNode: exchange.confirmNode.handler(({ context, input }) =>
    context.run(async (cx) => {
      requireFreshProof(cx)
      return confirmNode(cx, input)
    }),
  ),
  refuseNode: exchange.refuseNode.handler(({ context, input }) => context.run((cx) => revokeNode(cx, input))),
  revokeNode: exchange.revokeNode.handler(({ context, input }) =>
    context.run(async (cx) => {
      requireFreshProof(cx)
      return revokeNode(cx, input)
    }),
  ),
  rotateKeys: exchange.rotateKeys.handler(({ context, input }) =>
    context.run(async (cx) => {
      requireFreshProof(cx)
      return rotateKeys(cx, input)
    }),
  ),
  revokeKey: exchange.revokeKey.handler(({ context, input }) =>
    context.run(async (cx) => {
      requireFreshProof(cx)
      return revokeKey(cx, input)
    }),
  ),
}
