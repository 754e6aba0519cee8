import { useState } from 'react'
import { Refused } from '../ui/Refused.tsx'
import { client } from './api.ts'
import { t } from './i18n.ts'

export type SecondFactorStep = NonNullable<Awaited<ReturnType<typeof client.identity.signIn>>['secondFactor']>

/** After the password: a code of the app, a recovery code, or a passkey. `onDone` gets who signed in. */
export function SecondStep({
  step,
  onDone,
  onBack,
}: {
  step: SecondFactorStep
  onDone: (personId: string) => void | Promise<void>
  onBack: () => void
}) {
  const [code, setCode] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [cancelled, setCancelled] = useState(false)
  const [busy, setBusy] = useState(false)

  const verify = async (answer: { code: string } | { passkey: Record<string, unknown> }) => {
    setBusy(true)
    setError(null)
    setCancelled(false)
    try {
      const { personId } = await client.identity.signInSecond({ step: step.step, ...answer })
      await onDone(personId)
    } catch (thrown) {
      setError(thrown)
      setCode('')
    } finally {
      setBusy(false)
    }
  }
  const askDevice = async () => {
    setCancelled(false)
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const answer = await startAuthentication({ optionsJSON: step.passkey as never }).catch(() => undefined)
    if (answer) await verify({ passkey: answer as unknown as Record<string, unknown> })
    else setCancelled(true)
  }
  const submitOnEnter = (key: string) => {
    if (key === 'Enter' && code.trim() !== '') void verify({ code })
  }
  return (
    <div className="zx-second-step">
      <label htmlFor="second-code">{t('identity.second_step_code')}</label>
      <input
        id="second-code"
        className="zx-input"
        autoComplete="one-time-code"
        autoFocus
        maxLength={20}
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        onKeyDown={(event) => submitOnEnter(event.key)}
      />
      {cancelled ? (
        <p className="zx-problem" role="alert">
          {t('identity.passkey_cancelled')}
        </p>
      ) : (
        <Refused error={error} />
      )}
      <button
        type="button"
        className="zx-button primary zx-login-go"
        disabled={busy || code.trim() === ''}
        onClick={() => void verify({ code })}
      >
        {t('identity.second_step_go')}
      </button>
      {step.passkey && (
        <button type="button" className="zx-button" disabled={busy} onClick={() => void askDevice()}>
          {t('identity.second_step_passkey')}
        </button>
      )}
      <button type="button" className="zx-link-button" onClick={onBack}>
        {t('identity.second_step_back')}
      </button>
    </div>
  )
}
