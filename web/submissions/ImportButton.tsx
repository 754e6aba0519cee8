import { useRef, useState } from 'react'
import type { Body } from '../../contract/body.ts'
import { client, refusalOf } from '../app/api.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { say } from '../ui/Messages.tsx'
import { sentenceOf } from '../ui/Refused.tsx'
import { uploadFile } from '../ui/upload.ts'

/** 从文件导入: a Word, WPS, PDF, OFD, web or text file becomes the text. Asks first when there is a text already. */
export function ImportButton({ hasText, onImported }: { hasText: boolean; onImported: (body: Body) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState<Body | null>(null)
  const read = async (file: File) => {
    setBusy(true)
    try {
      const stored = await uploadFile(file)
      const { body, lost } = await client.documents.importFile({ fileId: stored.id })
      if (lost.length > 0)
        say.warning(
          t('submissions.import_lost', { lost: lost.map((what) => tMaybe(`submissions.lost_${what}`)).join('、') }),
        )
      if (hasText) setWaiting(body)
      else onImported(body)
    } catch (error) {
      const { code, data } = refusalOf(error) ?? { code: '', data: {} }
      const reason = code === 'file.unreadable' ? tMaybe(`documents.unreadable_${String(data['reason'])}`, '') : ''
      say.error(reason.replace('{name}', file.name) || sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" className="zx-button" disabled={busy} onClick={() => input.current?.click()}>
        <Icon name="upload" size={16} />
        {t(busy ? 'submissions.importing' : 'submissions.import_file')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.doc,.wps,.rtf,.pdf,.ofd,.html,.htm,.txt"
        aria-label={t('submissions.import_file')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void read(file)
        }}
      />
      {waiting && (
        <Dialog
          title={t('submissions.import_replace')}
          confirm={t('submissions.import_confirm')}
          onConfirm={() => {
            onImported(waiting)
            setWaiting(null)
          }}
          onCancel={() => setWaiting(null)}
        >
          <p>{t('submissions.import_replace_hint')}</p>
        </Dialog>
      )}
    </>
  )
}
