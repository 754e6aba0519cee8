import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DirectiveTask, TaskAction } from '../../contract/directives.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { usePathParams } from '../app/links.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { fileAddress } from '../ui/upload.ts'
import { formatDay, formatShort } from '../ui/format.ts'
import { ActDialog } from './ActDialog.tsx'
import { AssignmentCard } from './AssignmentCard.tsx'
import { DelegateDialog } from './DelegateDialog.tsx'
import './directives.css'
import { EventTimeline } from './EventTimeline.tsx'
import { FeedbackDialog } from './FeedbackDialog.tsx'
import { FeedbackView } from './FeedbackView.tsx'
import { InspectionList } from './InspectionList.tsx'
import { LightTag } from './LightTag.tsx'
import { Milestones } from './Milestones.tsx'
import { directivePaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { leaderLine, partTones, partWord, typeWord } from './words.ts'

/** 承办: sign for it, carry it out, answer in time. */
export function TaskPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data: task, error } = useQuery(api.directives.task.queryOptions({ input: { id } }))
  const back = { to: directivePaths.tasks, label: t('directives.tasks') }
  if (!task)
    return (
      <div className="zx-page">
        <PageHeader title={t('directives.tasks')} back={back} />
        <div className="zx-page-body">
          {error ? <Refused error={error} /> : <p className="zx-quiet">{t('app.loading')}</p>}
        </div>
      </div>
    )
  return (
    <div className="zx-page">
      <PageHeader
        title={task.label}
        back={back}
        tags={
          <>
            <StateTag tone={partTones[task.status]}>{partWord(task.status)}</StateTag>
            <StateTag tone={task.role === 'lead' ? 'violet' : 'neutral'}>{t(`directives.role_${task.role}`)}</StateTag>
            {task.light !== 'green' && <LightTag light={task.light} />}
            <Deadline due={task.dueAt} />
          </>
        }
        actions={<TaskActs task={task} />}
      />
      <div className="zx-page-fill zx-directive">
        <div className="zx-directive-main">
          {task.lastUrgedAt && (
            <p className="zx-warn">
              {t('directives.was_urged', {
                count: task.urgedCount,
                at: formatShort(task.lastUrgedAt),
                text: task.lastUrgeText ?? '',
              })}
            </p>
          )}
          <TaskSlip task={task} />
          <section className="zx-panel zx-part" aria-label={t('directives.deadlines')}>
            <h3>{t('directives.requirement')}</h3>
            <p className="zx-part-requirement">{task.requirement}</p>
            <Milestones milestones={task.milestones} />
            {task.extension && (
              <div className="zx-extension">
                <b>{t('directives.extension_until', { day: formatDay(task.extension.until) })}</b>
                <span>
                  {t('directives.extension_why', { reason: task.extension.reason, plan: task.extension.plan })}
                </span>
                <StateTag tone={task.extension.decision === 'declined' ? 'red' : 'amber'}>
                  {t(`directives.extension_${task.extension.decision ?? 'waiting'}`)}
                </StateTag>
              </div>
            )}
            <InspectionList inspections={task.inspections} />
          </section>
          {task.below.map((part) => (
            <AssignmentCard key={part.id} part={part} />
          ))}
          {task.feedback.length > 0 && (
            <section className="zx-panel zx-part" aria-label={t('directives.feedback')}>
              <h3>{t('directives.feedback')}</h3>
              {task.feedback.toReversed().map((one) => (
                <FeedbackView
                  key={one.id}
                  feedback={one}
                  print={{ pdf: `/directive-feedback/${one.id}/pdf`, docx: `/directive-feedback/${one.id}/docx` }}
                />
              ))}
            </section>
          )}
        </div>
        <aside className="zx-panel" aria-label={t('directives.course')}>
          <h2>{t('directives.course')}</h2>
          <EventTimeline lines={task.timeline} />
        </aside>
      </div>
    </div>
  )
}

function TaskSlip({ task }: { task: DirectiveTask }) {
  return (
    <section className="zx-panel zx-slip" aria-label={t('directives.slip')}>
      <h2>{task.title}</h2>
      <p className="zx-quiet">{task.sourceLabel}</p>
      {task.passage && <blockquote>{task.passage}</blockquote>}
      {task.files
        .filter((file) => file.mediaType.startsWith('image/'))
        .map((file) => (
          <img key={file.id} className="zx-directive-picture" src={fileAddress(file.id)} alt={task.text} />
        ))}
      <p className="zx-directive-words">{task.text}</p>
      <p className="zx-slip-hand">
        <span>{leaderLine(task)}</span>
        <span>{formatDay(task.directedOn)}</span>
      </p>
      <p className="zx-quiet">
        {[
          typeWord(task.type),
          t('directives.given_by', { unit: task.giverName }),
          t('directives.led_by', { unit: task.leadUnitName }),
          task.otherUnits.length > 0 && t('directives.with_units', { units: task.otherUnits.join('、') }),
          task.contact && t('directives.contact_is', { contact: task.contact }),
        ]
          .filter(Boolean)
          .join('　')}
      </p>
      {task.files.some((file) => !file.mediaType.startsWith('image/')) && (
        <FileUpload files={task.files.filter((file) => !file.mediaType.startsWith('image/'))} readOnly />
      )}
    </section>
  )
}

function TaskActs({ task }: { task: DirectiveTask }) {
  const [act, setAct] = useState<TaskAction>()
  const close = () => setAct(undefined)
  const { id } = task
  const signFor = useAct(() => client.directives.signFor({ id }), { done: t('directives.signed_for') })
  const first = task.actions[0]
  return (
    <>
      {task.actions.map((one) => (
        <button
          key={one}
          type="button"
          className={one === first ? 'zx-button primary' : 'zx-button'}
          disabled={one === 'signFor' && signFor.isPending}
          onClick={() => (one === 'signFor' ? signFor.mutate(undefined) : setAct(one))}
        >
          {t(`directives.task_${one}`)}
        </button>
      ))}
      {act === 'draftFeedback' && <FeedbackDialog task={task} onClose={close} />}
      {act === 'delegate' && <DelegateDialog task={task} onClose={close} />}
      {act === 'signFeedback' && (
        <ActDialog
          title={t('directives.task_signFeedback')}
          confirm={t('directives.task_signFeedback')}
          proven
          fields={[]}
          done={t('directives.feedback_sent')}
          run={() => client.directives.signFeedback({ id })}
          onClose={close}
        >
          <p>{t('directives.sign_what', { title: task.title })}</p>
        </ActDialog>
      )}
      {act === 'returnFeedback' && (
        <ActDialog
          title={t('directives.task_returnFeedback')}
          confirm={t('directives.task_returnFeedback')}
          fields={[{ key: 'reason', label: t('directives.opinion'), kind: 'area', required: true }]}
          done={t('directives.done')}
          run={({ reason }) => client.directives.returnFeedback({ id, reason: reason! })}
          onClose={close}
        />
      )}
      {act === 'askExtension' && (
        <ActDialog
          title={t('directives.task_askExtension')}
          confirm={t('directives.task_askExtension')}
          fields={[
            { key: 'reason', label: t('directives.extension_reason'), kind: 'area', required: true },
            { key: 'plan', label: t('directives.extension_plan'), kind: 'area', required: true, max: 1000 },
            { key: 'until', label: t('directives.extension_to'), kind: 'day', required: true },
          ]}
          done={t('directives.extension_asked')}
          run={({ reason, plan, until }) =>
            client.directives.askExtension({ id, reason: reason!, plan: plan!, until: until! })
          }
          onClose={close}
        />
      )}
    </>
  )
}
