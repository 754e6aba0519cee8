import type { ReactNode } from 'react'
import type { GroupStanding, UnitStanding } from '../../contract/assessment.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { signed } from './words.ts'

/** One group in the order of its rank. `hrefOf` opens a unit's lines where the reader may. `extra` stands at the end of a row. */
export function GroupTable({
  group,
  isOffice,
  hrefOf,
  marked,
  id,
}: {
  group: GroupStanding
  isOffice: boolean
  hrefOf?: (unit: UnitStanding) => string | undefined
  marked?: string
  id?: string
}) {
  return (
    <section id={id} className="zx-panel zx-group" aria-label={group.name}>
      <h2>
        {group.name}
        <span className="zx-quiet">{t('assessment.units_count', { count: group.units.length })}</span>
      </h2>
      {group.units.length === 0 ? (
        <p className="zx-quiet">{t('assessment.group_empty')}</p>
      ) : (
        <div className="zx-table-wrap">
          <table className="zx-score-table">
            <thead>
              <tr>
                <th className="number">{t('assessment.rank')}</th>
                <th>{t('assessment.unit')}</th>
                <th className="number">{t('assessment.points')}</th>
                <th className="number">{t('assessment.sent')}</th>
                <th className="number">{t('assessment.adopted')}</th>
                <th className="number">{t('assessment.rate')}</th>
                <th className="number">{t('assessment.directives')}</th>
                <th className="number">{t('assessment.distance')}</th>
                <th className="number">{t('assessment.officers')}</th>
                {isOffice && <th>{t('assessment.guards')}</th>}
              </tr>
            </thead>
            <tbody>
              {group.units.map((unit) => (
                <Row key={unit.unitId} unit={unit} isOffice={isOffice} href={hrefOf?.(unit)} marked={marked} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Row({
  unit,
  isOffice,
  href,
  marked,
}: {
  unit: UnitStanding
  isOffice: boolean
  href: string | undefined
  marked: string | undefined
}): ReactNode {
  return (
    <tr className={unit.unitId === marked ? 'own' : undefined}>
      <td className="number">{unit.rank ?? '–'}</td>
      <td>
        {href ? <Link to={href}>{unit.unitName}</Link> : unit.unitName}
        {unit.zero && <StateTag tone="amber">{t('assessment.zero')}</StateTag>}
        {unit.barred && (
          <StateTag tone="red" title={unit.barred}>
            {t('assessment.barred')}
          </StateTag>
        )}
      </td>
      <td className="number">
        <b>{unit.points}</b>
        {unit.amended !== 0 && (
          <span className="zx-quiet">{t('assessment.amended_by', { points: signed(unit.amended) })}</span>
        )}
      </td>
      <td className="number">{unit.sent}</td>
      <td className="number">{unit.adopted}</td>
      <td className="number">{unit.adoptionRate === null ? '–' : `${unit.adoptionRate}%`}</td>
      <td className="number">{unit.directives}</td>
      <td className="number">
        {unit.distance === null ? '–' : unit.distance === 0 ? t('assessment.reached') : unit.distance}
      </td>
      <td className="number">{unit.officers}</td>
      {isOffice && (
        <td>
          {unit.guards.map((guard) => (
            <StateTag key={guard.kind} tone="amber" title={guard.detail}>
              {t(`assessment.guard_${guard.kind}`)}
            </StateTag>
          ))}
        </td>
      )}
    </tr>
  )
}
