import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../app/i18n.ts'
import { Dialog } from './Dialog.tsx'
import { Refused } from './Refused.tsx'

/** Asks for the password before an act of weight (签发). `children` says what is being signed. The password is forgotten when it closes. */
export function PasswordConfirm({
  title,
  confirm,
  children,
  busy,
  error,
  onConfirm,
  onCancel,
}: {
  title: string
  confirm: string
  children?: ReactNode
  busy?: boolean
  error?: unknown
  onConfirm: (password: string) => void
  onCancel: () => void
}) {
  const [password, setPassword] = useState('')
  const id = useId()
  return (
    <Dialog
      title={title}
      confirm={confirm}
      busy={busy}
      disabled={password === ''}
      onConfirm={() => onConfirm(password)}
      onCancel={onCancel}
      width={460}
    >
      {children}
      <label className="zx-label" htmlFor={id}>
        {t('ui.password_again')}
      </label>
      <input
        id={id}
        className="zx-input"
        type="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Refused error={error} />
    </Dialog>
  )
}
