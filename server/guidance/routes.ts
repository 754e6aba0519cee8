import { api } from '../platform/api.ts'
import { createPaper, generateReport, removePaper, savePaper } from './draft.ts'
import { issuePaper, withdrawPaper } from './issue.ts'
import { listOpenPoints, listPapers, listReceipts, listWords } from './list.ts'
import { readReceipt } from './receipts.ts'
import { remindReaders } from './remind.ts'
import { getPaper, getReceipt } from './show.ts'

const { guidance } = api

export const guidanceRoutes = {
  list: guidance.list.handler(({ context, input }) => context.query((cx) => listPapers(cx, input))),
  get: guidance.get.handler(({ context, input }) => context.query((cx) => getPaper(cx, input))),
  create: guidance.create.handler(({ context, input }) => context.run((cx) => createPaper(cx, input))),
  save: guidance.save.handler(({ context, input }) => context.run((cx) => savePaper(cx, input))),
  generate: guidance.generate.handler(({ context, input }) => context.run((cx) => generateReport(cx, input))),
  issue: guidance.issue.handler(({ context, input }) => context.run((cx) => issuePaper(cx, input))),
  remove: guidance.remove.handler(({ context, input }) => context.run((cx) => removePaper(cx, input))),
  withdraw: guidance.withdraw.handler(({ context, input }) => context.run((cx) => withdrawPaper(cx, input))),
  remind: guidance.remind.handler(({ context, input }) => context.run((cx) => remindReaders(cx, input))),
  received: guidance.received.handler(({ context, input }) => context.query((cx) => listReceipts(cx, input))),
  receipt: guidance.receipt.handler(({ context, input }) => context.query((cx) => getReceipt(cx, input))),
  read: guidance.read.handler(({ context, input }) => context.run((cx) => readReceipt(cx, input))),
  openPoints: guidance.openPoints.handler(({ context, input }) => context.query((cx) => listOpenPoints(cx, input))),
  words: guidance.words.handler(({ context, input }) => context.query((cx) => listWords(cx, input))),
}
