import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Submission } from '../../contract/submissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'

/** 接手: the reporter has left; another writer of the unit goes on with this item, or with all that was left unfinished. */
export function TakeOverDialog({
  item,
  onDone,
  onCancel,
}: {
  item: Submission
  onDone: (message: string) => void
  onCancel: () => void
}) {
  const writers = useQuery(api.submissions.writers.queryOptions({ input: { unitId: item.unitId } }))
  const [toId, setToId] = useState('')
  const [all, setAll] = useState(true)
  const take = useMutation({
    mutationFn: () => client.submissions.takeOver({ id: item.id, toId, all }),
    onSuccess: ({ count }) => onDone(t('submissions.taken_over', { count })),
  })
  return (
    <Dialog
      title={t('submissions.take_over')}
      confirm={t('submissions.take_over')}
      busy={take.isPending}
      disabled={toId === ''}
      onConfirm={() => take.mutate()}
      onCancel={onCancel}
    >
      <p>{t('submissions.take_over_hint', { name: item.reporterName })}</p>
      <label className="zx-label">
        {t('submissions.take_over_by')}
        <select className="zx-input" value={toId} onChange={(event) => setToId(event.target.value)}>
          <option value="">{t('submissions.take_over_choose')}</option>
          {(writers.data?.items ?? []).map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
      </label>
      <label className="zx-check">
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
        {t('submissions.take_over_all', { name: item.reporterName })}
      </label>
      <Refused error={writers.error ?? take.error} />
    </Dialog>
  )
}
