import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { api, client, queryClient } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { safeNext } from '../app/paths.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { meQuery } from '../app/session.tsx'
import { SecondStep } from '../app/SecondStep.tsx'
import type { SecondFactorStep } from '../app/SecondStep.tsx'
import { LanguageSwitch } from '../app/shell.tsx'
import { Refused } from '../ui/Refused.tsx'
import { refusalSentence } from '../app/i18n.ts'
import './identity.css'

/** Login name and password; in the demo also the people whose day one can try. */
export function LoginPage() {
  const { data: page } = useQuery(api.identity.signInPage.queryOptions({ staleTime: 60_000 }))
  const search = useAddressSearch()
  const go = useGo()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [step, setStep] = useState<SecondFactorStep>()

  // single sign-on comes back here when the account has a second factor, or when it was refused
  useEffect(() => {
    const token = window.location.hash.match(/^#step=([\w-]+)$/)?.[1]
    if (!token) return
    window.history.replaceState(null, '', window.location.pathname)
    client.identity.signInStep({ step: token }).then(setStep, setError)
  }, [])
  const problem = typeof search['problem'] === 'string' ? search['problem'] : null

  const enter = async () => {
    queryClient.clear()
    await queryClient.fetchQuery(meQuery)
    go(safeNext(search['next']), { replace: true })
  }

  const signIn = async (as: { login: string; password: string }) => {
    setBusy(true)
    setError(null)
    try {
      const { secondFactor } = await client.identity.signIn(as)
      if (secondFactor) setStep(secondFactor)
      else await enter()
    } catch (thrown) {
      setError(thrown)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void signIn({ login: login.trim(), password })
  }

  const demo = page?.mode === 'demo' && page.accounts.length > 0
  return (
    <main className={demo ? 'zx-login with-demo' : 'zx-login'}>
      <div className="zx-login-corner">
        <LanguageSwitch />
      </div>
      <section className="zx-login-card">
        <div className="zx-login-brand">
          <span className="zx-seal" aria-hidden>
            政
          </span>
          <div>
            <h1>{t('app.product')}</h1>
            <p>{t('app.product_long')}</p>
          </div>
        </div>
        {step ? (
          <SecondStep step={step} onDone={enter} onBack={() => setStep(undefined)} />
        ) : (
          <form onSubmit={submit}>
            <label htmlFor="login">{t('app.login')}</label>
            <input
              id="login"
              className="zx-input"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              required
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
            <label htmlFor="password">{t('app.password')}</label>
            <input
              id="password"
              className="zx-input"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <Refused error={error} />
            {problem !== null && !error && (
              <p className="zx-problem" role="alert">
                {refusalSentence(problem, {})}
              </p>
            )}
            <button type="submit" className="zx-button primary zx-login-go" disabled={busy}>
              {busy ? t('app.signing_in') : t('app.sign_in')}
            </button>
            {page?.singleSignOn != null && (
              <a className="zx-button zx-login-sso" href="/sign-in/oidc">
                {page.singleSignOn || t('identity.oidc_button')}
              </a>
            )}
          </form>
        )}
        <p className="zx-login-note">{t('app.internal_only')}</p>
      </section>
      {demo && <DemoAccounts accounts={page.accounts} password={page.demoPassword ?? ''} busy={busy} pick={signIn} />}
    </main>
  )
}

interface DemoAccount {
  login: string
  name: string
  unit: string
  roleNames: string[]
}

function DemoAccounts({
  accounts,
  password,
  busy,
  pick,
}: {
  accounts: DemoAccount[]
  password: string
  busy: boolean
  pick: (as: { login: string; password: string }) => Promise<void>
}) {
  const units = [...new Set(accounts.map((account) => account.unit))]
  return (
    <section className="zx-demo" aria-labelledby="demo">
      <h2 id="demo">{t('app.demo_title')}</h2>
      <p>{t('app.demo_hint')}</p>
      <div className="zx-demo-units">
        {units.map((unit) => (
          <div key={unit} className="zx-demo-unit">
            <h3>{unit}</h3>
            {accounts
              .filter((account) => account.unit === unit)
              .map((account) => (
                <button
                  key={account.login}
                  type="button"
                  disabled={busy}
                  onClick={() => void pick({ login: account.login, password })}
                >
                  <b>{account.name}</b>
                  <span>{account.roleNames.join('、')}</span>
                </button>
              ))}
          </div>
        ))}
      </div>
    </section>
  )
}
