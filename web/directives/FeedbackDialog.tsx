import { useState } from 'react'
import { v7 } from 'uuid'
import type { FileRef } from '../../contract/common.ts'
import type { DirectiveTask } from '../../contract/directives.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMe } from '../app/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ActInput } from './ActDialog.tsx'
import { useAct } from './use-act.ts'

/** 拟写反馈: saved as a draft, or handed in to the leader who signs. What units below answered can be taken in. */
export function FeedbackDialog({ task, onClose }: { task: DirectiveTask; onClose: () => void }) {
  const me = useMe()
  const open = task.feedback.find((one) => one.status === 'draft' || one.status === 'returned')
  const isLast = task.milestones.filter((one) => one.metAt === null && one.expects === 'feedback').length === 0
  const [feedbackId] = useState(() => open?.id ?? v7())
  const [form, setForm] = useState({
    kind: open?.kind ?? (isLast ? ('final' as const) : ('stage' as const)),
    situation: open?.situation ?? '',
    problems: open?.problems ?? '',
    nextSteps: open?.nextSteps ?? '',
    contactName: open?.contactName ?? me.name,
    contactPhone: open?.contactPhone ?? '',
  })
  const [files, setFiles] = useState<FileRef[]>(open?.files ?? [])
  const save = useAct(
    (handIn: boolean) =>
      client.directives.draftFeedback({
        id: task.id,
        feedbackId,
        ...form,
        fileIds: files.map((file) => file.id),
        handIn,
      }),
    { inline: true, done: t('directives.feedback_saved'), after: onClose },
  )
  const fromBelow = task.below
    .flatMap((part) => part.feedback.slice(-1).map((one) => `${part.unitName}：${one.situation}`))
    .join('\n')
  const complete = [form.situation, form.contactName, form.contactPhone].every((text) => text.trim() !== '')
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm({ ...form, [key]: value }),
  })
  return (
    <Dialog
      title={t('directives.task_draftFeedback')}
      confirm={t('directives.hand_in_feedback')}
      width={720}
      busy={save.isPending}
      disabled={!complete}
      onConfirm={() => save.mutate(true)}
      onCancel={onClose}
      footLeft={
        <button
          type="button"
          className="zx-button"
          disabled={!complete || save.isPending}
          onClick={() => save.mutate(false)}
        >
          {t('directives.save_draft')}
        </button>
      }
    >
      {open?.returnReason && <p className="zx-warn">{open.returnReason}</p>}
      <div className="zx-tabs" role="radiogroup" aria-label={t('directives.feedback_kind')}>
        {(['stage', 'final'] as const).map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="feedback-kind"
              checked={form.kind === kind}
              onChange={() => setForm({ ...form, kind })}
            />
            {t(`directives.kind_${kind}`)}
          </label>
        ))}
        {fromBelow && (
          <button
            type="button"
            className="zx-link-button"
            onClick={() => setForm({ ...form, situation: [form.situation, fromBelow].filter(Boolean).join('\n') })}
          >
            {t('directives.take_in_below')}
          </button>
        )}
      </div>
      <ActInput
        field={{ key: 'situation', label: t('directives.situation'), kind: 'area', required: true, max: 4000 }}
        {...field('situation')}
      />
      <ActInput
        field={{ key: 'problems', label: t('directives.problems'), kind: 'area', max: 1000 }}
        {...field('problems')}
      />
      <ActInput
        field={{ key: 'nextSteps', label: t('directives.next_steps'), kind: 'area', max: 1000 }}
        {...field('nextSteps')}
      />
      <div className="zx-act-pair">
        <ActInput
          field={{ key: 'contactName', label: t('directives.contact_person'), kind: 'line', required: true, max: 30 }}
          {...field('contactName')}
        />
        <ActInput
          field={{ key: 'contactPhone', label: t('directives.phone'), kind: 'line', required: true, max: 30 }}
          {...field('contactPhone')}
        />
      </div>
      <FileUpload files={files} onChange={setFiles} />
      <Refused error={save.error} />
    </Dialog>
  )
}
