import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo, usePathParams } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { assessmentPaths } from './paths.ts'
import { SpanPicker, spanFrom, spanQuery } from './SpanPicker.tsx'
import { UnitScoreView } from './UnitScoreView.tsx'
import './assessment.css'

/** One unit as the office that scores it sees it: every point with its reason. */
export function UnitPage() {
  const { id: unitId } = usePathParams<{ id: string }>()
  const go = useGo()
  const span = spanFrom(useAddressSearch())
  const { data, error, isPending } = useQuery(api.assessment.unitScore.queryOptions({ input: { ...span, unitId } }))
  return (
    <div className="zx-page">
      <PageHeader
        title={data?.standing?.unitName ?? t('assessment.unit_score')}
        back={{ to: `${assessmentPaths.standings}?${spanQuery(span)}`, label: t('assessment.menu_standings') }}
        hint={data?.groupName}
        actions={
          <SpanPicker
            span={span}
            onChange={(next) => go(`${assessmentPaths.unit(unitId)}?${spanQuery(next)}`, { replace: true })}
          />
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {data && <UnitScoreView score={data} />}
      </div>
    </div>
  )
}
