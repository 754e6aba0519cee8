import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { ScoreLevel } from '../../contract/assessment-scheme.ts'
import type { ManualKind } from '../../contract/assessment.ts'
import type { FileRef } from '../../contract/common.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { dayOf } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { ChoiceField, NumberField, TextField } from './scheme/fields.tsx'
import { useAct } from './use-act.ts'
import { kindWord, kinds, levelWord, levels } from './words.ts'

const manualKinds = kinds.filter((kind) => kind !== 'submitted' && kind !== 'revoked') as ManualKind[]
const withAmount: ManualKind[] = ['bonus', 'deduction']

/** 登记: what came from outside the system, with its reason and evidence. A second person confirms it. */
export function EnterFactDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({
    kind: 'adopted' as ManualKind,
    title: '',
    on: dayOf(new Date()),
    level: '' as ScoreLevel | '',
    publication: '',
    rank: '',
    code: '',
    reason: '',
  })
  const [amount, setAmount] = useState<number>()
  const [unitIds, setUnitIds] = useState<string[]>([])
  const [files, setFiles] = useState<FileRef[]>([])
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const ranks = useRanks()
  const enter = useAct(
    () =>
      client.assessment.enterFact({
        ...form,
        id: v7(),
        title: form.title.trim(),
        reason: form.reason.trim(),
        level: form.level === '' ? null : form.level,
        amount: amount ?? null,
        unitIds,
        fileIds: files.map((file) => file.id),
      }),
    { inline: true, done: t('assessment.entered_done'), after: onClose },
  )
  return (
    <Dialog
      title={t('assessment.enter_fact')}
      confirm={t('assessment.enter')}
      busy={enter.isPending}
      disabled={form.title.trim() === '' || form.reason.trim() === '' || unitIds.length === 0}
      width={680}
      onConfirm={() => enter.mutate(undefined)}
      onCancel={onClose}
    >
      <p className="zx-quiet">{t('assessment.enter_hint')}</p>
      <div className="zx-fields">
        <ChoiceField
          label={t('assessment.f_kinds')}
          value={form.kind}
          choices={manualKinds.map((value) => ({ value, label: kindWord(value) }))}
          onChange={(kind) => set({ kind })}
        />
        <label className="zx-field">
          {t('assessment.day')}
          <input
            type="date"
            className="zx-input"
            value={form.on}
            onChange={(event) => set({ on: event.target.value })}
          />
        </label>
        <ChoiceField
          label={t('assessment.f_level')}
          value={form.level}
          choices={[
            { value: '', label: t('assessment.not_given') },
            ...levels.map((value) => ({ value, label: levelWord(value) })),
          ]}
          onChange={(level) => set({ level })}
        />
        <ChoiceField
          label={t('assessment.f_ranks')}
          value={form.rank}
          choices={[{ value: '', label: t('assessment.not_given') }, ...ranks]}
          onChange={(rank) => set({ rank })}
        />
      </div>
      <div className="zx-fields">
        <TextField
          wide
          label={t('assessment.bulletin_title')}
          value={form.title}
          onChange={(title) => set({ title })}
        />
        <TextField
          label={t('assessment.publication')}
          value={form.publication}
          onChange={(publication) => set({ publication })}
        />
        {withAmount.includes(form.kind) && (
          <NumberField optional label={t('assessment.points')} value={amount} onChange={setAmount} />
        )}
      </div>
      <p className="zx-label" id="fact-units">
        {t('assessment.credited_units')}
      </p>
      <UnitPicker multiple label={t('assessment.credited_units')} value={unitIds} onChange={(ids) => setUnitIds(ids)} />
      <label className="zx-label" htmlFor="fact-reason">
        {t('assessment.reason')}
      </label>
      <textarea
        id="fact-reason"
        className="zx-input zx-area"
        rows={2}
        maxLength={500}
        value={form.reason}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <p className="zx-label">{t('assessment.evidence')}</p>
      <FileUpload files={files} onChange={setFiles} />
      <Refused error={enter.error} />
    </Dialog>
  )
}

/** The ranks of leaders that the scheme in force knows. */
function useRanks() {
  const schemes = useQuery(api.assessment.schemes.queryOptions({ input: {} }))
  const inForce = schemes.data?.items.find((row) => row.status === 'inForce')
  const scheme = useQuery({
    ...api.assessment.scheme.queryOptions({ input: { id: inForce?.id ?? '' } }),
    enabled: inForce !== undefined,
  })
  return (scheme.data?.content.ranks ?? []).map((rank) => ({ value: rank.code, label: rank.name }))
}
