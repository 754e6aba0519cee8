import { useCallback, useMemo, useState } from 'react'
import type { GroupStanding } from '../../contract/assessment.ts'
import { t } from '../app/i18n.ts'
import { Bars } from './Chart.tsx'
import { levels, levelWord } from './words.ts'

const views = ['points', 'levels', 'rate', 'groups'] as const
type View = (typeof views)[number]
const shownUnits = 24

/** 得分与采用、各级采用、采用率、各组对比: one drawing at a time. A unit's bar opens its lines, a group's bar its table. */
export function StandingsChart({
  groups,
  onUnit,
  onGroup,
}: {
  groups: GroupStanding[]
  onUnit: (unitId: string) => void
  onGroup: (key: string) => void
}) {
  const [view, setView] = useState<View>('points')
  const { names, series, ids } = useMemo(() => drawn(view, groups), [view, groups])
  const open = view === 'groups' ? onGroup : onUnit
  const pick = useCallback((at: number) => open(ids[at]!), [ids, open])
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
      <Bars label={label} names={names} series={series} stacked={view === 'levels'} onPick={pick} />
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
      ids: filled.map((group) => group.key),
      series: [
        { name: t('assessment.sent'), values: sum('sent') },
        { name: t('assessment.adopted'), values: sum('adopted') },
        { name: t('assessment.directives'), values: sum('directives') },
      ],
    }
  }
  const units = groups
    .flatMap((group) => group.units)
    .filter((unit) => (view === 'rate' ? unit.adoptionRate !== null : view === 'levels' ? unit.adopted > 0 : true))
    .slice(0, shownUnits)
  return {
    names: units.map((unit) => unit.unitName),
    ids: units.map((unit) => unit.unitId),
    series:
      view === 'levels'
        ? levels
            .filter((level) => units.some((unit) => unit.levels?.[level]))
            .map((level) => ({ name: levelWord(level), values: units.map((unit) => unit.levels?.[level] ?? 0) }))
        : view === 'rate'
          ? [{ name: t('assessment.rate_percent'), values: units.map((unit) => unit.adoptionRate ?? 0) }]
          : [
              { name: t('assessment.points'), values: units.map((unit) => unit.points) },
              { name: t('assessment.adopted'), values: units.map((unit) => unit.adopted) },
            ],
  }
}
