import { api } from '../platform/api.ts'
import { amend, decideAmendment } from './amend.ts'
import { answerAppeal, appeal, listAppeals, listMyAppeals } from './appeals.ts'
import { discardBulletin, draftBulletin, releaseBulletin, saveBulletin, signBulletin } from './change-bulletin.ts'
import { closePeriod, discardPeriod, openPeriod, postPeriod, takeBackPeriod } from './change-period.ts'
import {
  approveScheme,
  backToDraftScheme,
  createScheme,
  discardScheme,
  enforceScheme,
  exportScheme,
  retireScheme,
  saveScheme,
  tryOutScheme,
} from './change-scheme.ts'
import { decideCommendation, saveCommendation, showCommendation } from './commendation.ts'
import { confirmFact, enterFact, refuseFact, withdrawFact } from './enter-fact.ts'
import { itemScores } from './item-scores.ts'
import { listBulletins, showBulletin } from './load-bulletin.ts'
import { listFacts, showFact } from './load-fact.ts'
import { listPeriods, showPeriod } from './load-period.ts'
import { explainScheme, listSchemes, showScheme } from './load-scheme.ts'
import { listReceived, readBulletin } from './received-bulletins.ts'
import { listOffices, showStandings, unitScore } from './standings.ts'
import { tryOut } from './trial.ts'

const route = api.assessment

export const assessmentRoutes = {
  schemes: route.schemes.handler(({ context, input }) => context.query((cx) => listSchemes(cx, input))),
  scheme: route.scheme.handler(({ context, input }) => context.query((cx) => showScheme(cx, input.id))),
  createScheme: route.createScheme.handler(({ context, input }) => context.run((cx) => createScheme(cx, input))),
  saveScheme: route.saveScheme.handler(({ context, input }) => context.run((cx) => saveScheme(cx, input))),
  explainScheme: route.explainScheme.handler(({ input }) => explainScheme(input)),
  tryOutScheme: route.tryOutScheme.handler(({ context, input }) => context.run((cx) => tryOutScheme(cx, input))),
  backToDraftScheme: route.backToDraftScheme.handler(({ context, input }) =>
    context.run((cx) => backToDraftScheme(cx, input)),
  ),
  approveScheme: route.approveScheme.handler(({ context, input }) => context.run((cx) => approveScheme(cx, input))),
  enforceScheme: route.enforceScheme.handler(({ context, input }) => context.run((cx) => enforceScheme(cx, input))),
  retireScheme: route.retireScheme.handler(({ context, input }) => context.run((cx) => retireScheme(cx, input))),
  discardScheme: route.discardScheme.handler(({ context, input }) => context.run((cx) => discardScheme(cx, input))),
  exportScheme: route.exportScheme.handler(({ context, input }) => context.query((cx) => exportScheme(cx, input))),
  trial: route.trial.handler(({ context, input }) => context.query((cx) => tryOut(cx, input))),

  facts: route.facts.handler(({ context, input }) => context.query((cx) => listFacts(cx, input))),
  fact: route.fact.handler(({ context, input }) => context.query((cx) => showFact(cx, input.id))),
  enterFact: route.enterFact.handler(({ context, input }) => context.run((cx) => enterFact(cx, input))),
  confirmFact: route.confirmFact.handler(({ context, input }) => context.run((cx) => confirmFact(cx, input))),
  refuseFact: route.refuseFact.handler(({ context, input }) => context.run((cx) => refuseFact(cx, input))),
  withdrawFact: route.withdrawFact.handler(({ context, input }) => context.run((cx) => withdrawFact(cx, input))),

  offices: route.offices.handler(({ context }) => context.query((cx) => listOffices(cx))),
  standings: route.standings.handler(({ context, input }) => context.query((cx) => showStandings(cx, input))),
  itemScores: route.itemScores.handler(({ context, input }) => context.query((cx) => itemScores(cx, input))),
  unitScore: route.unitScore.handler(({ context, input }) => context.query((cx) => unitScore(cx, input))),

  periods: route.periods.handler(({ context, input }) => context.query((cx) => listPeriods(cx, input))),
  period: route.period.handler(({ context, input }) => context.query((cx) => showPeriod(cx, input.id))),
  openPeriod: route.openPeriod.handler(({ context, input }) => context.run((cx) => openPeriod(cx, input))),
  postPeriod: route.postPeriod.handler(({ context, input }) => context.run((cx) => postPeriod(cx, input))),
  takeBackPeriod: route.takeBackPeriod.handler(({ context, input }) => context.run((cx) => takeBackPeriod(cx, input))),
  closePeriod: route.closePeriod.handler(({ context, input }) => context.run((cx) => closePeriod(cx, input))),
  discardPeriod: route.discardPeriod.handler(({ context, input }) => context.run((cx) => discardPeriod(cx, input))),
  amend: route.amend.handler(({ context, input }) => context.run((cx) => amend(cx, input))),
  decideAmendment: route.decideAmendment.handler(({ context, input }) =>
    context.run((cx) => decideAmendment(cx, input)),
  ),

  appeals: route.appeals.handler(({ context, input }) => context.query((cx) => listAppeals(cx, input))),
  myAppeals: route.myAppeals.handler(({ context, input }) => context.query((cx) => listMyAppeals(cx, input))),
  appeal: route.appeal.handler(({ context, input }) => context.run((cx) => appeal(cx, input))),
  answerAppeal: route.answerAppeal.handler(({ context, input }) => context.run((cx) => answerAppeal(cx, input))),

  bulletins: route.bulletins.handler(({ context, input }) => context.query((cx) => listBulletins(cx, input))),
  bulletin: route.bulletin.handler(({ context, input }) => context.query((cx) => showBulletin(cx, input.id))),
  draftBulletin: route.draftBulletin.handler(({ context, input }) => context.run((cx) => draftBulletin(cx, input))),
  saveBulletin: route.saveBulletin.handler(({ context, input }) => context.run((cx) => saveBulletin(cx, input))),
  signBulletin: route.signBulletin.handler(({ context, input }) => context.run((cx) => signBulletin(cx, input))),
  releaseBulletin: route.releaseBulletin.handler(({ context, input }) =>
    context.run((cx) => releaseBulletin(cx, input)),
  ),
  discardBulletin: route.discardBulletin.handler(({ context, input }) =>
    context.run((cx) => discardBulletin(cx, input)),
  ),
  receivedBulletins: route.receivedBulletins.handler(({ context, input }) =>
    context.query((cx) => listReceived(cx, input)),
  ),
  readBulletin: route.readBulletin.handler(({ context, input }) => context.run((cx) => readBulletin(cx, input))),

  commendation: route.commendation.handler(({ context, input }) => context.query((cx) => showCommendation(cx, input))),
  saveCommendation: route.saveCommendation.handler(({ context, input }) =>
    context.run((cx) => saveCommendation(cx, input)),
  ),
  decideCommendation: route.decideCommendation.handler(({ context, input }) =>
    context.run((cx) => decideCommendation(cx, input)),
  ),
}
