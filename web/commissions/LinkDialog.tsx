import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { CommissionTask } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { formatShort } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 关联已报稿件: an item that was sent answers this after all. */
export function LinkDialog({ task, onClose }: { task: CommissionTask; onClose: () => void }) {
  const name = useId()
  const [chosen, setChosen] = useState<string>()
  const { data } = useQuery(
    api.submissions.list.queryOptions({
      input: {
        scope: 'unit',
        status: ['sent', 'received', 'heldBack', 'notAdopted', 'adopted'],
        sort: '-sent',
        limit: 30,
      },
    }),
  )
  const items = (data?.items ?? []).filter(
    (item) =>
      item.unitId === task.unitId &&
      !task.answers.some((answer) => answer.submissionId === item.id && !answer.withdrawnAt),
  )
  const link = useAct(() => client.commissions.link({ id: task.id, submissionId: chosen! }), {
    done: t('commissions.link_done'),
    after: onClose,
    inline: true,
  })
  return (
    <Dialog
      title={t('commissions.link_title')}
      confirm={t('commissions.link')}
      busy={link.isPending}
      disabled={chosen === undefined}
      onConfirm={() => link.mutate(undefined)}
      onCancel={onClose}
      width={620}
    >
      <p>{t('commissions.link_what')}</p>
      {data && items.length === 0 && <p className="zx-quiet">{t('commissions.link_none')}</p>}
      <div className="zx-reasons zx-commission-choices">
        {items.map((item) => (
          <label key={item.id}>
            <input type="radio" name={name} checked={chosen === item.id} onChange={() => setChosen(item.id)} />
            {item.title}
            <small>{formatShort(item.sentAt)}</small>
          </label>
        ))}
      </div>
      <Refused error={link.error} />
    </Dialog>
  )
}
