import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Directive } from '../../contract/directives.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { fileAddress } from '../ui/upload.ts'
import { ActInput } from './ActDialog.tsx'
import { ClassificationField } from './ClassificationField.tsx'
import { useAct } from './use-act.ts'
import { directiveTypes, typeWord } from './words.ts'

/** 补登: the transcription beside the handwriting, before it is transferred. */
export function EditDialog({ directive, onClose }: { directive: Directive; onClose: () => void }) {
  const id = useId()
  const writers = useQuery(api.directives.writers.queryOptions())
  const own = writers.data?.items.find(
    (one) => one.name === directive.leaderName && one.officeId === directive.officeId,
  )
  const { type, text, passage, directedOn, tellsText, classificationCode } = directive
  const [form, setForm] = useState({ type, text, passage, directedOn, tellsText, classificationCode, leaderId: '' })
  const leaderId = form.leaderId || (own?.id ?? '')
  const save = useAct(
    () =>
      client.directives.edit({
        ...form,
        id: directive.id,
        version: directive.version,
        leaderId,
        fileIds: directive.files.map((file) => file.id),
      }),
    { inline: true, done: t('directives.saved'), after: onClose },
  )
  return (
    <Dialog
      title={t('directives.do_edit')}
      confirm={t('directives.save')}
      width={640}
      busy={save.isPending}
      disabled={leaderId === ''}
      onConfirm={() => save.mutate(undefined)}
      onCancel={onClose}
    >
      {directive.files
        .filter((file) => file.mediaType.startsWith('image/'))
        .map((file) => (
          <img key={file.id} className="zx-directive-picture" src={fileAddress(file.id)} alt={file.name} />
        ))}
      <ActInput
        field={{ key: 'text', label: t('directives.text'), kind: 'area', required: true, max: 2000 }}
        value={form.text}
        onChange={(value) => setForm({ ...form, text: value })}
      />
      <div className="zx-act-three">
        <div className="zx-act-field">
          <label className="zx-label" htmlFor={`${id}-leader`}>
            {t('directives.leader')}
          </label>
          <select
            id={`${id}-leader`}
            className="zx-input"
            value={leaderId}
            onChange={(event) => setForm({ ...form, leaderId: event.target.value })}
          >
            {(writers.data?.items ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
        <div className="zx-act-field">
          <label className="zx-label" htmlFor={`${id}-type`}>
            {t('directives.type')}
          </label>
          <select
            id={`${id}-type`}
            className="zx-input"
            value={form.type}
            onChange={(event) => setForm({ ...form, type: event.target.value as typeof type })}
          >
            {directiveTypes.map((one) => (
              <option key={one} value={one}>
                {typeWord(one)}
              </option>
            ))}
          </select>
        </div>
        <ActInput
          field={{ key: 'day', label: t('directives.directed_on'), kind: 'day', required: true }}
          value={form.directedOn}
          onChange={(value) => setForm({ ...form, directedOn: value })}
        />
      </div>
      <div className="zx-act-pair">
        <ActInput
          field={{ key: 'passage', label: t('directives.passage'), kind: 'line', max: 500 }}
          value={form.passage}
          onChange={(value) => setForm({ ...form, passage: value })}
        />
        <ClassificationField
          officeId={directive.officeId}
          value={form.classificationCode}
          onChange={(code) => setForm({ ...form, classificationCode: code })}
        />
      </div>
      <Refused error={save.error ?? writers.error} />
    </Dialog>
  )
}
