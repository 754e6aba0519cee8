import { useMemo, useState } from 'react'
import type { GroupStanding } from '../../contract/assessment.ts'
import { t } from '../app/i18n.ts'
import { Bars } from './Chart.tsx'

const views = ['points', 'rate', 'groups'] as const
type View = (typeof views)[number]
const shownUnits = 24

/** 得分与采用、采用率、各组对比: one drawing at a time. A unit's bar opens its lines. */
export function StandingsChart({ groups, onUnit }: { groups: GroupStanding[]; onUnit: (unitId: string) => void }) {
  const [view, setView] = useState<View>('points')
  const { names, series, ids } = useMemo(() => drawn(view, groups), [view, groups])
  const pick = useMemo(() => (ids.length > 0 ? (at: number) => onUnit(ids[at]!) : undefined), [ids, onUnit])
  const label = t(`assessment.chart_${view}`)
  return (
    <section className="zx-panel" aria-label={label}>
      <div className="zx-part-head">
        <h2>{label}</h2>
        <div className="zx-chart-views" role="group" aria-label={t('assessment.chart_choice')}>
          {views.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
              {t(`assessment.chart_${one}`)}
            </button>
          ))}
        </div>
      </div>
      <Bars label={label} names={names} series={series} onPick={pick} />
    </section>
  )
}

function drawn(view: View, groups: GroupStanding[]) {
  if (view === 'groups') {
    const filled = groups.filter((group) => group.units.length > 0)
    const sum = (of: 'sent' | 'adopted' | 'directives') =>
      filled.map((group) => group.units.reduce((total, unit) => total + unit[of], 0))
    return {
      names: filled.map((group) => group.name),
      ids: [] as string[],
      series: [
        { name: t('assessment.sent'), values: sum('sent') },
        { name: t('assessment.adopted'), values: sum('adopted') },
        { name: t('assessment.directives'), values: sum('directives') },
      ],
    }
  }
  const units = groups
    .flatMap((group) => group.units)
    .filter((unit) => view === 'points' || unit.adoptionRate !== null)
    .slice(0, shownUnits)
  return {
    names: units.map((unit) => unit.unitName),
    ids: units.map((unit) => unit.unitId),
    series:
      view === 'rate'
        ? [{ name: t('assessment.rate_percent'), values: units.map((unit) => unit.adoptionRate ?? 0) }]
        : [
            { name: t('assessment.points'), values: units.map((unit) => unit.points) },
            { name: t('assessment.adopted'), values: units.map((unit) => unit.adopted) },
          ],
  }
}
