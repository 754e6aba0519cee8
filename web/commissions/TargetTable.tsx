import { useState } from 'react'
import type { Commission, CommissionTarget } from '../../contract/commissions.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { deskPaths } from '../desk/index.tsx'
import { formatShort } from '../ui/format.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { GradeDialog } from './GradeDialog.tsx'
import { LinkReceivedDialog } from './LinkReceivedDialog.tsx'
import { taskTones, taskWord } from './words.ts'

const waits = (target: CommissionTarget) => target.status !== 'answered' && target.status !== 'declined'

/** Every unit on a line: read, accepted, answered, in time, adopted, graded, reminded. */
export function TargetTable({ commission }: { commission: Commission }) {
  const [onlyWaiting, setOnlyWaiting] = useState(false)
  const [grading, setGrading] = useState<CommissionTarget>()
  const [linking, setLinking] = useState<CommissionTarget>()
  const rows = onlyWaiting ? commission.targets.filter(waits) : commission.targets
  if (commission.targets.length === 0) return <p className="zx-quiet">{t('commissions.no_units')}</p>
  return (
    <>
      <label className="zx-check zx-commission-filter">
        <input type="checkbox" checked={onlyWaiting} onChange={(event) => setOnlyWaiting(event.target.checked)} />
        {t('commissions.only_waiting')}（{commission.counts.waiting}）
      </label>
      <div className="zx-table-wrap" tabIndex={0} role="region" aria-label={t('commissions.units')}>
        <table className="zx-commission-table">
          <thead>
            <tr>
              <th>{t('commissions.col_unit')}</th>
              <th>{t('commissions.col_status')}</th>
              <th>{t('commissions.col_read')}</th>
              <th>{t('commissions.col_response')}</th>
              <th>{t('commissions.col_answer')}</th>
              <th>{t('commissions.col_time')}</th>
              <th>{t('commissions.col_adopted')}</th>
              <th>{t('commissions.col_quality')}</th>
              <th>{t('commissions.col_reminded')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((target) => (
              <tr key={target.id}>
                <th scope="row">{target.unitName}</th>
                <td>
                  <StateTag tone={taskTones[target.status]}>{taskWord(target.status)}</StateTag>
                </td>
                <td>
                  {target.readAt ? (
                    <>
                      {target.readByName}
                      <small>{formatShort(target.readAt)}</small>
                    </>
                  ) : (
                    <span className="zx-quiet">
                      {t(target.deliveredAt ? 'commissions.unread' : 'commissions.delivering')}
                    </span>
                  )}
                </td>
                <td>
                  {target.respondedAt && (
                    <>
                      {target.declineReason ?? target.respondedByName}
                      <small>{formatShort(target.respondedAt)}</small>
                    </>
                  )}
                </td>
                <td>
                  <Answers target={target} />
                  {commission.actions.includes('link') && (
                    <button type="button" className="zx-link-button" onClick={() => setLinking(target)}>
                      {t('commissions.link_received')}
                    </button>
                  )}
                </td>
                <td>
                  <TimeTag target={target} />
                </td>
                <td>{target.adoptedAt && <StateTag tone="green">{t('commissions.adopted')}</StateTag>}</td>
                <td>
                  {target.qualityName && <span title={target.qualityNote}>{target.qualityName}</span>}
                  {target.status === 'answered' && commission.actions.includes('grade') && (
                    <button type="button" className="zx-link-button" onClick={() => setGrading(target)}>
                      {t('commissions.grade')}
                    </button>
                  )}
                </td>
                <td>{target.remindedCount > 0 && t('commissions.times', { count: target.remindedCount })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {linking && <LinkReceivedDialog commission={commission} target={linking} onClose={() => setLinking(undefined)} />}
      {grading && <GradeDialog commission={commission} target={grading} onClose={() => setGrading(undefined)} />}
    </>
  )
}

function TimeTag({ target }: { target: CommissionTarget }) {
  if (target.onTime !== null)
    return (
      <StateTag tone={target.onTime ? 'green' : 'amber'}>
        {t(target.onTime ? 'commissions.on_time' : 'commissions.late')}
      </StateTag>
    )
  return target.isOverdue ? <StateTag tone="red">{t('commissions.overdue')}</StateTag> : null
}

function Answers({ target }: { target: CommissionTarget }) {
  const mayOpen = useMay('handling.read')
  if (target.answers.length === 0) return <span className="zx-quiet">{t('commissions.not_answered')}　</span>
  return (
    <ul className="zx-commission-answers">
      {target.answers.map((answer) => (
        <li key={answer.submissionId}>
          {answer.handlingId && mayOpen ? (
            <Link to={deskPaths.item(answer.handlingId)}>{answer.title}</Link>
          ) : (
            answer.title
          )}
          <small>
            {formatShort(answer.sentAt)}
            {answer.withdrawnAt && `　${t('commissions.withdrawn')}`}
            {answer.adoptedIn && `　${answer.adoptedIn}`}
          </small>
        </li>
      ))}
    </ul>
  )
}
