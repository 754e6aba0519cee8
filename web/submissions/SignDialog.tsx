import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Submission } from '../../contract/submissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { shortDigest } from './text.ts'

/**
 * 签发: the signature on exactly the text on the screen. Who has a passkey signs with it (本人签名); the password is for those who
 * have none, or not at hand.
 */
export function SignDialog({ item, onDone, onCancel }: { item: Submission; onDone: () => void; onCancel: () => void }) {
  const [opinion, setOpinion] = useState('')
  const [typed, setTyped] = useState(false)
  const [cancelled, setCancelled] = useState(false)
  const factors = useQuery(api.identity.factors.queryOptions())
  const hasPasskey =
    factors.data?.passkeysAvailable === true && factors.data.items.some((factor) => factor.kind === 'passkey')
  const id = useId()
  const about = { id: item.id, digest: item.text.digest, opinion }
  const sign = useMutation({
    mutationFn: async (password: string) => {
      await client.identity.prove({ password })
      await client.submissions.signOff(about)
    },
    onSuccess: onDone,
  })
  const signInPerson = useMutation({
    mutationFn: async () => {
      setCancelled(false)
      const { passkey } = await client.submissions.startSigning(about)
      if (!passkey) return setTyped(true)
      const { startAuthentication } = await import('@simplewebauthn/browser')
      const answer = await startAuthentication({ optionsJSON: passkey.options as never }).catch(() => undefined)
      if (!answer) return setCancelled(true)
      const response = answer as unknown as Record<string, unknown>
      await client.submissions.signOff({ ...about, personal: { step: passkey.step, response } })
      onDone()
    },
  })
  if (factors.isPending) return null

  const what = (
    <>
      <p>{t('submissions.sign_what')}</p>
      <p className="zx-sign-title">《{item.text.title}》</p>
      <p>
        <code className="zx-digest">{t('submissions.sign_digest', { digest: shortDigest(item.text.digest) })}</code>
      </p>
      {item.isMajor && <p className="zx-warn">{t('submissions.sign_major')}</p>}
      <label className="zx-label" htmlFor={id}>
        {t('submissions.opinion')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={2}
        maxLength={500}
        value={opinion}
        onChange={(event) => setOpinion(event.target.value)}
      />
    </>
  )
  if (hasPasskey && !typed)
    return (
      <Dialog
        title={t('submissions.sign_title')}
        confirm={t('submissions.sign_by_passkey')}
        busy={signInPerson.isPending}
        onConfirm={() => signInPerson.mutate()}
        onCancel={onCancel}
        width={460}
        footLeft={
          <button type="button" className="zx-link-button" onClick={() => setTyped(true)}>
            {t('submissions.sign_by_password')}
          </button>
        }
      >
        {what}
        <p className="zx-quiet">{t('submissions.sign_by_passkey_hint')}</p>
        {cancelled && (
          <p className="zx-problem" role="alert">
            {t('submissions.passkey_cancelled')}
          </p>
        )}
        <Refused error={signInPerson.error} />
      </Dialog>
    )
  return (
    <PasswordConfirm
      title={t('submissions.sign_title')}
      confirm={t('submissions.sign')}
      busy={sign.isPending}
      error={sign.error}
      onConfirm={(password) => sign.mutate(password)}
      onCancel={onCancel}
    >
      {what}
      {hasPasskey && (
        <button type="button" className="zx-link-button" onClick={() => setTyped(false)}>
          {t('submissions.sign_by_passkey_instead')}
        </button>
      )}
    </PasswordConfirm>
  )
}
