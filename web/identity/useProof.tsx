import { useState } from 'react'
import type { ReactNode } from 'react'
import { client, refusalOf } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'

interface Waiting {
  again: () => Promise<void>
  giveUp: () => void
}

/**
 * Acts of weight: `withProof(() => client.submissions.signOff(…))` tries; when the server asks for the password again
 * (`prove_again`), `dialog` asks the person and the act is repeated. Giving up leaves the act undone, with that refusal.
 */
export function useProof(ask: { title?: string; confirm?: string; children?: ReactNode } = {}) {
  const [waiting, setWaiting] = useState<Waiting>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  const withProof = <T,>(act: () => Promise<T>): Promise<T> =>
    act().catch((thrown: unknown) => {
      if (refusalOf(thrown)?.code !== 'prove_again') throw thrown
      return new Promise<T>((resolve, reject) =>
        setWaiting({ again: () => act().then(resolve, reject), giveUp: () => reject(thrown as Error) }),
      )
    })
  const close = () => {
    setWaiting(undefined)
    setError(null)
  }
  const confirm = async (password: string) => {
    setBusy(true)
    setError(null)
    try {
      await client.identity.prove({ password })
      await waiting!.again()
      close()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const dialog = waiting && (
    <PasswordConfirm
      title={ask.title ?? t('identity.prove_title')}
      confirm={ask.confirm ?? t('identity.go_on')}
      busy={busy}
      error={error}
      onConfirm={(password) => void confirm(password)}
      onCancel={() => {
        waiting.giveUp()
        close()
      }}
    >
      {ask.children ?? <p>{t('identity.prove_hint')}</p>}
    </PasswordConfirm>
  )
  return { withProof, dialog }
}
