import { useId, useState } from 'react'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'

/** 导出审计记录: the chain from one record to another, as a file that is verified apart from this system. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const [from, setFrom] = useState('1')
  const [to, setTo] = useState('')
  const id = useId()
  const isRange = Number(from) >= 1 && (to === '' || Number(to) >= Number(from))
  const save = () => {
    const link = document.createElement('a')
    link.href = `/audit/export?${new URLSearchParams({ from, to }).toString()}`
    link.download = ''
    link.click()
    onClose()
  }
  return (
    <Dialog
      title={t('audit.export')}
      confirm={t('audit.do_export')}
      disabled={!isRange}
      width={520}
      onConfirm={save}
      onCancel={onClose}
    >
      <p>{t('audit.export_hint')}</p>
      <div className="zx-audit-range">
        {[
          { key: 'from', label: t('audit.export_from'), value: from, set: setFrom },
          { key: 'to', label: t('audit.export_to'), value: to, set: setTo },
        ].map((field) => (
          <span key={field.key}>
            <label className="zx-label" htmlFor={`${id}-${field.key}`}>
              {field.label}
            </label>
            <input
              id={`${id}-${field.key}`}
              className="zx-input"
              type="number"
              min={1}
              value={field.value}
              onChange={(event) => field.set(event.target.value)}
            />
          </span>
        ))}
        <span className="zx-quiet">{t('audit.export_end')}</span>
      </div>
    </Dialog>
  )
}
