import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CommissionTask } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, usePathParams } from '../app/links.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Progress } from './columns.tsx'
import { Reason } from './CommissionActs.tsx'
import { Words } from './CommissionPage.tsx'
import './commissions.css'
import { LinkDialog } from './LinkDialog.tsx'
import { commissionPaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { statusTones, statusWord, taskTones, taskWord } from './words.ts'

/** One commission my unit received: what is wanted, by when, and what we have made of it. Opening it is reading it. */
export function TaskPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.commissions.task.queryOptions({ input: { id } }))
  const noted = useRef(false)
  const read = useAct((taskId: string) => client.commissions.read({ id: taskId }))
  const isNew = data?.actions.includes('read') === true
  useEffect(() => {
    if (!isNew || noted.current) return
    noted.current = true
    read.mutate(id)
  }, [isNew, id])
  if (!data)
    return (
      <div className="zx-notice-page">
        {error ? <Refused error={error} /> : <p role="status">{t('app.loading')}</p>}
      </div>
    )
  return <Task task={data} />
}

function Task({ task }: { task: CommissionTask }) {
  const [asking, setAsking] = useState<'decline' | 'link'>()
  const accept = useAct(() => client.commissions.accept({ id: task.id }), { done: t('commissions.accept_done') })
  const { actions } = task
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: commissionPaths.tasks, label: t('commissions.back_received') }}
        title={task.title}
        tags={
          <>
            <StateTag tone={taskTones[task.status]}>{taskWord(task.status)}</StateTag>
            {!task.endedAt && task.status !== 'declined' && <Deadline due={task.dueAt} doneAt={task.answeredAt} />}
          </>
        }
        hint={[
          task.officeName,
          task.label,
          task.leaderName
            ? t('commissions.leader_line', { name: task.leaderName })
            : t(`commissions.origin.${task.origin}`),
          formatDateTime(task.issuedAt),
        ].join('　')}
        actions={
          <>
            <a className="zx-button" href={`/commission-tasks/${task.id}/pdf`} target="_blank" rel="noreferrer">
              {t('commissions.print')}
            </a>
            {actions.includes('decline') && (
              <button type="button" className="zx-button" onClick={() => setAsking('decline')}>
                {t('commissions.decline')}
              </button>
            )}
            {actions.includes('passDown') && (
              <Link to={commissionPaths.passDown(task.id)} className="zx-button">
                {t('commissions.pass_down')}
              </Link>
            )}
            {actions.includes('link') && (
              <button type="button" className="zx-button" onClick={() => setAsking('link')}>
                {t('commissions.link')}
              </button>
            )}
            {actions.includes('accept') && (
              <button
                type="button"
                className="zx-button primary"
                disabled={accept.isPending}
                onClick={() => accept.mutate(undefined)}
              >
                {t('commissions.accept')}
              </button>
            )}
            {actions.includes('write') && !actions.includes('accept') && (
              <Link to={commissionPaths.writeFor(task.commissionId)} className="zx-button primary">
                {t('commissions.write')}
              </Link>
            )}
          </>
        }
      />
      <div className="zx-page-body zx-commission-view">
        <Strips task={task} />
        <div className="zx-commission-two">
          <section className="zx-panel" aria-label={t('commissions.facts')}>
            <h2>{t('commissions.facts')}</h2>
            <Words commission={task} />
          </section>
          <div>
            <section className="zx-panel" aria-label={t('commissions.answers')}>
              <h2>{t('commissions.answers')}</h2>
              {task.answers.length === 0 && <p className="zx-quiet">{t('commissions.answers_none')}</p>}
              <ul className="zx-commission-answers">
                {task.answers.map((answer) => (
                  <li key={answer.submissionId}>
                    {answer.isItem ? (
                      <Link to={`/submissions/${answer.submissionId}`}>{answer.title}</Link>
                    ) : (
                      answer.title
                    )}
                    <small>
                      {`${formatShort(answer.sentAt)}　`}
                      {answer.withdrawnAt
                        ? t('commissions.withdrawn')
                        : t(answer.onTime ? 'commissions.your_answer_on_time' : 'commissions.your_answer_late')}
                      {answer.adoptedIn && `　${t('commissions.adopted')}：${answer.adoptedIn}`}
                    </small>
                  </li>
                ))}
              </ul>
              {task.qualityName && (
                <p>
                  {`${t('commissions.office_says', { quality: task.qualityName })}　`}
                  {task.qualityNote}
                </p>
              )}
            </section>
            {(task.below.length > 0 || actions.includes('passDown')) && (
              <section className="zx-panel" aria-label={t('commissions.below')}>
                <h2>{t('commissions.below')}</h2>
                {task.below.length === 0 && <p className="zx-quiet">{t('commissions.below_none')}</p>}
                <ul className="zx-commission-answers">
                  {task.below.map((row) => (
                    <li key={row.id}>
                      <Link to={commissionPaths.commission(row.id)}>{row.title}</Link>
                      <StateTag tone={statusTones[row.status]}>{statusWord(row.status)}</StateTag>
                      {row.counts.targets > 0 && <Progress row={row} />}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        </div>
      </div>
      {asking === 'decline' && <DeclineDialog task={task} onClose={() => setAsking(undefined)} />}
      {asking === 'link' && <LinkDialog task={task} onClose={() => setAsking(undefined)} />}
    </div>
  )
}

function Strips({ task }: { task: CommissionTask }) {
  return (
    <>
      {task.endReason && (
        <div className="zx-strip" role="note">
          {t(task.endKind === 'revoked' ? 'commissions.revoked_task' : 'commissions.ended_task', {
            reason: task.endReason,
          })}
        </div>
      )}
      {task.lastReminder && task.answeredAt === null && !task.endedAt && (
        <div className="zx-strip" role="note">
          {t('commissions.last_reminder', { at: formatShort(task.lastRemindedAt), text: task.lastReminder })}
        </div>
      )}
      {task.declineReason && (
        <div className="zx-strip" role="note">
          {t('commissions.declined_line', {
            name: task.respondedByName ?? '',
            at: formatShort(task.respondedAt),
            reason: task.declineReason,
          })}
        </div>
      )}
    </>
  )
}

function DeclineDialog({ task, onClose }: { task: CommissionTask; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const decline = useAct(() => client.commissions.decline({ id: task.id, reason }), {
    done: t('commissions.decline_done'),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.decline_title')}
      confirm={t('commissions.decline')}
      danger
      busy={decline.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => decline.mutate(undefined)}
      onCancel={onClose}
      width={480}
    >
      <p>{t('commissions.decline_what')}</p>
      <Reason label={t('commissions.decline_reason')} value={reason} onChange={setReason} />
      <Refused error={decline.error} />
    </Dialog>
  )
}
