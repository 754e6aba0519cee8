import { t } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'

const keys: [string, MessageKey][] = [
  ['J K', 'desk.key_move'],
  ['Enter', 'desk.key_open'],
  ['Space', 'desk.key_choose'],
  ['/', 'desk.key_search'],
  ['r', 'desk.receive'],
  ['s', 'desk.key_shortlist'],
  ['e', 'desk.edit'],
  ['m', 'desk.merge'],
  ['t', 'desk.reject'],
  ['h', 'desk.holdBack'],
  ['d', 'desk.decline'],
  ['a', 'desk.archive'],
  ['c', 'desk.comment'],
  ['n', 'desk.back_entry'],
  ['?', 'desk.keys'],
]

/** What every key of the desk does. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('desk.keys')} onCancel={onClose} width={420}>
      <dl className="zx-desk-keys">
        {keys.map(([names, does]) => (
          <div key={names}>
            <dt>
              {names.split(' ').map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
      <p className="zx-quiet">{t('desk.keys_hint')}</p>
    </Dialog>
  )
}
