import { useId, useState } from 'react'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'

/** An operator says why; it is recorded. */
export function ReasonDialog({
  title,
  hint,
  danger,
  busy,
  error,
  onGive,
  onCancel,
}: {
  title: string
  hint: string
  danger?: boolean
  busy?: boolean
  error?: unknown
  onGive: (reason: string) => void
  onCancel: () => void
}) {
  const [reason, setReason] = useState('')
  const id = useId()
  return (
    <Dialog
      title={title}
      confirm={title}
      danger={danger}
      busy={busy}
      disabled={reason.trim().length < 2}
      width={480}
      onConfirm={() => onGive(reason.trim())}
      onCancel={onCancel}
    >
      <p>{hint}</p>
      <label className="zx-label" htmlFor={id}>
        {t('exchange.reason')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={300}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Refused error={error} />
    </Dialog>
  )
}
