import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

export interface ActField {
  key: string
  label: string
  kind: 'line' | 'area' | 'day'
  required?: boolean
  max?: number
  initial?: string
  hint?: string
}

interface Props {
  title: string
  confirm: string
  children?: ReactNode
  fields: ActField[]
  danger?: boolean
  done: string
  /** An act of weight asks for the password first. */
  proven?: boolean
  run: (values: Record<string, string>) => Promise<unknown>
  onClose: () => void
}

/** One act with what must be said for it: 催办、查办、退回、办结 … */
export function ActDialog({ title, confirm, children, fields, danger, done, proven, run, onClose }: Props) {
  const [values, setValues] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map((field) => [field.key, field.initial ?? ''])),
  )
  const act = useAct(
    async (password: string | null) => {
      if (password !== null) await client.identity.prove({ password })
      return run(values)
    },
    { inline: true, done, after: onClose },
  )
  const missing = fields.some((field) => field.required && values[field.key]!.trim() === '')
  const body = (
    <>
      {children}
      {fields.map((field) => (
        <ActInput
          key={field.key}
          field={field}
          value={values[field.key]!}
          onChange={(value) => setValues({ ...values, [field.key]: value })}
        />
      ))}
    </>
  )
  if (proven)
    return (
      <PasswordConfirm
        title={title}
        confirm={confirm}
        busy={act.isPending}
        error={act.error}
        onConfirm={(password) => !missing && act.mutate(password)}
        onCancel={onClose}
      >
        {body}
      </PasswordConfirm>
    )
  return (
    <Dialog
      title={title}
      confirm={confirm}
      danger={danger}
      width={520}
      busy={act.isPending}
      disabled={missing}
      onConfirm={() => act.mutate(null)}
      onCancel={onClose}
    >
      {body}
      <Refused error={act.error} />
    </Dialog>
  )
}

export function ActInput({
  field,
  value,
  onChange,
}: {
  field: ActField
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  const shared = {
    id,
    value,
    maxLength: field.max ?? 500,
    'aria-required': field.required,
    'aria-describedby': field.hint ? `${id}-hint` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="zx-act-field">
      <label className="zx-label" htmlFor={id}>
        {field.label}
        {!field.required && <span className="zx-quiet">{t('directives.optional')}</span>}
      </label>
      {field.kind === 'area' ? (
        <textarea {...shared} className="zx-input zx-area" rows={(field.max ?? 500) > 2000 ? 5 : 3} />
      ) : (
        <input {...shared} className="zx-input" type={field.kind === 'day' ? 'date' : 'text'} autoComplete="off" />
      )}
      {field.hint && (
        <small id={`${id}-hint`} className="zx-quiet">
          {field.hint}
        </small>
      )}
    </div>
  )
}
