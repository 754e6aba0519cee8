import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../app/i18n.ts'
import { Dialog } from '../Dialog.tsx'
import { formatDateTime, formatShort } from '../format.ts'
import { Refused } from '../Refused.tsx'
import type { Autosave } from './useAutosave.ts'

/** What stands above the editor when something is not as usual. `show` draws one version for the comparison. */
export function AutosaveNotices<Value>({
  autosave,
  show,
  textOf,
}: {
  autosave: Autosave<Value>
  show: (value: Value) => ReactNode
  textOf: (value: Value) => string
}) {
  const { offer, elsewhere, conflict, kept, status, refusal } = autosave
  return (
    <>
      {elsewhere && (
        <Notice text={t('ui.elsewhere')}>
          <button type="button" className="zx-button" onClick={autosave.continueHere}>
            {t('ui.continue_here')}
          </button>
        </Notice>
      )}
      {offer && !elsewhere && (
        <Notice text={t(offer.stale ? 'ui.offer_stale' : 'ui.offer', { time: formatShort(offer.at) })}>
          <button type="button" className="zx-button primary" onClick={autosave.takeOffer}>
            {t('ui.offer_take')}
          </button>
          <button type="button" className="zx-button" onClick={autosave.dropOffer}>
            {t('ui.offer_drop')}
          </button>
        </Notice>
      )}
      {kept && !conflict && (
        <Notice quiet text={t('ui.kept', { time: formatShort(kept.at) })}>
          <button type="button" className="zx-link-button" onClick={autosave.restoreKept}>
            {t('ui.kept_restore')}
          </button>
        </Notice>
      )}
      {status === 'refused' && <Refused error={refusal} />}
      {conflict && <Conflict autosave={autosave} show={show} textOf={textOf} />}
    </>
  )
}

function Notice({ text, quiet, children }: { text: string; quiet?: boolean; children: ReactNode }) {
  return (
    <div className={quiet ? 'zx-strip quiet' : 'zx-strip'} role="status">
      <span>{text}</span>
      {children}
    </div>
  )
}

/** Two versions side by side. Nothing is decided for the person, and nothing is lost either way. */
function Conflict<Value>({
  autosave,
  show,
  textOf,
}: {
  autosave: Autosave<Value>
  show: (value: Value) => ReactNode
  textOf: (value: Value) => string
}) {
  const [copied, setCopied] = useState(false)
  const theirs = autosave.conflict!.theirs
  const copy = async () => {
    await copyText(textOf(autosave.value))
    setCopied(true)
  }
  return (
    <Dialog
      title={t('ui.conflict')}
      confirm={t('ui.conflict_theirs')}
      onConfirm={autosave.takeTheirs}
      width={1080}
      footLeft={
        <div className="zx-row">
          <button type="button" className="zx-button" onClick={() => void copy()}>
            {copied ? t('ui.copied') : t('ui.conflict_copy')}
          </button>
          <button type="button" className="zx-button danger" onClick={autosave.keepMine}>
            {t('ui.conflict_mine')}
          </button>
        </div>
      }
    >
      <p>{t('ui.conflict_hint')}</p>
      <div className="zx-conflict">
        <section>
          <h3>{t('ui.conflict_mine_title')}</h3>
          <div className="zx-conflict-text">{show(autosave.value)}</div>
        </section>
        <section>
          <h3>
            {t('ui.conflict_theirs_title', { name: theirs.authorName ?? '', time: formatDateTime(theirs.updatedAt) })}
          </h3>
          <div className="zx-conflict-text">{show(theirs.value)}</div>
        </section>
      </div>
    </Dialog>
  )
}

/** The clipboard needs HTTPS; on a plain intranet address a selected field does the same. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  const within = document.querySelector('dialog[open]') ?? document.body
  within.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
