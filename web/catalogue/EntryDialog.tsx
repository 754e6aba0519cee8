import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { dataFields } from '../../contract/catalogue-fields.ts'
import type { DataField, DataFieldKind } from '../../contract/catalogue-fields.ts'
import type { CatalogueEntry, CatalogueList } from '../../contract/catalogue.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { fieldsOf } from './EntryTable.tsx'

const kindOf = (list: CatalogueList, field: DataField) => (dataFields[list] as Record<string, DataFieldKind>)[field]!

/** What is typed, as the data of the entry; an empty field is left out. Undefined when a number is none. */
function dataFrom(list: CatalogueList, typed: Record<string, string>): Record<string, unknown> | undefined {
  const data: Record<string, unknown> = {}
  for (const field of fieldsOf(list)) {
    const text = (typed[field] ?? '').trim()
    const kind = kindOf(list, field)
    if (kind === 'yesNo') data[field] = text === 'true'
    else if (text === '' && kind !== 'rank') continue
    else if (kind === 'text') data[field] = text
    else if (kind === 'words') data[field] = text.split(/[、,，\s]+/).filter(Boolean)
    else if (Number.isFinite(Number(text)) && (kind === 'rank' ? /^\d$/.test(text) : Number(text) > 0))
      data[field] = Number(text)
    else return undefined
  }
  return data
}

/** A new entry, a changed one, or an office's own in place of the node's. The fields come from the table of the contract. */
export function EntryDialog({
  list,
  officeId,
  kind,
  entry,
  onClose,
}: {
  list: CatalogueList
  officeId: string | null
  kind: 'add' | 'edit' | 'override'
  entry: CatalogueEntry | undefined
  onClose: () => void
}) {
  const [form, setForm] = useState({
    code: entry?.code ?? '',
    name: entry?.name ?? '',
    nameEn: entry?.nameEn ?? '',
    note: entry?.note ?? '',
  })
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(fieldsOf(list).map((field) => [field, textOf(entry?.data[field])])),
  )
  const refusal = useRefusal('inline')
  const id = useId()
  const data = dataFrom(list, typed)
  const save = useMutation({
    mutationFn: async () => {
      const details = { name: form.name, nameEn: form.nameEn, note: form.note, data: data! }
      if (kind === 'edit') await client.catalogue.editEntry({ ...details, id: entry!.id, readAt: entry!.updatedAt })
      else await client.catalogue.createEntry({ ...details, list, officeId, code: form.code })
    },
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: async () => {
      say.done(t('catalogue.saved'))
      onClose()
      await refetchModules('catalogue')
    },
  })
  const title = {
    add: t('catalogue.add_title', { list: t(`catalogue.list_${list}`) }),
    edit: t('catalogue.edit_title', { name: entry?.name ?? '' }),
    override: t('catalogue.override_title', { name: entry?.name ?? '' }),
  }[kind]
  return (
    <Dialog
      title={title}
      confirm={t('catalogue.save')}
      width={560}
      busy={save.isPending}
      disabled={form.name.trim() === '' || !/^[a-zA-Z0-9]{1,40}$/.test(form.code) || data === undefined}
      onConfirm={() => save.mutate()}
      onCancel={onClose}
    >
      {kind === 'override' && <p>{t('catalogue.override_hint')}</p>}
      {kind === 'add' && (
        <>
          <label className="zx-label" htmlFor={`${id}-code`}>
            {t('catalogue.code')}
          </label>
          <input
            id={`${id}-code`}
            className="zx-input"
            maxLength={40}
            autoComplete="off"
            aria-describedby={`${id}-hint`}
            value={form.code}
            onChange={(event) => setForm({ ...form, code: event.target.value })}
          />
          <small id={`${id}-hint`} className="zx-quiet">
            {t('catalogue.code_hint')}
          </small>
        </>
      )}
      {(['name', 'nameEn', 'note'] as const).map((field) => (
        <div key={field}>
          <label className="zx-label" htmlFor={`${id}-${field}`}>
            {t(({ name: 'catalogue.name', nameEn: 'catalogue.name_en', note: 'catalogue.note' } as const)[field])}
          </label>
          <input
            id={`${id}-${field}`}
            className="zx-input"
            maxLength={field === 'note' ? 300 : 60}
            autoComplete="off"
            value={form[field]}
            onChange={(event) => setForm({ ...form, [field]: event.target.value })}
          />
        </div>
      ))}
      {fieldsOf(list).map((field) => (
        <DataInput
          key={field}
          id={`${id}-data-${field}`}
          label={t(`catalogue.field_${field}`)}
          kind={kindOf(list, field)}
          value={typed[field] ?? ''}
          onChange={(value) => setTyped({ ...typed, [field]: value })}
        />
      ))}
      <Refused error={refusal.error} />
    </Dialog>
  )
}

function DataInput({
  id,
  label,
  kind,
  value,
  onChange,
}: {
  id: string
  label: string
  kind: DataFieldKind
  value: string
  onChange: (value: string) => void
}) {
  if (kind === 'yesNo') {
    return (
      <label className="zx-catalogue-check">
        <input
          type="checkbox"
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {label}
      </label>
    )
  }
  const isNumber = kind === 'hours' || kind === 'rank'
  return (
    <div>
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="zx-input"
        type={isNumber ? 'number' : 'text'}
        min={0}
        max={kind === 'rank' ? 9 : isNumber ? 2400 : undefined}
        step={kind === 'hours' ? 0.5 : 1}
        maxLength={100}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : Array.isArray(value) ? value.join('、') : String(value)
