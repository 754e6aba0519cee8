import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { FileRef } from '../../contract/common.ts'
import type { ImportReport } from '../../contract/library.ts'
import { api, client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { formatDateTime } from '../ui/format.ts'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { useUploading } from '../ui/uploading.ts'
import { LibraryFrame } from './LibraryFrame.tsx'
import { libraryPaths } from './paths.ts'
import { problemWord } from './words.ts'

/** 批量入库: files in, a report for each out. */
export function ImportPage() {
  const { data } = useQuery(api.library.imports.queryOptions({ input: {} }))
  const [files, setFiles] = useState<FileRef[]>([])
  const [audience, setAudience] = useState<'desk' | 'below'>('desk')
  const [publicationName, setPublicationName] = useState('')
  const [busy, setBusy] = useState(false)
  const refusal = useRefusal('inline')
  const isUploading = useUploading()
  const start = async () => {
    setBusy(true)
    refusal.clear()
    try {
      await client.library.importFiles({ id: v7(), fileIds: files.map((file) => file.id), audience, publicationName })
      setFiles([])
      await refetchModules('library')
    } catch (error) {
      refusal.show(error)
    }
    setBusy(false)
  }
  return (
    <LibraryFrame>
      <div className="zx-library-plain">
        <section className="zx-panel">
          <h2>{t('library.import')}</h2>
          <p className="zx-quiet">{t('library.import_hint')}</p>
          <FileUpload
            files={files}
            onChange={setFiles}
            accept=".docx,.doc,.pdf,.txt,.html,.htm,.rtf,.wps,.ofd,.zip,.csv"
          />
          <div className="zx-import-choices">
            <label className="zx-label">
              {t('library.import_publication')}
              <input
                className="zx-input"
                value={publicationName}
                maxLength={80}
                onChange={(event) => setPublicationName(event.target.value)}
              />
            </label>
            <label className="zx-label">
              {t('library.import_audience')}
              <select
                className="zx-input"
                value={audience}
                onChange={(event) => setAudience(event.target.value as 'desk' | 'below')}
              >
                <option value="desk">{t('library.import_desk')}</option>
                <option value="below">{t('library.import_below')}</option>
              </select>
            </label>
            <button
              type="button"
              className="zx-button primary"
              disabled={files.length === 0 || busy || isUploading}
              onClick={() => void start()}
            >
              {t('library.import_start')}
            </button>
          </div>
          {busy && <p role="status">{t('library.import_running')}</p>}
          {refusal.error !== null && <Refused error={refusal.error} />}
        </section>
        <h2 className="zx-library-sub">{t('library.import_history')}</h2>
        {data?.items.length === 0 && <p className="zx-library-empty">{t('library.import_none')}</p>}
        {data?.items.map((report, at) => (
          <Report key={report.id} report={report} open={at === 0} />
        ))}
      </div>
    </LibraryFrame>
  )
}

const tones = { imported: 'green', known: 'blue', refused: 'red' } as const

function Report({ report, open }: { report: ImportReport; open: boolean }) {
  return (
    <details className="zx-panel" open={open}>
      <summary>
        {formatDateTime(report.at)}　{report.byName}
        {'　'}
        {t('library.import_done', { imported: report.imported, known: report.known, refused: report.refused })}
      </summary>
      <div className="zx-table-wrap">
        <table className="zx-import-table">
          <thead>
            <tr>
              <th>{t('library.import_file')}</th>
              <th>{t('library.import_result')}</th>
              <th>{t('library.import_title')}</th>
            </tr>
          </thead>
          <tbody>
            {report.lines.slice(0, 500).map((line, at) => (
              <tr key={at}>
                <td>{line.name}</td>
                <td>
                  <StateTag tone={tones[line.status]}>{t(`library.import.${line.status}` as MessageKey)}</StateTag>
                </td>
                <td>
                  {line.problem ? (
                    problemWord(line.problem, line.name)
                  ) : line.recordId ? (
                    <Link to={libraryPaths.record(line.recordId)}>{line.title}</Link>
                  ) : (
                    line.title
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
