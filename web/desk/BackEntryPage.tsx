import { useId, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { Body } from '../../contract/body.ts'
import type { FileRef } from '../../contract/common.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { useMe } from '../app/session.tsx'
import { useOptions } from '../catalogue/index.tsx'
import { UnitPicker } from '../organisations/index.tsx'
import { Editor } from '../ui/Editor.tsx'
import { TitleField } from '../ui/editor/TitleField.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import { uploadFile } from '../ui/upload.ts'
import './desk.css'
import { deskPaths } from './paths.ts'
import { useAct } from './use-act.ts'

const emptyBody: Body = { type: 'doc', content: [{ type: 'paragraph' }] } // the contract's own would bring its whole validator along
const blank = {
  channel: 'phone',
  sourceUnitId: null as string | null,
  sourceUnitName: '',
  categoryCode: '',
  urgencyCode: 'normal',
  classificationCode: 'internal',
  authorName: '',
  authorPhone: '',
}
type Details = typeof blank

/** 补录: what came by phone, fax, mail or on paper, typed or read from a file. */
export function BackEntryPage() {
  const me = useMe()
  const go = useGo()
  const [id] = useState(() => v7())
  const [details, setDetails] = useState<Details>(blank)
  const [title, setTitle] = useState('')
  const [body, setBody] = useState<Body>(emptyBody)
  const [imports, setImports] = useState(0)
  const [files, setFiles] = useState<FileRef[]>([])
  const save = useAct(
    () =>
      client.desk.backEntry({
        id,
        officeId: me.unitId,
        ...details,
        categoryCode: details.categoryCode || null,
        title,
        body,
        fileIds: files.map((file) => file.id),
      }),
    {
      inline: true,
      done: t('desk.back_entry_done'),
      after: (item) => go(deskPaths.item(item.id)),
    },
  )
  const read = useAct(async (file: File) => client.documents.importFile({ fileId: (await uploadFile(file)).id }), {
    after: (imported) => {
      setBody(imported.body)
      setImports(imports + 1)
    },
  })
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: deskPaths.inbox, label: t('desk.inbox') }}
        title={t('desk.back_entry')}
        hint={t('desk.back_entry_hint')}
        actions={
          <>
            <ImportFile busy={read.isPending} onFile={(file) => read.mutate(file)} />
            <button
              type="button"
              className="zx-button primary"
              disabled={save.isPending || title.trim() === ''}
              onClick={() => save.mutate(undefined)}
            >
              {t('desk.back_entry_save')}
            </button>
          </>
        }
      >
        <Refused error={save.error} />
      </PageHeader>
      <SplitView
        name="back-entry"
        initial={0.68}
        min={320}
        left={
          <Editor
            key={imports}
            value={body}
            label={t('desk.text')}
            onChange={setBody}
            head={<TitleField value={title} onChange={setTitle} />}
          />
        }
        right={
          <DetailsForm
            details={details}
            change={(part) => setDetails({ ...details, ...part })}
            files={files}
            setFiles={setFiles}
          />
        }
      />
    </div>
  )
}

function ImportFile({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="zx-button" disabled={busy} onClick={() => input.current?.click()}>
        <Icon name="upload" size={16} />
        {t('desk.import_file')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.html,.htm,.txt"
        aria-label={t('desk.import_file')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}

function DetailsForm({
  details,
  change,
  files,
  setFiles,
}: {
  details: Details
  change: (part: Partial<Details>) => void
  files: FileRef[]
  setFiles: (files: FileRef[]) => void
}) {
  const id = useId()
  const lists = [
    ['channel', 'channel', useOptions('channel')],
    ['category', 'categoryCode', useOptions('category')],
    ['urgency', 'urgencyCode', useOptions('urgency')],
    ['classification', 'classificationCode', useOptions('classification')],
  ] as const
  return (
    <div className="zx-desk-form">
      <span className="zx-label">{t('desk.unit')}</span>
      <UnitPicker
        value={details.sourceUnitId ? [details.sourceUnitId] : []}
        onChange={([unitId]) => change({ sourceUnitId: unitId ?? null })}
        label={t('desk.unit')}
        placeholder={t('desk.unit_in_tree')}
      />
      {details.sourceUnitId === null && (
        <Text
          id={`${id}-unit`}
          label={t('desk.unit_free')}
          value={details.sourceUnitName}
          onChange={(sourceUnitName) => change({ sourceUnitName })}
        />
      )}
      {lists.map(([word, field, options]) => (
        <div key={field}>
          <label className="zx-label" htmlFor={`${id}-${field}`}>
            {t(`desk.${word}`)}
          </label>
          <select
            id={`${id}-${field}`}
            className="zx-input"
            value={details[field]}
            onChange={(event) => change({ [field]: event.target.value })}
          >
            {field === 'categoryCode' && <option value="">{t('desk.choose')}</option>}
            {options.map((option) => (
              <option key={option.code} value={option.code}>
                {option.name}
              </option>
            ))}
          </select>
        </div>
      ))}
      <Text
        id={`${id}-author`}
        label={t('desk.author')}
        value={details.authorName}
        onChange={(authorName) => change({ authorName })}
      />
      <Text
        id={`${id}-phone`}
        label={t('desk.phone')}
        value={details.authorPhone}
        onChange={(authorPhone) => change({ authorPhone })}
      />
      <span className="zx-label">{t('desk.files')}</span>
      <FileUpload files={files} onChange={setFiles} />
    </div>
  )
}

function Text({
  id,
  label,
  value,
  onChange,
}: {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <div>
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="zx-input"
        maxLength={50}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
