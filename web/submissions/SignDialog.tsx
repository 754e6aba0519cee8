import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Submission } from '../../contract/submissions.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { shortDigest } from './text.ts'

/** 签发: the password, then the signature on exactly the text on the screen. */
export function SignDialog({ item, onDone, onCancel }: { item: Submission; onDone: () => void; onCancel: () => void }) {
  const [opinion, setOpinion] = useState('')
  const id = useId()
  const sign = useMutation({
    mutationFn: async (password: string) => {
      await client.identity.prove({ password })
      await client.submissions.signOff({ id: item.id, digest: item.text.digest, opinion })
    },
    onSuccess: onDone,
  })
  return (
    <PasswordConfirm
      title={t('submissions.sign_title')}
      confirm={t('submissions.sign')}
      busy={sign.isPending}
      error={sign.error}
      onConfirm={(password) => sign.mutate(password)}
      onCancel={onCancel}
    >
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
    </PasswordConfirm>
  )
}
