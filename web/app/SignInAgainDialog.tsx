import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { client } from './api.ts'
import { t } from './i18n.ts'
import { liveLine } from './live.ts'
import { paths } from './paths.ts'
import { forgetMe, meQuery } from './session.tsx'
import type { Me } from './session.tsx'
import { SecondStep } from './SecondStep.tsx'
import type { SecondFactorStep } from './SecondStep.tsx'
import { signInAgain } from './sign-in-again.ts'

/** Stands over the page when the session ended in mid-work; the page below keeps everything. */
export function SignInAgainDialog() {
  const needed = useSyncExternalStore(signInAgain.subscribe, signInAgain.needed)
  const me = useQueryClient().getQueryData<Me>(meQuery.queryKey)
  return needed && me ? <SignInForm me={me} /> : null
}

function SignInForm({ me }: { me: Me }) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [step, setStep] = useState<SecondFactorStep>()

  const done = (personId: string) => {
    if (signInAgain.done(personId) === 'other') window.location.assign(paths.home)
    liveLine.reconnect()
  }

  const signIn = async () => {
    setBusy(true)
    setError(null)
    try {
      const { personId, secondFactor } = await client.identity.signIn({ login: me.login, password })
      if (secondFactor) setStep(secondFactor)
      else done(personId!)
    } catch (thrown) {
      setError(thrown)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }
  const leave = () => {
    signInAgain.giveUp()
    forgetMe()
    window.location.assign(paths.login)
  }
  if (step)
    return (
      <Dialog title={t('identity.second_step_title')} width={440}>
        <SecondStep step={step} onDone={done} onBack={() => setStep(undefined)} />
      </Dialog>
    )
  return (
    <Dialog
      title={t('app.sign_in_again')}
      confirm={t('app.sign_in')}
      busy={busy}
      disabled={password === ''}
      width={440}
      onConfirm={() => void signIn()}
      footLeft={
        <button type="button" className="zx-link-button" onClick={leave}>
          {t('app.leave')}
        </button>
      }
    >
      <p>{t('app.sign_in_again_hint')}</p>
      <p className="zx-dialog-who">
        {t('app.sign_in_again_as')}：<b>{me.name}</b>（{me.login}）
      </p>
      {/* a password keeper needs to see for whom */}
      <input type="text" autoComplete="username" value={me.login} readOnly hidden />
      <input
        className="zx-input"
        type="password"
        autoComplete="current-password"
        autoFocus
        aria-label={t('app.password')}
        placeholder={t('app.password')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Refused error={error} />
    </Dialog>
  )
}
