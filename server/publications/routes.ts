import { api } from '../platform/api.ts'
import { noted } from '../platform/note-reading.ts'
import { adopt, unadopt } from './adopt.ts'
import {
  archiveIssue,
  arrange,
  backToDraft,
  createIssue,
  discardIssue,
  preRelease,
  setScope,
  setSummary,
} from './compose-issue.ts'
import { correctIssue } from './correct-issue.ts'
import { copiesOf, giveCopies, numberCopies, settleCopies } from './copies.ts'
import { copyRegister } from './copy-register.ts'
import { findMissingGlyphs } from './find-missing-glyphs.ts'
import { importRecords, readRecordTable } from './import-records.ts'
import { listIssues } from './list-issues.ts'
import { listPool } from './list-pool.ts'
import { listPublications } from './load-publication.ts'
import { setNumbering } from './numbering.ts'
import { publicationOptions } from './options.ts'
import { openIssue, readingList } from './read-issue.ts'
import { readingOf } from './recipients.ts'
import { addRecipients, releaseIssue, voidIssue } from './release-issue.ts'
import { forwardedPieces, listResults, recordResult, revokeResult } from './results.ts'
import { createPublication, editPublication, saveColumns } from './save-publication.ts'
import { showIssue } from './show-issue.ts'
import { signIssue } from './sign-issue.ts'
import { urgeReaders } from './urge-readers.ts'
import { listTiers, saveTier } from './tiers.ts'

const route = api.publications

export const publicationsRoutes = {
  options: route.options.handler(({ context, input }) => context.query((cx) => publicationOptions(cx, input))),
  list: route.list.handler(({ context, input }) => context.query((cx) => listPublications(cx, input))),
  create: route.create.handler(({ context, input }) => context.run((cx) => createPublication(cx, input))),
  edit: route.edit.handler(({ context, input }) => context.run((cx) => editPublication(cx, input))),
  saveColumns: route.saveColumns.handler(({ context, input }) => context.run((cx) => saveColumns(cx, input))),
  setNumbering: route.setNumbering.handler(({ context, input }) => context.run((cx) => setNumbering(cx, input))),
  tiers: route.tiers.handler(({ context, input }) => context.query((cx) => listTiers(cx, input))),
  saveTier: route.saveTier.handler(({ context, input }) => context.run((cx) => saveTier(cx, input))),

  adopt: route.adopt.handler(({ context, input }) => context.run((cx) => adopt(cx, input))),
  unadopt: route.unadopt.handler(({ context, input }) => context.run((cx) => unadopt(cx, input))),
  pool: route.pool.handler(({ context, input }) => context.query((cx) => listPool(cx, input))),

  issues: route.issues.handler(({ context, input }) => context.query((cx) => listIssues(cx, input))),
  createIssue: route.createIssue.handler(({ context, input }) => context.run((cx) => createIssue(cx, input))),
  correctIssue: route.correctIssue.handler(({ context, input }) => context.run((cx) => correctIssue(cx, input))),
  issue: route.issue.handler(({ context, input }) => context.query((cx) => showIssue(cx, input.id))),
  glyphs: route.glyphs.handler(({ context, input }) => findMissingGlyphs(context.query, input.id)),
  arrange: route.arrange.handler(({ context, input }) => context.run((cx) => arrange(cx, input))),
  setScope: route.setScope.handler(({ context, input }) => context.run((cx) => setScope(cx, input))),
  setSummary: route.setSummary.handler(({ context, input }) => context.run((cx) => setSummary(cx, input))),
  preRelease: route.preRelease.handler(({ context, input }) => context.run((cx) => preRelease(cx, input))),
  backToDraft: route.backToDraft.handler(({ context, input }) => context.run((cx) => backToDraft(cx, input))),
  sign: route.sign.handler(({ context, input }) => context.run((cx) => signIssue(cx, input))),
  release: route.release.handler(({ context, input }) => context.run((cx) => releaseIssue(cx, input))),
  addRecipients: route.addRecipients.handler(({ context, input }) => context.run((cx) => addRecipients(cx, input))),
  urge: route.urge.handler(({ context, input }) => context.run((cx) => urgeReaders(cx, input))),
  archive: route.archive.handler(({ context, input }) => context.run((cx) => archiveIssue(cx, input))),
  void: route.void.handler(({ context, input }) => context.run((cx) => voidIssue(cx, input))),
  discardIssue: route.discardIssue.handler(({ context, input }) => context.run((cx) => discardIssue(cx, input))),
  reading: route.reading.handler(({ context, input }) => context.query((cx) => readingOf(cx, input.id))),

  copies: route.copies.handler(({ context, input }) => context.query((cx) => copiesOf(cx, input.id))),
  numberCopies: route.numberCopies.handler(({ context, input }) => context.run((cx) => numberCopies(cx, input))),
  giveCopies: route.giveCopies.handler(({ context, input }) => context.run((cx) => giveCopies(cx, input))),
  settleCopies: route.settleCopies.handler(({ context, input }) => context.run((cx) => settleCopies(cx, input))),
  copyRegister: route.copyRegister.handler(({ context, input }) => context.query((cx) => copyRegister(cx, input))),

  results: route.results.handler(({ context, input }) => context.query((cx) => listResults(cx, input))),
  forwardedPieces: route.forwardedPieces.handler(({ context, input }) =>
    context.query((cx) => forwardedPieces(cx, input)),
  ),
  recordResult: route.recordResult.handler(({ context, input }) => context.run((cx) => recordResult(cx, input))),
  revokeResult: route.revokeResult.handler(({ context, input }) => context.run((cx) => revokeResult(cx, input))),
  readRecordTable: route.readRecordTable.handler(({ context, input }) => readRecordTable(context, input)),
  importRecords: route.importRecords.handler(({ context, input }) => importRecords(context, input)),

  readingList: route.readingList.handler(({ context, input }) => context.query((cx) => readingList(cx, input))),
  openIssue: route.openIssue.handler(({ context, input }) =>
    noted(
      context,
      'issue.viewed',
      () => context.actor!.unitId,
      context.run((cx) => openIssue(cx, input)),
    ),
  ),
}
