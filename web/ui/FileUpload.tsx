import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import type { FileRef } from '../../contract/common.ts'
import { t } from '../app/i18n.ts'
import { formatSize } from './format.ts'
import { Icon } from './Icon.tsx'
import { sentenceOf } from './Refused.tsx'
import { fileAddress, uploadFile } from './upload.ts'
import { useHoldWhileUploading } from './uploading.ts'

interface Upload {
  key: number
  name: string
  size: number
  share: number
  problem?: string
  stop: AbortController
}

/** Attachments: choose or drop, see the progress, take away. Gives the whole list on each change. */
export function FileUpload({
  files,
  onChange,
  readOnly,
  accept,
}: {
  files: FileRef[]
  onChange?: (files: FileRef[]) => void
  readOnly?: boolean
  accept?: string
}) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(files)
  latest.current = files
  const nextKey = useRef(0)
  const underWay = uploads.filter((upload) => upload.problem === undefined).length
  useHoldWhileUploading(underWay)

  const patch = (key: number, change: Partial<Upload> | null) =>
    setUploads((all) =>
      change ? all.map((one) => (one.key === key ? { ...one, ...change } : one)) : all.filter((one) => one.key !== key),
    )

  const start = async (file: File) => {
    const key = (nextKey.current += 1)
    const stop = new AbortController()
    setUploads((all) => [...all, { key, name: file.name, size: file.size, share: 0, stop }])
    try {
      const stored = await uploadFile(file, { signal: stop.signal, progress: (share) => patch(key, { share }) })
      patch(key, null)
      latest.current = [...latest.current, stored]
      onChange?.(latest.current)
    } catch (error) {
      if (stop.signal.aborted) patch(key, null)
      else patch(key, { problem: sentenceOf(error) })
    }
  }
  const startAll = (list: FileList | null) => {
    for (const file of list ?? []) void start(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    startAll(event.dataTransfer.files)
  }

  return (
    <div
      className={over ? 'zx-files over' : 'zx-files'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!readOnly)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={readOnly ? undefined : drop}
    >
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <Icon name="attach" size={16} />
            <a href={fileAddress(file.id)} target="_blank" rel="noreferrer">
              {file.name}
            </a>
            <span className="zx-quiet">{formatSize(file.size)}</span>
            {file.infected && <span className="zx-warn">{t('ui.infected')}</span>}
            {file.unscanned && <span className="zx-warn">{t('ui.unscanned')}</span>}
            {!readOnly && (
              <button
                type="button"
                className="zx-icon-button"
                aria-label={t('ui.file_remove', { name: file.name })}
                onClick={() => onChange?.(files.filter((other) => other.id !== file.id))}
              >
                <Icon name="close" size={14} />
              </button>
            )}
          </li>
        ))}
        {uploads.map((upload) => (
          <li key={upload.key} className={upload.problem ? 'failed' : undefined}>
            <Icon name={upload.problem ? 'warning' : 'upload'} size={16} />
            <span>{upload.name}</span>
            {upload.problem ? (
              <span role="alert">{upload.problem}</span>
            ) : (
              <progress max={1} value={upload.share} aria-label={upload.name} />
            )}
            <button
              type="button"
              className="zx-icon-button"
              aria-label={t('ui.file_stop', { name: upload.name })}
              onClick={() => (upload.problem ? patch(upload.key, null) : upload.stop.abort())}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div className="zx-files-add">
          <button type="button" className="zx-button" onClick={() => input.current?.click()}>
            <Icon name="attach" size={16} />
            {t('ui.file_add')}
          </button>
          <span className="zx-quiet" role="status">
            {t(underWay > 0 ? 'ui.file_under_way' : 'ui.file_hint')}
          </span>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            accept={accept}
            onChange={(event) => {
              startAll(event.target.files)
              event.target.value = ''
            }}
          />
        </div>
      )}
      {readOnly && files.length === 0 && <p className="zx-quiet">{t('ui.file_none')}</p>}
    </div>
  )
}
