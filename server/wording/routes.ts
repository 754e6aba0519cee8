import { api } from '../platform/api.ts'
import { secretMarkIn, wordingOf } from './check.ts'
import { listWordLists, saveWordList } from './save-list.ts'

export const wordingRoutes = {
  lists: api.wording.lists.handler(({ context }) => context.query(listWordLists)),
  saveList: api.wording.saveList.handler(({ context, input }) => context.run((cx) => saveWordList(cx, input))),
  check: api.wording.check.handler(({ context, input }) =>
    context.query(async (cx) => ({ items: await wordingOf(cx, input), secretMark: secretMarkIn(input) })),
  ),
}
