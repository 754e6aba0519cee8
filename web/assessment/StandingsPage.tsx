import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useAddressSearch, useGo } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { GroupTable } from './GroupTable.tsx'
import { assessmentPaths } from './paths.ts'
import { SpanPicker, spanFrom, spanQuery } from './SpanPicker.tsx'
import { StandingsChart } from './StandingsChart.tsx'
import './assessment.css'

const idOfGroup = (key: string) => `group-${key}`
const showGroup = (key: string) => document.getElementById(idOfGroup(key))?.scrollIntoView({ block: 'start' })

/** 考核排名: what the ledger gives today, by group, with what an assessor should look at. */
export function StandingsPage() {
  const go = useGo()
  const span = spanFrom(useAddressSearch())
  const { data, error, isPending } = useQuery(api.assessment.standings.queryOptions({ input: span }))
  const hasUnits = data?.groups.some((group) => group.units.length > 0) ?? false
  const days = spanQuery(span)
  const openUnit = useCallback((unitId: string) => go(`${assessmentPaths.unit(unitId)}?${days}`), [go, days])
  return (
    <div className="zx-page">
      <PageHeader
        title={t('assessment.menu_standings')}
        tags={data?.frozen && <StateTag tone="green">{t('assessment.frozen')}</StateTag>}
        hint={data?.schemeName ? t('assessment.by_scheme', { name: data.schemeName }) : undefined}
        actions={
          <SpanPicker
            span={span}
            onChange={(next) => go(`${assessmentPaths.standings}?${spanQuery(next)}`, { replace: true })}
          />
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {data && data.schemeId === null && (
          <p className="zx-panel">
            {t('assessment.no_scheme')} <Link to={assessmentPaths.schemes}>{t('assessment.menu_schemes')}</Link>
          </p>
        )}
        {data && hasUnits && <StandingsChart groups={data.groups} onUnit={openUnit} onGroup={showGroup} />}
        {data?.groups.map((group) => (
          <GroupTable
            key={group.key}
            id={idOfGroup(group.key)}
            group={group}
            isOffice={data.isOffice}
            hrefOf={(unit) => `${assessmentPaths.unit(unit.unitId)}?${spanQuery(span)}`}
          />
        ))}
      </div>
    </div>
  )
}
