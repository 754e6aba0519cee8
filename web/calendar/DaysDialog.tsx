import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { DayKind, SpecialDay } from '../../contract/calendar.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'

/** The office's own word on a day or several: off, worked, or as published again. */
export function DaysDialog({
  officeId,
  day,
  special,
  onClose,
}: {
  officeId: string | null
  day: string
  special: SpecialDay | undefined
  onClose: () => void
}) {
  const id = useId()
  const corrected = special !== undefined && special.source !== 'published'
  const [form, setForm] = useState({
    from: day,
    to: day,
    kind: (corrected ? special.kind : 'rest') as DayKind | 'published',
    name: corrected ? special.name : '',
  })
  const save = useMutation({
    mutationFn: () => {
      const { from, to, kind, name } = form
      return client.calendar.setDays({ officeId, from, to, name, kind: kind === 'published' ? null : kind })
    },
    onSuccess: async () => {
      say.done(t('calendar.saved'))
      onClose()
      await refetchModules('calendar')
    },
  })
  return (
    <Dialog
      title={t('calendar.correct')}
      confirm={t('calendar.save')}
      busy={save.isPending}
      disabled={form.from === '' || form.to < form.from}
      onConfirm={() => save.mutate()}
      onCancel={onClose}
    >
      {(['from', 'to'] as const).map((key) => (
        <div key={key}>
          <label className="zx-label" htmlFor={`${id}-${key}`}>
            {t(`calendar.${key}`)}
          </label>
          <input
            id={`${id}-${key}`}
            className="zx-input"
            type="date"
            value={form[key]}
            onChange={(event) => setForm({ ...form, [key]: event.target.value })}
          />
        </div>
      ))}
      <fieldset className="zx-reasons">
        <legend>{t('calendar.kind')}</legend>
        {(['rest', 'work', 'published'] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name={id} checked={form.kind === kind} onChange={() => setForm({ ...form, kind })} />
            {t(`calendar.as_${kind}`)}
          </label>
        ))}
      </fieldset>
      <label className="zx-label" htmlFor={`${id}-name`}>
        {t('calendar.name')}
      </label>
      <input
        id={`${id}-name`}
        className="zx-input"
        maxLength={40}
        autoComplete="off"
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      <Refused error={save.error} />
    </Dialog>
  )
}
