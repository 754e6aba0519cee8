import { ORPCError } from '@orpc/client'
import { useId, useState } from 'react'
import type { LineDetail } from '../../contract/exchange.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useProof } from '../identity/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { formatSize } from '../ui/format.ts'
import { useAct } from './use-act.ts'

/** 导入摆渡文件: what was carried here on a disc; then says what came of it, and that the answer has to be carried back. */
export function ImportFileDialog({ line, onClose }: { line: LineDetail; onClose: () => void }) {
  const [file, setFile] = useState<File>()
  const [reason, setReason] = useState('')
  const id = useId()
  const { withProof, dialog } = useProof()
  const read = useAct(
    async () => {
      const fileId = await layDown(line.id, file!)
      return withProof(() => client.exchange.importFile({ id: line.id, fileId, reason: reason.trim() }))
    },
    { inline: true },
  )
  const came = read.data
  if (came)
    return (
      <Dialog title={t('exchange.do_importFile')} width={520} onCancel={onClose}>
        <p role="status">
          {t('exchange.imported', { letters: came.letters, files: came.files, delivered: came.delivered })}
        </p>
        {came.left > 0 && <p className="zx-problem">{t('exchange.imported_left', { count: came.left })}</p>}
        {!came.whole && <p className="zx-problem">{t('exchange.imported_cut')}</p>}
        {came.letters > 0 && <p>{t('exchange.imported_back')}</p>}
      </Dialog>
    )
  return (
    <>
      <Dialog
        title={t('exchange.do_importFile')}
        confirm={t('exchange.do_importFile')}
        busy={read.isPending}
        disabled={!file || reason.trim().length < 2}
        width={520}
        onConfirm={() => read.mutate(undefined)}
        onCancel={onClose}
      >
        <p>{t('exchange.hint_importFile', { name: line.name })}</p>
        <label className="zx-label" htmlFor={`${id}-file`}>
          {t('exchange.carried_file')}
        </label>
        <input
          id={`${id}-file`}
          type="file"
          accept=".zxl"
          autoFocus
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        {file && <p className="zx-quiet">{formatSize(file.size)}</p>}
        <label className="zx-label" htmlFor={`${id}-reason`}>
          {t('exchange.reason')}
        </label>
        <textarea
          id={`${id}-reason`}
          className="zx-input zx-area"
          rows={3}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Refused error={read.error} />
      </Dialog>
      {dialog}
    </>
  )
}

/** Sends the file to the node, whole; it is read there afterwards. */
async function layDown(lineId: string, file: File): Promise<string> {
  const form = new FormData()
  form.append('file', file, file.name)
  const answer = await fetch(`/exchange/lines/${lineId}/carried`, {
    method: 'POST',
    headers: { 'x-zhengxin': '1' },
    body: form,
  })
  const said = (await answer.json().catch(() => ({}))) as { fileId?: string; code?: string; data?: unknown }
  if (answer.ok && said.fileId) return said.fileId
  throw new ORPCError(said.code ?? 'busy', {
    status: answer.status >= 400 ? answer.status : 500,
    data: said.data ?? {},
  })
}
