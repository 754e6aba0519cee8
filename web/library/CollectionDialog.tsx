import { useState } from 'react'
import { v7 } from 'uuid'
import type { Collection } from '../../contract/library.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'

/** A collection, new or changed. */
export function CollectionDialog({ collection, onClose }: { collection?: Collection; onClose: () => void }) {
  const [id] = useState(() => collection?.id ?? v7())
  const [name, setName] = useState(collection?.name ?? '')
  const [note, setNote] = useState(collection?.note ?? '')
  const [shared, setShared] = useState(collection?.shared ?? false)
  const refusal = useRefusal('inline')
  const title = t(collection ? 'library.collection_edit' : 'library.collection_new')
  const save = async () => {
    try {
      await client.library.saveCollection({ id, name: name.trim(), note, shared })
      await refetchModules('library')
      onClose()
    } catch (error) {
      refusal.show(error)
    }
  }
  return (
    <Dialog
      title={title}
      confirm={title}
      disabled={name.trim() === ''}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <label className="zx-label">
        {t('library.collection_name')}
        <input className="zx-input" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="zx-label">
        {t('library.collection_note')}
        <input className="zx-input" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </label>
      <label>
        <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />{' '}
        {t('library.collection_shared')}
      </label>
      {refusal.error !== null && <Refused error={refusal.error} />}
    </Dialog>
  )
}
