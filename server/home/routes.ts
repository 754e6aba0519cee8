import { api } from '../platform/api.ts'
import { countUnread, listNotices, readNotices } from './list-notices.ts'
import { listTasks } from './list-tasks.ts'

export const homeRoutes = {
  tasks: api.home.tasks.handler(({ context }) => context.query((cx) => listTasks(cx))),
  notices: api.home.notices.handler(({ context, input }) => context.query((cx) => listNotices(cx, input))),
  unreadNotices: api.home.unreadNotices.handler(({ context }) => context.query((cx) => countUnread(cx))),
  readNotices: api.home.readNotices.handler(({ context, input }) => context.run((cx) => readNotices(cx, input))),
}
