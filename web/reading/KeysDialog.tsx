import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** The keys of the reading page, on demand: nothing of it stands on the page. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const keys: [string, string][] = [
    ['←', t('reading.previous_item')],
    ['→', t('reading.next_item')],
    ['[', t('reading.older')],
    [']', t('reading.newer')],
    ['−', t('reading.smaller')],
    ['+', t('reading.larger')],
    ['F', t('reading.paged')],
    ['PageDown', t('reading.next_page')],
    ['M', t('reading.contents')],
    ['P', t('reading.print')],
    ['Esc', t('reading.back')],
  ]
  return (
    <Dialog title={t('reading.keys_title')} onCancel={onClose} width={320}>
      <dl className="zx-read-keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
