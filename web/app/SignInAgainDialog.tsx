import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import type { FormEvent } from 'react'
import { client, refusalOf } from './api.ts'
import { refusalSentence, t } from './i18n.ts'
import { liveLine } from './live.ts'
import { paths } from './paths.ts'
import { forgetMe, meQuery } from './session.tsx'
import type { Me } from './session.tsx'
import { signInAgain } from './sign-in-again.ts'

/** Stands over the page when the session ended in mid-work; the page below keeps everything. */
export function SignInAgainDialog() {
  const needed = useSyncExternalStore(signInAgain.subscribe, signInAgain.needed)
  const me = useQueryClient().getQueryData<Me>(meQuery.queryKey)
  return needed && me ? <Dialog me={me} /> : null
}

function Dialog({ me }: { me: Me }) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    try {
      await client.identity.signIn({ login: me.login, password })
      const back = await client.identity.me()
      if (signInAgain.done(back.personId) === 'other') window.location.assign(paths.home)
      liveLine.reconnect()
    } catch (error) {
      const refusal = refusalOf(error)
      setProblem(refusal ? refusalSentence(refusal.code, refusal.data) : t('app.unreachable'))
    } finally {
      setBusy(false)
      setPassword('')
    }
  }
  const leave = () => {
    signInAgain.giveUp()
    forgetMe()
    window.location.assign(paths.login)
  }
  return (
    <div className="zx-veil">
      <form className="zx-dialog" role="dialog" aria-modal="true" aria-labelledby="again" onSubmit={(event) => void signIn(event)}>
        <h2 id="again">{t('app.sign_in_again')}</h2>
        <p>{t('app.sign_in_again_hint')}</p>
        <p className="zx-dialog-who">{t('app.sign_in_again_as')}：<b>{me.name}</b>（{me.login}）</p>
        {/* a password keeper needs to see for whom */}
        <input type="text" autoComplete="username" value={me.login} readOnly hidden />
        <input className="zx-input" type="password" autoComplete="current-password" autoFocus required aria-label={t('app.password')} placeholder={t('app.password')} value={password} onChange={(event) => setPassword(event.target.value)} />
        {problem && <p className="zx-problem" role="alert">{problem}</p>}
        <div className="zx-dialog-foot">
          <button type="button" className="zx-link-button" onClick={leave}>{t('app.leave')}</button>
          <button type="submit" className="zx-button primary" disabled={busy}>{t('app.sign_in')}</button>
        </div>
      </form>
    </div>
  )
}
