import { useState } from 'react'
import type { FormEvent } from 'react'
import { client, queryClient } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { meQuery } from '../app/session.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Field } from './Field.tsx'

const empty = { current: '', next: '', repeat: '' }

export function PasswordPanel({ login }: { login: string }) {
  const [form, setForm] = useState(empty)
  const [error, setError] = useState<unknown>(null)
  const [differ, setDiffer] = useState(false)
  const [busy, setBusy] = useState(false)
  const set = (field: keyof typeof empty) => (value: string) => setForm({ ...form, [field]: value })

  const change = async () => {
    setBusy(true)
    setError(null)
    try {
      await client.identity.changePassword({ current: form.current, next: form.next })
      setForm(empty)
      say.done(t('identity.password_changed'))
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
      await queryClient.invalidateQueries()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDiffer(form.next !== form.repeat)
    if (form.next === form.repeat) void change()
  }
  return (
    <section className="zx-panel" aria-labelledby="password-title">
      <h2 id="password-title">{t('identity.change_password')}</h2>
      <form className="zx-form" onSubmit={submit}>
        <input type="text" autoComplete="username" value={login} readOnly hidden />
        <Field
          id="current"
          label={t('identity.current_password')}
          value={form.current}
          change={set('current')}
          autoComplete="current-password"
          secret
        />
        <Field
          id="next"
          label={t('identity.new_password')}
          hint={t('identity.password_rule')}
          value={form.next}
          change={set('next')}
          autoComplete="new-password"
          secret
        />
        <Field
          id="repeat"
          label={t('identity.repeat_password')}
          value={form.repeat}
          change={set('repeat')}
          autoComplete="new-password"
          secret
        />
        {differ ? (
          <p className="zx-problem" role="alert">
            {t('identity.passwords_differ')}
          </p>
        ) : (
          <Refused error={error} />
        )}
        <button type="submit" className="zx-button primary" disabled={busy}>
          {t('identity.change_password')}
        </button>
      </form>
    </section>
  )
}
