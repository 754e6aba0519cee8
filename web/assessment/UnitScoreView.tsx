import { useMemo } from 'react'
import type { ReactNode } from 'react'
import type { ScoreLineView, UnitScore } from '../../contract/assessment.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { may, useMe } from '../app/session.tsx'
import type { Me } from '../app/session.tsx'
import { formatDay } from '../ui/format.ts'
import { Bars } from './Chart.tsx'
import { kindWord, signed } from './words.ts'

/** Points, rank, distance to the target, the months of the year, and every line with its reason. */
export function UnitScoreView({ score, onAppeal }: { score: UnitScore; onAppeal?: (line: ScoreLineView) => void }) {
  const me = useMe()
  const { standing, trend } = score
  const series = useMemo(
    () => [
      { name: t('assessment.points'), values: trend.map((month) => month.points), line: true },
      { name: t('assessment.sent'), values: trend.map((month) => month.sent) },
      { name: t('assessment.adopted'), values: trend.map((month) => month.adopted) },
    ],
    [trend],
  )
  const names = useMemo(
    () => trend.map((month) => t('assessment.month_number', { number: Number(month.month.slice(5)) })),
    [trend],
  )
  return (
    <>
      <div className="zx-scores-head">
        <Card label={t('assessment.points')} value={standing ? String(standing.points) : '–'}>
          {standing && standing.amended !== 0 && t('assessment.amended_by', { points: signed(standing.amended) })}
        </Card>
        <Card
          label={t('assessment.rank')}
          value={standing?.rank ? t('assessment.place', { place: standing.rank }) : '–'}
        >
          {score.groupName && t('assessment.of_group', { name: score.groupName, count: score.inGroup })}
        </Card>
        <Card
          label={t('assessment.distance')}
          value={
            standing?.distance === null || standing === null
              ? '–'
              : standing.distance === 0
                ? t('assessment.reached')
                : String(standing.distance)
          }
        >
          {standing?.target !== null && standing && t('assessment.target_is', { target: standing.target })}
        </Card>
        <Card label={t('assessment.sent')} value={String(standing?.sent ?? 0)} />
        <Card label={t('assessment.adopted')} value={String(standing?.adopted ?? 0)}>
          {standing?.adoptionRate !== null && standing && t('assessment.rate_is', { rate: standing.adoptionRate })}
        </Card>
      </div>
      {standing?.barred && <p className="zx-problem">{standing.barred}</p>}
      {trend.length > 0 && (
        <section className="zx-panel" aria-label={t('assessment.trend')}>
          <h2>{t('assessment.trend')}</h2>
          <Bars label={t('assessment.trend')} names={names} series={series} />
        </section>
      )}
      <section className="zx-panel" aria-label={t('assessment.lines')}>
        <h2>{t('assessment.lines')}</h2>
        {score.lines.length === 0 && score.amendments.length === 0 ? (
          <p className="zx-quiet">{t('assessment.lines_empty')}</p>
        ) : (
          <div className="zx-table-wrap">
            <table className="zx-score-table">
              <thead>
                <tr>
                  <th>{t('assessment.day')}</th>
                  <th>{t('assessment.item')}</th>
                  <th>{t('assessment.rule')}</th>
                  <th>{t('assessment.reason')}</th>
                  <th className="number">{t('assessment.points')}</th>
                  {onAppeal && (
                    <th>
                      <span className="zx-hidden">{t('assessment.appeal')}</span>
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {score.amendments.map((amendment) => (
                  <tr key={amendment.at} className="own">
                    <td className="when">{formatDay(amendment.at)}</td>
                    <td>{t('assessment.amendment')}</td>
                    <td />
                    <td>
                      {amendment.reason}（{amendment.byName}）
                    </td>
                    <td className="number">{signed(amendment.points)}</td>
                    {onAppeal && <td />}
                  </tr>
                ))}
                {score.lines.map((line, at) => (
                  <tr key={at}>
                    <td className="when">{formatDay(line.on)}</td>
                    <td>
                      <Item line={line} me={me} />
                    </td>
                    <td>{line.rule}</td>
                    <td>{line.reason}</td>
                    <td className="number">{signed(line.points)}</td>
                    {onAppeal && (
                      <td className="when">
                        <button type="button" className="zx-link-button" onClick={() => onAppeal(line)}>
                          {t('assessment.appeal')}
                        </button>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  )
}

/** The item by its title, with a way into it for those who may go there. */
function Item({ line, me }: { line: ScoreLineView; me: Me }) {
  const { links } = line
  const title = line.title || (line.kind ? kindWord(line.kind) : t('assessment.whole'))
  const to = may(me, 'piece.read') && links.pieceId ? `/desk/pieces/${links.pieceId}` : undefined
  const own = may(me, 'submission.read') && links.submissionId ? `/submissions/${links.submissionId}` : undefined
  const address = me.isOffice ? (to ?? own) : own
  return (
    <>
      {address ? <Link to={address}>{title}</Link> : title}
      {links.issueLabel &&
        (links.issueId && may(me, 'issue.read') ? (
          <Link to={`/issues/${links.issueId}`} className="zx-quiet">
            {links.issueLabel}
          </Link>
        ) : (
          <span className="zx-quiet">{links.issueLabel}</span>
        ))}
      {links.directiveId && may(me, 'directive.read') && (
        <Link to={`/directives/${links.directiveId}`} className="zx-quiet">
          {t('assessment.kind_directive')}
        </Link>
      )}
      {line.viaUnitName && <span className="zx-quiet">{t('assessment.via', { name: line.viaUnitName })}</span>}
    </>
  )
}

function Card({ label, value, children }: { label: string; value: string; children?: ReactNode }) {
  return (
    <div className="zx-score-card">
      <span className="zx-quiet">{label}</span>
      <b>{value}</b>
      <span className="zx-quiet">{children}</span>
    </div>
  )
}
