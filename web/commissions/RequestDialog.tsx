import { useId, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { fromField } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 领导约稿: a topic is enough; the desk does the rest. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const field = useId()
  const id = useRef(v7())
  const [given, setGiven] = useState({ title: '', content: '', due: '' })
  const request = useAct(
    () =>
      client.commissions.request({
        id: id.current,
        title: given.title,
        content: given.content,
        dueAt: fromField(given.due),
      }),
    { done: t('commissions.request_done'), after: onClose, inline: true },
  )
  return (
    <Dialog
      title={t('commissions.request_title')}
      confirm={t('commissions.request')}
      busy={request.isPending}
      disabled={given.title.trim() === ''}
      onConfirm={() => request.mutate(undefined)}
      onCancel={onClose}
      width={560}
    >
      <p>{t('commissions.request_what')}</p>
      <label className="zx-label" htmlFor={`${field}-title`}>
        {t('commissions.request_topic')}
      </label>
      <input
        id={`${field}-title`}
        className="zx-input"
        maxLength={120}
        autoFocus
        value={given.title}
        onChange={(event) => setGiven({ ...given, title: event.target.value })}
      />
      <label className="zx-label" htmlFor={`${field}-content`}>
        {t('commissions.request_content')}
      </label>
      <textarea
        id={`${field}-content`}
        className="zx-input zx-area"
        rows={4}
        maxLength={4000}
        value={given.content}
        onChange={(event) => setGiven({ ...given, content: event.target.value })}
      />
      <label className="zx-label" htmlFor={`${field}-due`}>
        {t('commissions.request_due')}
      </label>
      <input
        id={`${field}-due`}
        className="zx-input"
        type="datetime-local"
        value={given.due}
        onChange={(event) => setGiven({ ...given, due: event.target.value })}
      />
      <Refused error={request.error} />
    </Dialog>
  )
}
