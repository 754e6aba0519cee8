import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** Ten codes, shown once. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  return (
    <Dialog
      title={t('identity.recovery_codes_title')}
      confirm={t('identity.recovery_codes_saved')}
      width={460}
      onConfirm={onClose}
    >
      <p>{t('identity.recovery_codes_hint')}</p>
      <ul className="zx-recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
