import { useState } from 'react'
import type { UnitDetail, UnitKind } from '../../contract/organisations.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { dayOf } from '../ui/format.ts'
import { CheckField, ChoiceField, DayField, Pair, TextField } from './fields.tsx'
import { useSaving } from './use-saving.ts'
import { unitKinds } from './values.ts'

const kindChoices = () => unitKinds.map((value) => ({ value, label: t(`organisations.kind_${value}`) }))
const orNull = (text: string) => text.trim() || null

/** 新设: a unit below another. */
export function FoundUnitDialog({
  parent,
  onClose,
  onFounded,
}: {
  parent: UnitDetail
  onClose: () => void
  onFounded: (id: string) => void
}) {
  const [form, setForm] = useState({
    code: '',
    name: '',
    shortName: '',
    kind: 'reportingPoint' as UnitKind,
    isOffice: false,
    governmentName: '',
    phone: '',
    validFrom: dayOf(new Date()),
    basis: '',
  })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const { save, busy, error } = useSaving(
    () =>
      client.organisations.createUnit({
        ...form,
        governmentName: orNull(form.governmentName),
        phone: orNull(form.phone),
        position: 0,
        parentId: parent.id,
      }),
    ({ id }) => onFounded(id),
  )
  return (
    <Dialog
      title={t('organisations.found_title', { name: parent.shortName })}
      confirm={t('organisations.do_addChild')}
      width={600}
      busy={busy}
      disabled={[form.code, form.name, form.shortName, form.validFrom].some((text) => text.trim() === '')}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <TextField
        label={t('organisations.name')}
        max={100}
        autoFocus
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <Pair>
        <TextField
          label={t('organisations.short_name')}
          max={40}
          value={form.shortName}
          onChange={(shortName) => set({ shortName })}
        />
        <TextField
          label={t('organisations.code')}
          hint={t('organisations.code_hint')}
          max={40}
          value={form.code}
          onChange={(code) => set({ code })}
        />
        <ChoiceField
          label={t('organisations.kind')}
          choices={kindChoices()}
          value={form.kind}
          onChange={(kind) => set({ kind })}
        />
        <DayField
          label={t('organisations.founded_on')}
          max={dayOf(new Date())}
          value={form.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
        <TextField
          label={t('organisations.government')}
          max={100}
          value={form.governmentName}
          onChange={(governmentName) => set({ governmentName })}
        />
        <TextField
          label={t('organisations.phone')}
          max={40}
          type="tel"
          value={form.phone}
          onChange={(phone) => set({ phone })}
        />
      </Pair>
      <TextField
        label={t('organisations.basis')}
        hint={t('organisations.basis_hint')}
        max={200}
        value={form.basis}
        onChange={(basis) => set({ basis })}
      />
      <CheckField
        label={t('organisations.is_office')}
        value={form.isOffice}
        onChange={(isOffice) => set({ isOffice })}
      />
      <Refused error={error} />
    </Dialog>
  )
}

/** What is not dated. */
export function EditUnitDialog({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const [form, setForm] = useState({
    kind: unit.kind,
    isOffice: unit.isOffice,
    phone: unit.phone ?? '',
    position: String(unit.position),
  })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const { save, busy, error } = useSaving(
    () =>
      client.organisations.editUnit({
        id: unit.id,
        kind: form.kind,
        isOffice: form.isOffice,
        phone: orNull(form.phone),
        position: Number(form.position),
      }),
    onClose,
  )
  return (
    <Dialog
      title={t('organisations.edit_title', { name: unit.shortName })}
      confirm={t('organisations.save')}
      width={560}
      busy={busy}
      disabled={!/^\d{1,5}$/.test(form.position)}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <Pair>
        <ChoiceField
          label={t('organisations.kind')}
          choices={kindChoices()}
          value={form.kind}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          label={t('organisations.phone')}
          max={40}
          type="tel"
          value={form.phone}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          label={t('organisations.position')}
          max={5}
          value={form.position}
          onChange={(position) => set({ position })}
        />
      </Pair>
      <CheckField
        label={t('organisations.is_office')}
        value={form.isOffice}
        onChange={(isOffice) => set({ isOffice })}
      />
      <Refused error={error} />
    </Dialog>
  )
}
