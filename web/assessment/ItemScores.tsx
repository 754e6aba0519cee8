import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatDay, formatDateTime } from '../ui/format.ts'
import './assessment.css'
import { kindWord, signed } from './words.ts'

/** 得分 of one item beside its life: what each office above counted for it, and why. Nothing is shown before it scores. */
export function ItemScores({ submissionId }: { submissionId: string }) {
  const scores = useQuery(api.assessment.itemScores.queryOptions({ input: { id: submissionId } }))
  if (!scores.data || scores.data.items.length === 0) return null
  return (
    <section className="zx-item-scores" aria-label={t('assessment.item_scores')}>
      {scores.data.items.map((office) => (
        <details key={office.officeId}>
          <summary>
            {t('assessment.item_scores_of', { office: office.officeName })}
            <b>{t('assessment.item_points', { points: signed(office.points) })}</b>
          </summary>
          {office.toldAt && (
            <p className="zx-quiet">{t('assessment.item_told', { at: formatDateTime(office.toldAt) })}</p>
          )}
          <ul>
            {office.lines.map((line) => (
              <li key={`${line.factId} ${line.rule}`}>
                <b>{signed(line.points)}</b>
                <span>
                  {[line.kind && kindWord(line.kind), formatDay(line.on), line.rule].filter(Boolean).join('　')}
                  <small>{line.reason}</small>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
