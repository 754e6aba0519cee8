import type { Paper } from '../../contract/guidance.ts'
import { t } from '../app/i18n.ts'

/** 覆盖情况: points down, units across; how many items each has sent for each. */
export function Coverage({ paper }: { paper: Paper }) {
  const of = (pointId: string, unitId: string) =>
    paper.coverage.filter((one) => one.pointId === pointId && one.unitId === unitId)
  const gaps = paper.points.flatMap((point, at) =>
    paper.coverage.some((one) => one.pointId === point.id) ? [] : [String(at + 1)],
  )
  return (
    <section className="zx-panel" aria-label={t('guidance.coverage')}>
      <h2>{t('guidance.coverage')}</h2>
      <p className="zx-quiet">{t('guidance.coverage_hint')}</p>
      <p className={gaps.length > 0 ? 'zx-guidance-gap' : 'zx-quiet'}>
        {gaps.length > 0 ? t('guidance.coverage_gap', { points: gaps.join('、') }) : t('guidance.coverage_full')}
      </p>
      <div className="zx-table-wrap" tabIndex={0} role="region" aria-label={t('guidance.coverage')}>
        <table className="zx-guidance-matrix">
          <thead>
            <tr>
              <th>{t('guidance.field_points')}</th>
              {paper.recipients.map((unit) => (
                <th key={unit.unitId}>{unit.unitName.replace(/人民政府办公(厅|室)$/u, '')}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {paper.points.map((point, at) => (
              <tr key={point.id}>
                <th scope="row">
                  {at + 1}. {point.text}
                </th>
                {paper.recipients.map((unit) => {
                  const items = of(point.id, unit.unitId)
                  const adopted = items.filter((item) => item.adopted).length
                  return (
                    <td
                      key={unit.unitId}
                      className={items.length === 0 ? 'none' : adopted > 0 ? 'adopted' : 'sent'}
                      title={items.map((item) => item.title).join('\n')}
                    >
                      {items.length > 0 && items.length}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
