import { useState } from 'react'
import type { Search } from '../../contract/library.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { formatNumber } from '../ui/format.ts'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'
import { saveFile } from './save-file.ts'

/** 导出: a table of the hits. */
export function ExportDialog({ search, onClose }: { search: Search; onClose: () => void }) {
  const [withText, setWithText] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const take = async () => {
    setBusy(true)
    try {
      const file = await client.library.exportHits({ ...search, withText })
      saveFile(file.name, file.content)
      say.done(t(file.capped ? 'library.exported_capped' : 'library.exported', { count: formatNumber(file.rows) }))
      onClose()
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t('library.export_title')}
      confirm={t('library.export')}
      busy={busy}
      onConfirm={() => void take()}
      onCancel={onClose}
    >
      <p>{t('library.export_hint')}</p>
      <label>
        <input type="checkbox" checked={withText} onChange={(event) => setWithText(event.target.checked)} />{' '}
        {t('library.export_text')}
      </label>
      {problem !== null && <Refused error={problem} />}
    </Dialog>
  )
}
