import { useId, useState } from 'react'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useProof } from '../identity/index.tsx'
import { UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** Names the unit whose node may join; then shows the code, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [unitIds, setUnitIds] = useState<string[]>([])
  const [suite, setSuite] = useState<'std-1' | 'gm-1'>('std-1')
  const [days, setDays] = useState(7)
  const [code, setCode] = useState<string>()
  const id = useId()
  const { withProof, dialog } = useProof()
  const invite = useAct(() => withProof(() => client.exchange.invite({ unitId: unitIds[0]!, suite, days })), {
    inline: true,
    after: (made) => setCode(made.code),
  })
  if (code)
    return (
      <Dialog title={t('exchange.invite_made')} width={620} onCancel={onClose}>
        <p>{t('exchange.invite_once')}</p>
        <textarea
          className="zx-input zx-invite-code"
          rows={5}
          readOnly
          aria-label={t('exchange.invite_code')}
          value={code}
        />
        <button
          type="button"
          className="zx-button primary"
          onClick={() => void navigator.clipboard?.writeText(code).then(() => say.done(t('identity.copied')))}
        >
          {t('identity.copy')}
        </button>
      </Dialog>
    )
  return (
    <>
      <Dialog
        title={t('exchange.invite')}
        confirm={t('exchange.invite')}
        busy={invite.isPending}
        disabled={unitIds.length === 0 || !(days >= 1 && days <= 30)}
        width={520}
        onConfirm={() => invite.mutate(undefined)}
        onCancel={onClose}
      >
        <label className="zx-label" htmlFor={`${id}-unit`}>
          {t('exchange.unit')}
        </label>
        <UnitPicker id={`${id}-unit`} label={t('exchange.unit')} value={unitIds} onChange={setUnitIds} />
        <label className="zx-label" htmlFor={`${id}-suite`}>
          {t('exchange.suite')}
        </label>
        <select
          id={`${id}-suite`}
          className="zx-input"
          value={suite}
          onChange={(event) => setSuite(event.target.value as 'std-1' | 'gm-1')}
        >
          <option value="std-1">{t('exchange.suite_std')}</option>
          <option value="gm-1">{t('exchange.suite_gm')}</option>
        </select>
        <label className="zx-label" htmlFor={`${id}-days`}>
          {t('exchange.valid_days')}
        </label>
        <input
          id={`${id}-days`}
          className="zx-input"
          type="number"
          min={1}
          max={30}
          value={Number.isNaN(days) ? '' : days}
          onChange={(event) => setDays(event.target.valueAsNumber)}
        />
        <Refused error={invite.error} />
      </Dialog>
      {dialog}
    </>
  )
}
