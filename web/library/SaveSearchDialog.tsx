import { useState } from 'react'
import { v7 } from 'uuid'
import type { Search } from '../../contract/library.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'

/** 保存检索: a name, and whether to be told of what is new. */
export function SaveSearchDialog({ search, onClose }: { search: Search; onClose: () => void }) {
  const [name, setName] = useState(search.q.slice(0, 60))
  const [alerts, setAlerts] = useState(true)
  const [problem, setProblem] = useState<unknown>(null)
  const save = async () => {
    try {
      await client.library.saveSearch({ id: v7(), name: name.trim(), query: search, alerts })
      say.done(t('library.saved'))
      await refetchModules('library')
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Dialog
      title={t('library.save_search')}
      confirm={t('library.save_search')}
      disabled={name.trim() === ''}
      onConfirm={() => void save()}
      onCancel={onClose}
    >
      <label className="zx-label">
        {t('library.save_search_name')}
        <input className="zx-input" value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        <input type="checkbox" checked={alerts} onChange={(event) => setAlerts(event.target.checked)} />{' '}
        {t('library.save_search_alerts')}
      </label>
      {problem !== null && <Refused error={problem} />}
    </Dialog>
  )
}
