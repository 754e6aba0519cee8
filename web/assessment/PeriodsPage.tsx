import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { PeriodKind } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { dayOf, formatDay, formatShort } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { assessmentPaths } from './paths.ts'
import { ChoiceField } from './scheme/fields.tsx'
import { useAct } from './use-act.ts'
import { periodTones } from './words.ts'
import './assessment.css'

/** 考核结算: months, quarters, halves and years of the office. */
export function PeriodsPage() {
  const { data, error, isPending } = useQuery(api.assessment.periods.queryOptions({ input: {} }))
  const [opening, setOpening] = useState(false)
  return (
    <div className="zx-page">
      <PageHeader
        title={t('assessment.menu_periods')}
        hint={t('assessment.periods_hint')}
        actions={
          data?.mayManage && (
            <button type="button" className="zx-button primary" onClick={() => setOpening(true)}>
              <Icon name="plus" size={16} />
              {t('assessment.open_period')}
            </button>
          )
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {data?.items.length === 0 && <p className="zx-panel">{t('assessment.periods_empty')}</p>}
        {data && data.items.length > 0 && (
          <div className="zx-panel zx-table-wrap">
            <table className="zx-score-table">
              <thead>
                <tr>
                  <th>{t('assessment.period')}</th>
                  <th>{t('assessment.span')}</th>
                  <th>{t('assessment.status')}</th>
                  <th>{t('assessment.scheme_name')}</th>
                  <th>{t('assessment.closed_at')}</th>
                  <th className="number">{t('assessment.amendments')}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((row) => (
                  <tr key={row.id}>
                    <td>
                      <Link to={assessmentPaths.period(row.id)}>{row.name}</Link>
                    </td>
                    <td>{t('assessment.span_days', { from: formatDay(row.startsOn), to: formatDay(row.endsOn) })}</td>
                    <td>
                      <StateTag tone={periodTones[row.status]}>{t(`assessment.period_${row.status}`)}</StateTag>
                      {row.status === 'posted' && row.commentUntil && (
                        <span className="zx-quiet">
                          {t('assessment.until_day', { day: formatDay(row.commentUntil) })}
                        </span>
                      )}
                    </td>
                    <td>{row.schemeName ?? ''}</td>
                    <td>{formatShort(row.closedAt)}</td>
                    <td className="number">{row.amendments || ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </div>
  )
}

const partsOf: Record<PeriodKind, number> = { month: 12, quarter: 4, half: 2, year: 1, cumulative: 12 }

function OpenDialog({ onClose }: { onClose: () => void }) {
  const go = useGo()
  const now = dayOf(new Date())
  const [kind, setKind] = useState<PeriodKind>('quarter')
  const [year, setYear] = useState(now.slice(0, 4))
  const [part, setPart] = useState(String(Math.ceil(Number(now.slice(5, 7)) / 3)))
  const open = useAct(() => client.assessment.openPeriod({ id: v7(), kind, year: Number(year), part: Number(part) }), {
    inline: true,
    after: (period) => go(assessmentPaths.period(period.id)),
  })
  const thisYear = Number(now.slice(0, 4))
  return (
    <Dialog
      title={t('assessment.open_period')}
      confirm={t('assessment.open_period')}
      busy={open.isPending}
      width={460}
      onConfirm={() => open.mutate(undefined)}
      onCancel={onClose}
    >
      <div className="zx-fields">
        <ChoiceField
          label={t('assessment.year')}
          value={year}
          choices={[0, 1, 2, 3].map((back) => ({
            value: String(thisYear - back),
            label: t('assessment.year_number', { year: thisYear - back }),
          }))}
          onChange={setYear}
        />
        <ChoiceField
          label={t('assessment.period_kind')}
          value={kind}
          choices={(['month', 'quarter', 'half', 'year', 'cumulative'] as const).map((value) => ({
            value,
            label: t(`assessment.kind_of_period_${value}`),
          }))}
          onChange={(value) => {
            setKind(value)
            setPart('1')
          }}
        />
        {partsOf[kind] > 1 && (
          <ChoiceField
            label={t('assessment.part')}
            value={part}
            choices={Array.from({ length: partsOf[kind] }, (_, at) => ({
              value: String(at + 1),
              label:
                kind === 'quarter'
                  ? t('assessment.quarter_number', { number: at + 1 })
                  : kind === 'half'
                    ? t(at === 0 ? 'assessment.half_first' : 'assessment.half_second')
                    : t('assessment.month_number', { number: at + 1 }),
            }))}
            onChange={setPart}
          />
        )}
      </div>
      <Refused error={open.error} />
    </Dialog>
  )
}
