import { useEffect, useState } from 'react'
import { v7 } from 'uuid'
import { emptyBody } from '../../contract/body.ts'
import { t } from '../app/i18n.ts'
import { may } from '../app/session.tsx'
import type { Me } from '../app/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatShort } from '../ui/format.ts'
import { DraftView } from './DraftView.tsx'
import { ReviewView } from './ReviewView.tsx'
import { TakeAlong } from './TakeAlong.tsx'
import type { Kit, Taken } from './taken.ts'
import { useTaken } from './use-taken.ts'
import { wipeVault } from './vault.ts'
import type { Vault } from './vault.ts'

const tones = { kept: 'neutral', waiting: 'blue', done: 'green', conflict: 'red', refused: 'amber' } as const

/** The texts of this workstation: the list on the left, the open one on the right. */
export function OpenedWorkstation({ vault, me, onClose }: { vault: Vault; me: Me | undefined; onClose: () => void }) {
  const { all, kit, change, remove, send, sending } = useTaken(vault, me)
  const [openId, setOpenId] = useState<string>()
  const [taking, setTaking] = useState(false)
  const [wiping, setWiping] = useState(false)
  const online = useOnline()
  const open = all?.find((taken) => taken.id === openId)
  const begin = () => {
    const draft = newDraft(kit)
    void change(draft)
    setOpenId(draft.id)
  }
  if (!all) return <p role="status">{t('app.loading')}</p>
  const waiting = all.filter((taken) => taken.state.name === 'waiting').length
  return (
    <div className="zx-workstation-desk">
      <nav aria-label={t('workstation.texts')}>
        <p className={online ? 'zx-workstation-line on' : 'zx-workstation-line'} role="status">
          {t(!online ? 'workstation.offline' : me ? 'workstation.online' : 'workstation.online_signed_out')}
        </p>
        <div className="zx-row">
          <button type="button" className="zx-button primary" onClick={begin}>
            <Icon name="plus" size={16} /> {t('workstation.new')}
          </button>
          {me && online && (
            <button type="button" className="zx-button" onClick={() => setTaking(true)}>
              {t('workstation.take')}
            </button>
          )}
          {me && online && waiting > 0 && (
            <button type="button" className="zx-button" disabled={sending} onClick={() => void send()}>
              {sending ? t('workstation.sending') : t('workstation.send', { count: waiting })}
            </button>
          )}
        </div>
        {all.length === 0 && <p className="zx-quiet">{t('workstation.empty')}</p>}
        <ul>
          {all.map((taken) => (
            <li key={taken.id}>
              <button
                type="button"
                aria-current={taken.id === openId ? 'true' : undefined}
                onClick={() => setOpenId(taken.id)}
              >
                <b>{taken.title || t('submissions.untitled')}</b>
                <span>
                  <StateTag tone={tones[taken.state.name]}>{t(`workstation.state_${taken.state.name}`)}</StateTag>{' '}
                  {t(`workstation.kind_${taken.kind}`)}　{formatShort(taken.updatedAt)}
                </span>
              </button>
            </li>
          ))}
        </ul>
        <div className="zx-workstation-foot">
          <button type="button" className="zx-link-button" onClick={onClose}>
            {t('workstation.lock')}
          </button>
          <button type="button" className="zx-link-button" onClick={() => setWiping(true)}>
            {t('workstation.wipe')}
          </button>
        </div>
      </nav>
      <section>
        {!open && <p className="zx-workstation-none">{t('workstation.choose')}</p>}
        {open?.kind === 'draft' && (
          <DraftView key={open.id} draft={open} kit={kit} change={change} remove={remove} onOther={setOpenId} />
        )}
        {open?.kind === 'review' && <ReviewView key={open.id} review={open} change={change} remove={remove} />}
      </section>
      {taking && me && (
        <TakeAlong
          mayReview={may(me, 'submission.review')}
          taken={all}
          take={change}
          onClose={() => setTaking(false)}
        />
      )}
      {wiping && (
        <Dialog
          title={t('workstation.wipe')}
          confirm={t('workstation.wipe')}
          danger
          onConfirm={() => void wipeVault(vault.personId).then(onClose)}
          onCancel={() => setWiping(false)}
        >
          <p>{t('workstation.wipe_hint', { count: all.filter((taken) => taken.state.name !== 'done').length })}</p>
        </Dialog>
      )}
    </div>
  )
}

const newDraft = (kit: Kit | undefined): Taken => ({
  kind: 'draft',
  id: v7(),
  title: '',
  body: emptyBody,
  categoryCode: null,
  genreCode: null,
  authorName: kit?.name ?? '',
  authorPhone: '',
  baseVersion: null,
  wish: 'keep',
  state: { name: 'kept' },
  updatedAt: new Date().toISOString(),
})

/** Whether the machine has a line; the browser's word for it is enough to offer sending, the server has the last. */
function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return online
}
