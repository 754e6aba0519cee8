import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Span, TrialRow } from '../../contract/assessment.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'
import { SpanPicker, thisQuarter } from './SpanPicker.tsx'
import { signed } from './words.ts'

/** 试算: the same happenings by this version and by the one in force, the differences first. */
export function TrialPanel({ schemeId }: { schemeId: string }) {
  const [span, setSpan] = useState<Span>(thisQuarter)
  const { data, error, isPending } = useQuery(api.assessment.trial.queryOptions({ input: { id: schemeId, ...span } }))
  const groups = [...new Set(data?.rows.map((row) => row.groupName) ?? [])]
  return (
    <section className="zx-panel" aria-label={t('assessment.trial')}>
      <h2>{t('assessment.trial')}</h2>
      <SpanPicker span={span} onChange={setSpan} />
      <Refused error={error} />
      {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
      {data && (
        <p className="zx-quiet">
          {data.againstName
            ? t('assessment.trial_against', { name: data.againstName, count: data.eventCount })
            : t('assessment.trial_alone', { count: data.eventCount })}
          {data.unscored > 0 && t('assessment.trial_unscored', { count: data.unscored })}
        </p>
      )}
      {data &&
        groups.map((group) => (
          <table key={group} className="zx-score-table">
            <caption className="zx-label">{group}</caption>
            <thead>
              <tr>
                <th>{t('assessment.unit')}</th>
                {data.againstName && <th className="number">{t('assessment.before')}</th>}
                <th className="number">{t('assessment.after')}</th>
                {data.againstName && <th className="number">{t('assessment.difference')}</th>}
                <th className="number">{t('assessment.rank')}</th>
              </tr>
            </thead>
            <tbody>
              {data.rows
                .filter((row) => row.groupName === group)
                .map((row) => (
                  <Row key={row.unitId} row={row} />
                ))}
            </tbody>
          </table>
        ))}
    </section>
  )
}

function Row({ row }: { row: TrialRow }) {
  const difference = row.before === null ? 0 : Math.round((row.after - row.before) * 1000) / 1000
  return (
    <tr className={difference === 0 ? undefined : 'own'}>
      <td>{row.unitName}</td>
      {row.before !== null && <td className="number">{row.before}</td>}
      <td className="number">{row.after}</td>
      {row.before !== null && <td className="number">{difference === 0 ? '' : signed(difference)}</td>}
      <td className="number">
        {row.rankBefore !== null && row.rankBefore !== row.rankAfter
          ? `${row.rankBefore} → ${row.rankAfter ?? '–'}`
          : (row.rankAfter ?? '–')}
      </td>
    </tr>
  )
}
