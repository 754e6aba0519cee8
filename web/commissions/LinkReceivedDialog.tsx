import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Commission, CommissionTarget } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { formatShort } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 关联来稿: an item on the desk answers the commission for this unit after all. */
export function LinkReceivedDialog({
  commission,
  target,
  onClose,
}: {
  commission: Commission
  target: CommissionTarget
  onClose: () => void
}) {
  const name = useId()
  const [chosen, setChosen] = useState<string>()
  const { data, error } = useQuery(
    api.commissions.candidates.queryOptions({ input: { id: commission.id, targetId: target.id } }),
  )
  const link = useAct(
    () => client.commissions.linkAnswer({ id: commission.id, targetId: target.id, handlingId: chosen! }),
    { done: t('commissions.link_received_done'), after: onClose, inline: true },
  )
  return (
    <Dialog
      title={t('commissions.link_received_title')}
      confirm={t('commissions.link_received')}
      busy={link.isPending}
      disabled={chosen === undefined}
      onConfirm={() => link.mutate(undefined)}
      onCancel={onClose}
      width={620}
    >
      <p>
        <b>{target.unitName}</b>　{t('commissions.link_received_what')}
      </p>
      {!data && !error && <p role="status">{t('app.loading')}</p>}
      {data?.items.length === 0 && <p className="zx-quiet">{t('commissions.link_received_none')}</p>}
      <div className="zx-reasons zx-commission-choices">
        {data?.items.map((item) => (
          <label key={item.handlingId}>
            <input
              type="radio"
              name={name}
              checked={chosen === item.handlingId}
              onChange={() => setChosen(item.handlingId)}
            />
            {item.title}
            <small>{formatShort(item.sentAt)}</small>
          </label>
        ))}
      </div>
      <Refused error={error ?? link.error} />
    </Dialog>
  )
}
