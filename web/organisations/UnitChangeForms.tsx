import { useId, useState } from 'react'
import type { UnitDetail } from '../../contract/organisations.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { dayOf } from '../ui/format.ts'
import { CheckField, DayField, Labelled, Pair, TextField } from './fields.tsx'
import { UnitPicker } from './pickers.tsx'
import { useSaving } from './use-saving.ts'

interface Props {
  unit: UnitDetail
  onClose: () => void
}

/** The day a change counts from, and the document that ordered it. */
function useDated() {
  const [dated, setDated] = useState({ effectiveOn: dayOf(new Date()), basis: '' })
  const fields = (
    <Pair>
      <DayField
        label={t('organisations.effective_on')}
        hint={t('organisations.effective_hint')}
        max={dayOf(new Date())}
        value={dated.effectiveOn}
        onChange={(effectiveOn) => setDated({ ...dated, effectiveOn })}
      />
      <TextField
        label={t('organisations.basis')}
        hint={t('organisations.basis_hint')}
        max={200}
        value={dated.basis}
        onChange={(basis) => setDated({ ...dated, basis })}
      />
    </Pair>
  )
  return { dated, fields }
}

export function RenameUnitDialog({ unit, onClose }: Props) {
  const [form, setForm] = useState({
    name: unit.name,
    shortName: unit.shortName,
    governmentName: unit.governmentName ?? '',
  })
  const { dated, fields } = useDated()
  const { save, busy, error } = useSaving(
    () =>
      client.organisations.renameUnit({
        id: unit.id,
        ...form,
        governmentName: form.governmentName.trim() || null,
        ...dated,
      }),
    onClose,
  )
  const disabled = form.name.trim() === '' || form.shortName.trim() === '' || dated.effectiveOn === ''
  return (
    <Dialog
      title={t('organisations.rename_title', { name: unit.shortName })}
      confirm={t('organisations.do_rename')}
      width={600}
      busy={busy}
      disabled={disabled}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <TextField
        label={t('organisations.name')}
        max={100}
        autoFocus
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
      />
      <Pair>
        <TextField
          label={t('organisations.short_name')}
          max={40}
          value={form.shortName}
          onChange={(shortName) => setForm({ ...form, shortName })}
        />
        <TextField
          label={t('organisations.government')}
          max={100}
          value={form.governmentName}
          onChange={(governmentName) => setForm({ ...form, governmentName })}
        />
      </Pair>
      {fields}
      <Refused error={error} />
    </Dialog>
  )
}

export function MoveUnitDialog({ unit, onClose }: Props) {
  const [parentId, setParentId] = useState<string[]>([])
  const { dated, fields } = useDated()
  const id = useId()
  const { save, busy, error } = useSaving(
    () => client.organisations.moveUnit({ id: unit.id, parentId: parentId[0]!, ...dated }),
    onClose,
  )
  return (
    <Dialog
      title={t('organisations.move_title', { name: unit.shortName })}
      confirm={t('organisations.do_move')}
      width={600}
      busy={busy}
      disabled={parentId.length === 0 || dated.effectiveOn === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <p>{t('organisations.move_hint')}</p>
      <Labelled id={id} label={t('organisations.superior')}>
        <UnitPicker
          id={id}
          label={t('organisations.superior')}
          value={parentId}
          onChange={setParentId}
          except={[unit.id]}
        />
      </Labelled>
      {fields}
      <Refused error={error} />
    </Dialog>
  )
}

export function MergeUnitDialog({ unit, onClose }: Props) {
  const [intoId, setIntoId] = useState<string[]>([])
  const [carryPosts, setCarryPosts] = useState(true)
  const { dated, fields } = useDated()
  const id = useId()
  const { save, busy, error } = useSaving(
    () => client.organisations.mergeUnit({ id: unit.id, intoId: intoId[0]!, carryPosts, ...dated }),
    onClose,
  )
  return (
    <Dialog
      title={t('organisations.merge_title', { name: unit.shortName })}
      confirm={t('organisations.do_merge')}
      danger
      width={600}
      busy={busy}
      disabled={intoId.length === 0 || dated.effectiveOn === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <p>{t('organisations.merge_hint')}</p>
      <Labelled id={id} label={t('organisations.merge_into')}>
        <UnitPicker
          id={id}
          label={t('organisations.merge_into')}
          value={intoId}
          onChange={setIntoId}
          except={[unit.id]}
        />
      </Labelled>
      {fields}
      <CheckField label={t('organisations.carry_posts')} value={carryPosts} onChange={setCarryPosts} />
      <Refused error={error} />
    </Dialog>
  )
}

export function AbolishUnitDialog({ unit, onClose }: Props) {
  const { dated, fields } = useDated()
  const { save, busy, error } = useSaving(() => client.organisations.abolishUnit({ id: unit.id, ...dated }), onClose)
  return (
    <Dialog
      title={t('organisations.abolish_title', { name: unit.shortName })}
      confirm={t('organisations.do_abolish')}
      danger
      width={600}
      busy={busy}
      disabled={dated.effectiveOn === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <p>{t('organisations.abolish_hint')}</p>
      {fields}
      <Refused error={error} />
    </Dialog>
  )
}
