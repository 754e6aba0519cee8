import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SpecialDay } from '../../contract/calendar.ts'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused, sentenceOf } from '../ui/Refused.tsx'
import { dayOf } from '../ui/format.ts'
import './calendar.css'
import { DaysDialog } from './DaysDialog.tsx'
import { Month } from './Month.tsx'
import { calendarPaths } from './paths.ts'

/** 日历: which days are worked, as published and as the office has corrected it. Deadlines are reckoned by it. */
export function CalendarPage() {
  const search = useAddressSearch()
  const go = useGo()
  const thisYear = Number(dayOf(new Date()).slice(0, 4))
  const year = /^\d{4}$/.test(String(search['year'])) ? Number(search['year']) : thisYear
  const owners = useQuery(api.catalogue.owners.queryOptions())
  const wanted = typeof search['office'] === 'string' ? search['office'] : undefined
  const owner = owners.data?.items.find((one) => (one.officeId ?? 'all') === wanted) ?? owners.data?.items[0]
  const officeId = owner?.officeId ?? null
  const shown = useQuery({
    ...api.calendar.year.queryOptions({ input: { year, ...(officeId ? { officeId } : {}) } }),
    enabled: owners.isSuccess,
  })
  const [chosen, setChosen] = useState<{ day: string; special: SpecialDay | undefined }>()
  const confirm = useMutation({
    mutationFn: (confirmed: boolean) => client.calendar.confirmYear({ year, officeId, confirmed }),
    onSuccess: () => refetchModules('calendar'),
    onError: (error) => say.error(sentenceOf(error)),
  })
  const show = (change: { year?: number; office?: string }) => {
    const next = { year: String(change.year ?? year), ...(wanted ? { office: wanted } : {}) }
    const office = change.office ? { office: change.office } : {}
    go(`${calendarPaths.calendar}?${new URLSearchParams({ ...next, ...office })}`, { replace: true })
  }
  const special = new Map((shown.data?.days ?? []).map((one) => [one.day, one]))
  return (
    <div className="zx-page">
      <PageHeader
        title={t('calendar.title')}
        hint={t('calendar.hint')}
        actions={
          <>
            {(owners.data?.items.length ?? 0) > 1 && (
              <select
                className="zx-input"
                aria-label={t('calendar.office')}
                value={officeId ?? 'all'}
                onChange={(event) => show({ office: event.target.value })}
              >
                {owners.data!.items.map((one) => (
                  <option key={one.officeId ?? 'all'} value={one.officeId ?? 'all'}>
                    {one.officeId ? one.name : t('calendar.whole_node')}
                  </option>
                ))}
              </select>
            )}
            <button type="button" className="zx-button" onClick={() => show({ year: year - 1 })}>
              {year - 1}
            </button>
            <b className="zx-calendar-year">{t('calendar.year', { year })}</b>
            <button type="button" className="zx-button" onClick={() => show({ year: year + 1 })}>
              {year + 1}
            </button>
          </>
        }
      />
      <div className="zx-page-body">
        <Refused error={owners.error ?? shown.error} />
        {shown.isPending && !owners.error && <p className="zx-quiet">{t('app.loading')}</p>}
        {shown.data && (
          <>
            {shown.data.knownBy === null && (
              <p className="zx-problem" role="status">
                {t('calendar.unknown', { year })}
                {shown.data.mayChange && (
                  <button type="button" className="zx-button" onClick={() => confirm.mutate(true)}>
                    {t('calendar.confirm')}
                  </button>
                )}
              </p>
            )}
            {shown.data.knownBy === 'confirmed' && (
              <p className="zx-quiet">
                {t('calendar.confirmed', { year })}
                {shown.data.mayChange && (
                  <button type="button" className="zx-link-button" onClick={() => confirm.mutate(false)}>
                    {t('calendar.unconfirm')}
                  </button>
                )}
              </p>
            )}
            <ul className="zx-calendar-legend">
              {(['rest', 'work', 'own'] as const).map((kind) => (
                <li key={kind} className={kind}>
                  {t(`calendar.legend_${kind}`)}
                </li>
              ))}
            </ul>
            <div className="zx-calendar">
              {Array.from({ length: 12 }, (_, month) => (
                <Month
                  key={month}
                  year={year}
                  month={month + 1}
                  special={special}
                  onDay={shown.data.mayChange ? (day) => setChosen({ day, special: special.get(day) }) : undefined}
                />
              ))}
            </div>
          </>
        )}
      </div>
      {chosen && <DaysDialog officeId={officeId} {...chosen} onClose={() => setChosen(undefined)} />}
    </div>
  )
}
