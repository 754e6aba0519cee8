import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'

/** The secret as a picture for the phone and as letters for the hand; the first right code adds it. */
export function AddTotpDialog({
  begun,
  onAdded,
  onCancel,
}: {
  begun: { id: string; secret: string; uri: string }
  onAdded: (done: { recoveryCodes: string[] | null }) => unknown
  onCancel: () => void
}) {
  const [code, setCode] = useState('')
  const refusal = useRefusal('inline')
  const picture = useQuery({
    queryKey: ['totp-picture', begun.id],
    queryFn: async () => (await import('qrcode')).toDataURL(begun.uri, { margin: 2, width: 200 }),
  })
  const confirm = useMutation(
    api.identity.confirmTotp.mutationOptions({
      onMutate: refusal.clear,
      onError: refusal.show,
      onSuccess: (done) => void onAdded(done),
    }),
  )
  return (
    <Dialog
      title={t('identity.add_totp')}
      confirm={t('identity.confirm_code')}
      busy={confirm.isPending}
      disabled={!/^\s*\d{3}\s*\d{3}\s*$/.test(code)}
      width={460}
      onConfirm={() => confirm.mutate({ id: begun.id, code })}
      onCancel={onCancel}
    >
      <p>{t('identity.totp_scan')}</p>
      <div className="zx-totp">
        {picture.data && <img src={picture.data} alt={t('identity.totp_qr')} width={200} height={200} />}
        <div>
          <span className="zx-quiet">{t('identity.totp_secret')}</span>
          <code>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </div>
      </div>
      <label className="zx-label" htmlFor="totp-code">
        {t('identity.code')}
      </label>
      <input
        id="totp-code"
        className="zx-input"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        maxLength={8}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Refused error={refusal.error} />
    </Dialog>
  )
}
