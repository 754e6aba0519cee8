import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { isPassing, refusalOf } from './api.ts'
import { refusalSentence, t } from './i18n.ts'
import { paths } from './paths.ts'

function Notice({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <main className="zx-notice-page" role="alert">
      <h1>{title}</h1>
      <p>{hint}</p>
      <div className="zx-row">{children}</div>
    </main>
  )
}

export function NotFoundPage() {
  return (
    <Notice title={t('app.not_found')} hint={t('app.not_found_hint')}>
      <a className="zx-button" href={paths.home}>
        {t('app.go_home')}
      </a>
    </Notice>
  )
}

/** A refusal is a sentence; a lost connection heals by itself; anything else gets a number to quote. */
export function BrokenPage({ error, reset }: { error: unknown; reset?: () => void }) {
  const router = useRouter()
  const refusal = refusalOf(error)
  const passing = isPassing(error)
  const again = () => {
    reset?.()
    void router.invalidate()
  }
  useEffect(() => {
    if (!passing) return
    const timer = setInterval(again, 5000)
    return () => clearInterval(timer)
  })
  const retry = (
    <button className="zx-button" type="button" onClick={again}>
      {t('app.retry')}
    </button>
  )
  if (passing)
    return (
      <Notice title={t('app.unreachable')} hint={t('app.unreachable_hint')}>
        {retry}
      </Notice>
    )
  if (refusal?.code === 'not_found') return <NotFoundPage />
  if (refusal && refusal.code !== 'bug') {
    return (
      <Notice title={refusalSentence(refusal.code, refusal.data)} hint="">
        {retry}
        <a className="zx-button" href={paths.home}>
          {t('app.go_home')}
        </a>
      </Notice>
    )
  }
  const id = String(refusal?.data['id'] ?? localErrorId(error))
  return (
    <Notice title={t('app.broken')} hint={t('app.broken_hint', { id })}>
      <button className="zx-button" type="button" onClick={() => window.location.reload()}>
        {t('app.reload')}
      </button>
      <a className="zx-button" href={paths.home}>
        {t('app.go_home')}
      </a>
    </Notice>
  )
}

/** The same mistake has the same number on every machine, so that reports can be told apart. */
function localErrorId(error: unknown): string {
  const text = error instanceof Error ? `${error.name}:${error.message}` : String(error)
  console.error(error)
  let hash = 5381
  for (const letter of text) hash = ((hash * 33) ^ letter.charCodeAt(0)) >>> 0
  return `W-${hash.toString(16).toUpperCase().padStart(8, '0')}`
}

export function OpeningPage() {
  return (
    <div className="zx-opening" role="status">
      {t('app.loading')}
    </div>
  )
}
