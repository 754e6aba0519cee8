import { useQuery } from '@tanstack/react-query'
import type { SavedSearch } from '../../contract/library.ts'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatDateTime } from '../ui/format.ts'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { addressOf } from './ask.ts'
import { LibraryFrame } from './LibraryFrame.tsx'

/** 我的检索: what is new in each. */
export function SavedPage() {
  const { data, error } = useQuery(api.library.savedSearches.queryOptions({ input: {} }))
  return (
    <LibraryFrame>
      <div className="zx-library-plain">
        {error && <Refused error={error} />}
        {data?.items.length === 0 && <p className="zx-library-empty">{t('library.saved_empty')}</p>}
        <ul className="zx-library-cards">
          {data?.items.map((one) => (
            <Saved key={one.id} saved={one} />
          ))}
        </ul>
      </div>
    </LibraryFrame>
  )
}

function Saved({ saved }: { saved: SavedSearch }) {
  const refusal = useRefusal()
  const doing = async (work: () => Promise<unknown>) => {
    try {
      await work()
      await refetchModules('library')
    } catch (error) {
      refusal.show(error)
    }
  }
  const words = [
    saved.query.q,
    ...(saved.query.topic ?? []),
    ...(saved.query.place ?? []),
    ...(saved.query.publication ?? []),
  ].filter(Boolean)
  return (
    <li className="zx-panel">
      <div>
        <h2>
          <Link to={addressOf(saved.query)}>{saved.name}</Link>
          {saved.fresh > 0 ? (
            <StateTag tone="red">
              {t(saved.freshCapped ? 'library.saved_fresh_capped' : 'library.saved_fresh', { count: saved.fresh })}
            </StateTag>
          ) : (
            <span className="zx-quiet">{t('library.saved_no_fresh')}</span>
          )}
        </h2>
        <p className="zx-quiet">
          {words.join('　')}　{formatDateTime(saved.createdAt)}
        </p>
      </div>
      <div className="zx-row">
        <label>
          <input
            type="checkbox"
            checked={saved.alerts}
            onChange={(event) =>
              void doing(() =>
                client.library.saveSearch({
                  id: saved.id,
                  name: saved.name,
                  query: saved.query,
                  alerts: event.target.checked,
                }),
              )
            }
          />{' '}
          {t('library.saved_alerts')}
        </label>
        {saved.fresh > 0 && (
          <button
            type="button"
            className="zx-button"
            onClick={() => void doing(() => client.library.markSearchSeen({ id: saved.id }))}
          >
            {t('library.saved_seen')}
          </button>
        )}
        <button
          type="button"
          className="zx-button"
          onClick={() => void doing(() => client.library.removeSearch({ id: saved.id }))}
        >
          {t('library.saved_remove')}
        </button>
      </div>
    </li>
  )
}
