import { useMutation, useQuery } from '@tanstack/react-query'
import { api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { browserOf } from './browser-name.ts'

/** Where the person is signed in; another machine left open is ended from here. */
export function SessionsPanel() {
  const list = useQuery(api.identity.sessions.queryOptions())
  const refusal = useRefusal()
  const end = useMutation(
    api.identity.endSession.mutationOptions({
      onSuccess: async () => {
        say.done(t('identity.session_ended'))
        await refetchModules('identity')
      },
      onError: refusal.show,
    }),
  )
  return (
    <section className="zx-panel" aria-labelledby="sessions">
      <h2 id="sessions">{t('identity.sessions')}</h2>
      {list.error && <Refused error={list.error} />}
      {list.isPending && <p role="status">{t('app.loading')}</p>}
      {list.data && (
        <table className="zx-plain-table">
          <thead>
            <tr>
              <th>{t('identity.device')}</th>
              <th>{t('identity.address')}</th>
              <th>{t('identity.since')}</th>
              <th>{t('identity.last_seen')}</th>
              <th aria-label={t('identity.acts')} />
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((session) => (
              <tr key={session.id}>
                <td title={session.userAgent}>{browserOf(session.userAgent)}</td>
                <td>{session.address}</td>
                <td>{formatDateTime(session.createdAt)}</td>
                <td>{formatShort(session.lastSeenAt)}</td>
                <td>
                  {session.current ? (
                    <StateTag tone="blue">{t('identity.session_here')}</StateTag>
                  ) : (
                    <button
                      type="button"
                      className="zx-link-button"
                      disabled={end.isPending}
                      onClick={() => end.mutate({ id: session.id })}
                    >
                      {t('identity.end_session')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
