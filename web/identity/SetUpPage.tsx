import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { paths } from '../app/paths.ts'
import { Refused } from '../ui/Refused.tsx'
import { formatDateTime } from '../ui/format.ts'
import { Field } from './Field.tsx'
import './identity.css'

type UnitKind = 'provinceOffice' | 'cityOffice' | 'countyOffice'
type IssuedLinks = Awaited<ReturnType<typeof client.identity.setUp>>['links']

/** A one-time link: one of the three administrators names themselves, or a person chooses a new password. There is no default password. */
export function SetUpPage() {
  const { token } = usePathParams<{ token: string }>()
  const { data: link, error } = useQuery(api.identity.link.queryOptions({ input: { token }, staleTime: Infinity }))
  const [links, setLinks] = useState<IssuedLinks>()
  const go = useGo()
  if (error)
    return (
      <Card title={t('app.set_up_title')}>
        <Refused error={error} />
      </Card>
    )
  if (!link) return null
  if (links) return <HandOn links={links} />
  if (link.purpose === 'resetPassword')
    return (
      <Card title={t('app.reset_title')} hint={`${link.name ?? ''}（${link.login ?? ''}）`}>
        <ResetForm
          token={token}
          min={link.passwordMinLength}
          classes={link.passwordMinClasses}
          done={() => go(paths.login, { replace: true })}
        />
      </Card>
    )
  const role = link.role ? t(`app.role_${link.role}`) : ''
  return (
    <Card title={t('app.set_up_title')} hint={t('app.set_up_hint', { role })}>
      <SetUpForm
        token={token}
        unitNeeded={link.unitNeeded}
        min={link.passwordMinLength}
        classes={link.passwordMinClasses}
        done={(issued) => (issued.length > 0 ? setLinks(issued) : go(paths.login, { replace: true }))}
      />
    </Card>
  )
}

function Card({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <main className="zx-login">
      <section className="zx-login-card">
        <div className="zx-login-brand">
          <span className="zx-seal" aria-hidden>
            政
          </span>
          <div>
            <h1>{title}</h1>
            {hint && <p>{hint}</p>}
          </div>
        </div>
        {children}
      </section>
    </main>
  )
}

function SetUpForm({
  token,
  unitNeeded,
  min,
  classes,
  done,
}: {
  token: string
  unitNeeded: boolean
  min: number
  classes: number
  done: (links: IssuedLinks) => void
}) {
  const [form, setForm] = useState({
    unitName: '',
    unitCode: '',
    kind: 'provinceOffice' as UnitKind,
    name: '',
    login: '',
    password: '',
    repeat: '',
  })
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value })
  const { submit, busy, problem } = useSubmit(form, async () => {
    const unit = unitNeeded ? { name: form.unitName, code: form.unitCode, kind: form.kind } : undefined
    done(
      (await client.identity.setUp({ token, unit, name: form.name, login: form.login, password: form.password })).links,
    )
  })
  return (
    <form onSubmit={submit}>
      {unitNeeded && (
        <>
          <Field
            id="unit"
            label={t('app.unit_name')}
            hint={t('app.unit_name_hint')}
            value={form.unitName}
            change={set('unitName')}
            autoComplete="organization"
          />
          <Field
            id="code"
            label={t('app.unit_code')}
            hint={t('app.unit_code_hint')}
            value={form.unitCode}
            change={set('unitCode')}
            autoComplete="off"
          />
          <label htmlFor="kind">{t('app.unit_kind')}</label>
          <select
            id="kind"
            className="zx-input"
            value={form.kind}
            onChange={(event) => set('kind')(event.target.value)}
          >
            {(['provinceOffice', 'cityOffice', 'countyOffice'] as const).map((kind) => (
              <option key={kind} value={kind}>
                {t(`app.kind_${kind}`)}
              </option>
            ))}
          </select>
        </>
      )}
      <Field id="name" label={t('app.name')} value={form.name} change={set('name')} autoComplete="name" />
      <Field
        id="login"
        label={t('app.login')}
        hint={t('app.login_hint')}
        value={form.login}
        change={set('login')}
        autoComplete="username"
      />
      <Passwords form={form} set={set} min={min} classes={classes} />
      {problem}
      <button type="submit" className="zx-button primary zx-login-go" disabled={busy}>
        {t('app.set_up_go')}
      </button>
    </form>
  )
}

function ResetForm({ token, min, classes, done }: { token: string; min: number; classes: number; done: () => void }) {
  const [form, setForm] = useState({ password: '', repeat: '' })
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value })
  const { submit, busy, problem } = useSubmit(form, async () => {
    await client.identity.resetPassword({ token, password: form.password })
    done()
  })
  return (
    <form onSubmit={submit}>
      <Passwords form={form} set={set} min={min} classes={classes} />
      {problem}
      <button type="submit" className="zx-button primary zx-login-go" disabled={busy}>
        {t('app.reset_go')}
      </button>
    </form>
  )
}

function Passwords({
  form,
  set,
  min,
  classes,
}: {
  form: { password: string; repeat: string }
  set: (field: 'password' | 'repeat') => (value: string) => void
  min: number
  classes: number
}) {
  return (
    <>
      <Field
        id="password"
        label={t('app.new_password')}
        hint={t('app.password_hint', { min, classes })}
        value={form.password}
        change={set('password')}
        autoComplete="new-password"
        secret
      />
      <Field
        id="repeat"
        label={t('app.repeat_password')}
        value={form.repeat}
        change={set('repeat')}
        autoComplete="new-password"
        secret
      />
    </>
  )
}

function useSubmit(form: { password: string; repeat: string }, act: () => Promise<void>) {
  const [error, setError] = useState<unknown>(null)
  const [differ, setDiffer] = useState(false)
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    setError(null)
    await act().catch(setError)
    setBusy(false)
  }
  return {
    busy,
    problem: differ ? (
      <p className="zx-problem" role="alert">
        {t('app.passwords_differ')}
      </p>
    ) : (
      <Refused error={error} />
    ),
    submit: (event: FormEvent) => {
      event.preventDefault()
      setDiffer(form.password !== form.repeat)
      if (form.password === form.repeat) void run()
    },
  }
}

/** The links for the other two administrators: shown once, handed on by a safe way. */
function HandOn({ links }: { links: IssuedLinks }) {
  return (
    <Card title={t('app.hand_on_title')} hint={t('app.hand_on_hint')}>
      {links.map((link) => (
        <div key={link.role} className="zx-hand-on">
          <b>{t(`app.role_${link.role}`)}</b>
          <code>
            {window.location.origin}
            {link.path}
          </code>
          <small>{t('app.link_until', { time: formatDateTime(link.expiresAt) })}</small>
        </div>
      ))}
      <a className="zx-button primary zx-login-go" href={paths.login}>
        {t('app.hand_on_done')}
      </a>
    </Card>
  )
}
