import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { Submission } from '../../contract/submissions.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useOptions } from '../catalogue/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'

/** 上报系统外上级: to whom, by which road, under which number. The id is chosen once, so that a second try is the same sending. */
export function SendOutsideDialog({
  item,
  onDone,
  onCancel,
}: {
  item: Submission
  onDone: () => void
  onCancel: () => void
}) {
  const sendingId = useRef(v7())
  const [given, setGiven] = useState({ officeCode: '', roadCode: '', reference: '', note: '' })
  const offices = useOptions('upperOffice')
  const roads = useOptions('channel')
  const officeCode = given.officeCode || (offices[0]?.code ?? '')
  const send = useMutation({
    mutationFn: () =>
      client.submissions.sendOutside({ ...given, officeCode, id: item.id, sendingId: sendingId.current }),
    onSuccess: onDone,
  })
  return (
    <Dialog
      title={t('submissions.send_outside')}
      confirm={t('submissions.send_outside_confirm')}
      busy={send.isPending}
      disabled={officeCode === '' || given.roadCode === ''}
      onConfirm={() => send.mutate()}
      onCancel={onCancel}
    >
      <p>{t('submissions.send_outside_hint')}</p>
      <Choice
        label={t('submissions.outside_office')}
        value={officeCode}
        options={offices}
        onChoose={(code) => setGiven({ ...given, officeCode: code })}
      />
      <Choice
        label={t('submissions.outside_road')}
        value={given.roadCode}
        options={roads}
        onChoose={(roadCode) => setGiven({ ...given, roadCode })}
      />
      <Words
        label={t('submissions.outside_reference')}
        limit={60}
        value={given.reference}
        onChange={(reference) => setGiven({ ...given, reference })}
      />
      <Words
        label={t('submissions.outside_note')}
        limit={300}
        value={given.note}
        onChange={(note) => setGiven({ ...given, note })}
      />
      <Refused error={send.error} />
    </Dialog>
  )
}

function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  label: string
  value: string
  options: { code: string; name: string }[]
  onChoose: (code: string) => void
}) {
  const id = useId()
  return (
    <>
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="zx-input" value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{t('submissions.outside_choose')}</option>
        {options.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </>
  )
}

function Words({
  label,
  limit,
  value,
  onChange,
}: {
  label: string
  limit: number
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <>
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="zx-input"
        maxLength={limit}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </>
  )
}
