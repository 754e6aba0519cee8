import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'

/** 加入专辑: one that exists, or a new one. */
export function CollectDialog({ recordIds, onClose }: { recordIds: string[]; onClose: (done: boolean) => void }) {
  const { data } = useQuery(api.library.collections.queryOptions({ input: {} }))
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const collections = data?.items ?? []
  const chosen = id || (collections[0]?.id ?? 'new')
  const add = async () => {
    try {
      const target = chosen === 'new' ? v7() : chosen
      if (chosen === 'new') await client.library.saveCollection({ id: target, name: name.trim() })
      await client.library.collect({ id: target, recordIds, note })
      say.done(t('library.collection_added', { name: collections.find((one) => one.id === target)?.name ?? name }))
      await refetchModules('library')
      onClose(true)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Dialog
      title={t('library.to_collection')}
      confirm={t('library.to_collection')}
      disabled={data === undefined || (chosen === 'new' && name.trim() === '')}
      onConfirm={() => void add()}
      onCancel={() => onClose(false)}
    >
      <label className="zx-label">
        {t('library.collection_choose')}
        <select className="zx-input" value={chosen} onChange={(event) => setId(event.target.value)}>
          {collections.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
          <option value="new">{t('library.collection_new')}</option>
        </select>
      </label>
      {chosen === 'new' && (
        <label className="zx-label">
          {t('library.collection_name')}
          <input className="zx-input" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </label>
      )}
      <label className="zx-label">
        {t('library.note')}
        <input className="zx-input" value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
      </label>
      {problem !== null && <Refused error={problem} />}
    </Dialog>
  )
}
