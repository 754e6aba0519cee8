import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import './identity.css'

/** Something shown once: a one-time link or a token. It can be marked by one click where copying is forbidden. */
export function Secret({
  title,
  hint,
  value,
  onClose,
}: {
  title: string
  hint: string
  value: string
  onClose: () => void
}) {
  const copy = () => void navigator.clipboard?.writeText(value).then(() => say.done(t('identity.copied')))
  return (
    <Dialog title={title} width={560} onCancel={onClose}>
      <p>{hint}</p>
      <div className="zx-hand-on">
        <code>{value}</code>
        <div>
          <button type="button" className="zx-button primary" onClick={copy}>
            {t('identity.copy')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

/** The whole address of a one-time link, for the person to open. */
export const addressOf = (path: string): string => `${window.location.origin}${path}`
