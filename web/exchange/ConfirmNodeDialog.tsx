import { useId, useState } from 'react'
import type { LineDetail } from '../../contract/exchange.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useProof } from '../identity/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 核对指纹: typed from what the other side reads out over the telephone, not copied from this page. Two administrators do it. */
export function ConfirmNodeDialog({ line, onClose }: { line: LineDetail; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const id = useId()
  const { withProof, dialog } = useProof()
  const act = () => client.exchange.confirmNode({ id: line.id, fingerprint: typed.trim() })
  const confirm = useAct(() => withProof(act), {
    inline: true,
    done: t('exchange.confirmed_done'),
    after: onClose,
  })
  return (
    <>
      <Dialog
        title={t('exchange.confirm_title', { name: line.name })}
        confirm={t('exchange.do_confirm')}
        busy={confirm.isPending}
        disabled={typed.trim().length < 8}
        width={560}
        onConfirm={() => confirm.mutate(undefined)}
        onCancel={onClose}
      >
        <p>{t('exchange.confirm_hint')}</p>
        <label className="zx-label" htmlFor={id}>
          {t('exchange.fingerprint_heard')}
        </label>
        <input
          id={id}
          className="zx-input"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Refused error={confirm.error} />
      </Dialog>
      {dialog}
    </>
  )
}
