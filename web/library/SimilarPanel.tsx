import { useQuery } from '@tanstack/react-query'
import type { LibraryRecord } from '../../contract/library.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatDay } from '../ui/format.ts'
import { addressOf } from './ask.ts'
import { libraryPaths } from './paths.ts'
import { kindWord } from './words.ts'

/** The same event over time: related records in the order they came, with this one among them. */
export function SimilarPanel({ record }: { record: LibraryRecord }) {
  const { data } = useQuery(api.library.similar.queryOptions({ input: { id: record.id } }))
  const topic = record.topics[0]
  const lines = [
    ...(data?.items ?? []).map((item) => ({ ...item, mine: false })),
    ...(data && data.items.length > 0
      ? [
          {
            id: record.id,
            kind: record.kind,
            title: record.title,
            sortAt: record.sortAt,
            sourceUnitName: record.sourceUnitName,
            percent: 100,
            mine: true,
          },
        ]
      : []),
  ].toSorted((one, other) => one.sortAt.localeCompare(other.sortAt))
  return (
    <section className="zx-panel">
      <h2>{t('library.similar')}</h2>
      {data && lines.length === 0 && <p className="zx-quiet">{t('library.similar_none')}</p>}
      <ul className="zx-library-links">
        {lines.map((line) => (
          <li key={line.id} aria-current={line.mine ? 'true' : undefined}>
            <span className="zx-quiet">{formatDay(line.sortAt)}</span>
            {line.mine ? <b>{t('library.this_one')}</b> : <Link to={libraryPaths.record(line.id)}>{line.title}</Link>}
            {!line.mine && (
              <span className="zx-quiet">
                {kindWord(line.kind)}　{line.sourceUnitName}
              </span>
            )}
          </li>
        ))}
      </ul>
      {record.sourceUnitId && topic && (
        <Link to={addressOf({ unitId: record.sourceUnitId, topic: [topic] })}>
          {t('library.same_unit')}：{topic}
        </Link>
      )}
    </section>
  )
}
