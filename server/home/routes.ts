import { api } from '../platform/api.ts'
import { saveDigestSettings, showDigestSettings } from './digest-settings.ts'
import { countUnread, listNotices, readNotices } from './list-notices.ts'
import { listTasks } from './list-tasks.ts'
import { listDigests, showDigest } from './show-digest.ts'

export const homeRoutes = {
  tasks: api.home.tasks.handler(({ context }) => context.query((cx) => listTasks(cx))),
  notices: api.home.notices.handler(({ context, input }) => context.query((cx) => listNotices(cx, input))),
  unreadNotices: api.home.unreadNotices.handler(({ context }) => context.query((cx) => countUnread(cx))),
  readNotices: api.home.readNotices.handler(({ context, input }) => context.run((cx) => readNotices(cx, input))),
  digests: api.home.digests.handler(({ context }) => context.query((cx) => listDigests(cx))),
  digest: api.home.digest.handler(({ context, input }) => context.query((cx) => showDigest(cx, input))),
  digestSettings: api.home.digestSettings.handler(({ context }) => context.query((cx) => showDigestSettings(cx))),
  saveDigestSettings: api.home.saveDigestSettings.handler(({ context, input }) =>
    context.run((cx) => saveDigestSettings(cx, input)),
  ),
}
