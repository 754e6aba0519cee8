import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDay, formatShort } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { assessmentPaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { schemeTones } from './words.ts'
import './assessment.css'

/** 计分办法: every version of the office, the newest first. */
export function SchemesPage() {
  const { data, error, isPending } = useQuery(api.assessment.schemes.queryOptions({ input: {} }))
  const [starting, setStarting] = useState(false)
  return (
    <div className="zx-page">
      <PageHeader
        title={t('assessment.menu_schemes')}
        hint={t('assessment.schemes_hint')}
        actions={
          data?.mayManage && (
            <button type="button" className="zx-button primary" onClick={() => setStarting(true)}>
              <Icon name="plus" size={16} />
              {t('assessment.new_scheme')}
            </button>
          )
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {data?.items.length === 0 && <p className="zx-panel">{t('assessment.schemes_empty')}</p>}
        {data && data.items.length > 0 && (
          <div className="zx-panel zx-table-wrap">
            <table className="zx-score-table">
              <thead>
                <tr>
                  <th>{t('assessment.scheme_name')}</th>
                  <th>{t('assessment.version')}</th>
                  <th>{t('assessment.status')}</th>
                  <th>{t('assessment.valid')}</th>
                  <th>{t('assessment.drafted_by')}</th>
                  <th>{t('assessment.approved_by')}</th>
                  <th>{t('assessment.updated')}</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((row) => (
                  <tr key={row.id}>
                    <td>
                      <Link to={assessmentPaths.scheme(row.id)}>{row.name}</Link>
                    </td>
                    <td>{t('assessment.version_number', { number: row.number })}</td>
                    <td>
                      <StateTag tone={schemeTones[row.status]}>{t(`assessment.scheme_${row.status}`)}</StateTag>
                    </td>
                    <td>
                      {row.validFrom &&
                        t('assessment.valid_span', {
                          from: formatDay(row.validFrom),
                          to: row.validTo ? formatDay(row.validTo) : t('assessment.until_now'),
                        })}
                    </td>
                    <td>{row.draftedByName}</td>
                    <td>{row.approvedByName ?? ''}</td>
                    <td>{formatShort(row.updatedAt)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {starting && data && <StartDialog data={data} onClose={() => setStarting(false)} />}
    </div>
  )
}

type Data = Awaited<ReturnType<typeof client.assessment.schemes>>

/** From an empty page, from an example, from an own older version, or from a file. */
function StartDialog({ data, onClose }: { data: Data; onClose: () => void }) {
  const go = useGo()
  const [name, setName] = useState('')
  const [from, setFrom] = useState('empty')
  const [file, setFile] = useState<{ name: string; content: unknown }>()
  const picker = useRef<HTMLInputElement>(null)
  const create = useAct(
    () =>
      client.assessment.createScheme({
        id: v7(),
        name: name.trim(),
        ...(from.startsWith('template:') ? { template: from.slice(9) } : {}),
        ...(from.startsWith('version:') ? { fromSchemeId: from.slice(8) } : {}),
        ...(from === 'file' && file ? { file: file.content } : {}),
      }),
    { inline: true, after: (scheme) => go(assessmentPaths.scheme(scheme.id)) },
  )
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    try {
      const content = JSON.parse(await chosen.text()) as { title?: string }
      setFile({ name: chosen.name, content })
      if (name === '' && typeof content.title === 'string') setName(content.title)
    } catch {
      say.error(t('assessment.file_unreadable', { name: chosen.name }))
    }
  }
  const template = data.templates.find((one) => from === `template:${one.code}`)
  return (
    <Dialog
      title={t('assessment.new_scheme')}
      confirm={t('assessment.start_drafting')}
      busy={create.isPending}
      disabled={name.trim() === '' || (from === 'file' && !file)}
      width={560}
      onConfirm={() => create.mutate(undefined)}
      onCancel={onClose}
    >
      <label className="zx-label" htmlFor="scheme-name">
        {t('assessment.scheme_name')}
      </label>
      <input
        id="scheme-name"
        className="zx-input"
        maxLength={80}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <label className="zx-label" htmlFor="scheme-from">
        {t('assessment.start_from')}
      </label>
      <select id="scheme-from" className="zx-input" value={from} onChange={(event) => setFrom(event.target.value)}>
        <option value="empty">{t('assessment.from_empty')}</option>
        <option value="file">{t('assessment.from_file')}</option>
        {data.items.length > 0 && (
          <optgroup label={t('assessment.from_version')}>
            {data.items.map((row) => (
              <option key={row.id} value={`version:${row.id}`}>
                {row.name}（{t('assessment.version_number', { number: row.number })}）
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={t('assessment.from_example')}>
          {data.templates.map((one) => (
            <option key={one.code} value={`template:${one.code}`}>
              {one.name}
            </option>
          ))}
        </optgroup>
      </select>
      {template?.note && <p className="zx-quiet">{template.note}</p>}
      {from === 'file' && (
        <p className="zx-row">
          <button type="button" className="zx-button" onClick={() => picker.current?.click()}>
            <Icon name="upload" size={16} />
            {t('assessment.choose_file')}
          </button>
          {file?.name}
          <input
            ref={picker}
            type="file"
            hidden
            accept=".json,application/json"
            aria-label={t('assessment.choose_file')}
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </p>
      )}
      <Refused error={create.error} />
    </Dialog>
  )
}
