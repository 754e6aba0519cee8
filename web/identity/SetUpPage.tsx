import { useState } from 'react'
import type { FormEvent } from 'react'
import { client, queryClient, refusalOf } from '../app/api.ts'
import { refusalSentence, t } from '../app/i18n.ts'
import { paths } from '../app/paths.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import './identity.css'

/** The one-time link of a fresh installation: the first administrator names themselves. There is no default password. */
export function SetUpPage() {
  const { token } = usePathParams<{ token: string }>()
  const go = useGo()
  const [form, setForm] = useState({ name: '', login: '', password: '', repeat: '' })
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (form.password !== form.repeat) return setProblem(t('app.passwords_differ'))
    setBusy(true)
    setProblem('')
    try {
      await client.identity.setUp({ token, name: form.name.trim(), login: form.login.trim(), password: form.password })
      queryClient.clear()
      go(paths.home, { replace: true })
    } catch (error) {
      const refusal = refusalOf(error)
      setProblem(refusal ? refusalSentence(refusal.code, refusal.data) : t('app.unreachable'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="zx-login">
      <section className="zx-login-card">
        <div className="zx-login-brand">
          <span className="zx-seal" aria-hidden>政</span>
          <div>
            <h1>{t('app.set_up_title')}</h1>
            <p>{t('app.set_up_hint')}</p>
          </div>
        </div>
        <form onSubmit={(event) => void submit(event)}>
          <Field id="name" label={t('app.name')} value={form.name} change={set('name')} autoComplete="name" />
          <Field id="login" label={t('app.login')} hint={t('app.login_hint')} value={form.login} change={set('login')} autoComplete="username" />
          <Field id="password" label={t('app.new_password')} hint={t('app.password_hint')} value={form.password} change={set('password')} autoComplete="new-password" secret />
          <Field id="repeat" label={t('app.repeat_password')} value={form.repeat} change={set('repeat')} autoComplete="new-password" secret />
          {problem && <p className="zx-problem" role="alert">{problem}</p>}
          <button type="submit" className="zx-button primary zx-login-go" disabled={busy}>{t('app.set_up_go')}</button>
        </form>
      </section>
    </main>
  )
}

interface FieldProps { id: string; label: string; hint?: string; value: string; change: (value: string) => void; autoComplete: string; secret?: boolean }

/** A labelled input with its hint read out with it. Also for the password page. */
export function Field({ id, label, hint, value, change, autoComplete, secret }: FieldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input id={id} className="zx-input" type={secret ? 'password' : 'text'} required autoComplete={autoComplete} aria-describedby={hint && `${id}-hint`} value={value} onChange={(event) => change(event.target.value)} />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </>
  )
}
