import { useId, useState } from 'react'
import type { Role } from '../../contract/access.ts'
import type { RoleGrant } from '../../contract/organisations.ts'
import { client, refusalOf } from '../app/api.ts'
import { refusalSentence, t, tMaybe } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { dayOf } from '../ui/format.ts'
import { ChoiceField, DayField, Labelled, Pair, TextField } from './fields.tsx'
import { PersonPicker, UnitPicker } from './pickers.tsx'
import { useSaving } from './use-saving.ts'
import { roles } from './values.ts'

/** The roles that stand against each other are named as people call them. */
function GrantRefused({ error }: { error: unknown }) {
  const refusal = refusalOf(error)
  if (!refusal || !('wanted' in refusal.data)) return <Refused error={error} />
  const roleName = (role: unknown) => tMaybe(`identity.role_${String(role)}`)
  const named = { ...refusal.data, held: roleName(refusal.data['held']), wanted: roleName(refusal.data['wanted']) }
  return (
    <p className="zx-problem" role="alert">
      {refusalSentence(refusal.code, named)}
    </p>
  )
}

/** 授予岗位: to this person, or to one chosen here. */
export function GrantDialog({
  person,
  onClose,
}: {
  person?: { id: string; name: string; unitId: string | undefined }
  onClose: () => void
}) {
  const [personId, setPersonId] = useState<string[]>(person ? [person.id] : [])
  const [unitId, setUnitId] = useState<string[]>(person?.unitId ? [person.unitId] : [])
  const [form, setForm] = useState({
    role: 'reporter' as Role,
    reach: 'own' as 'own' | 'subtree',
    validFrom: dayOf(new Date()),
    validTo: '',
  })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const ids = [useId(), useId()] as const
  const { save, busy, error } = useSaving(
    () =>
      client.organisations.grantRole({
        ...form,
        validTo: form.validTo || null,
        personId: personId[0]!,
        unitId: unitId[0]!,
      }),
    onClose,
  )
  return (
    <Dialog
      title={person ? t('organisations.grant_title', { name: person.name }) : t('organisations.grant_role')}
      confirm={t('organisations.grant_role')}
      width={580}
      busy={busy}
      disabled={personId.length === 0 || unitId.length === 0 || form.validFrom === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <p>{t('organisations.three_admins')}</p>
      {!person && (
        <Labelled id={ids[0]} label={t('organisations.for_person')}>
          <PersonPicker
            id={ids[0]}
            label={t('organisations.for_person')}
            value={personId}
            onChange={(chosen, people) => {
              setPersonId(chosen)
              if (people[0]) setUnitId([people[0].unitId])
            }}
          />
        </Labelled>
      )}
      <Labelled id={ids[1]} label={t('organisations.at_unit')}>
        <UnitPicker id={ids[1]} label={t('organisations.at_unit')} value={unitId} onChange={setUnitId} />
      </Labelled>
      <Pair>
        <ChoiceField
          label={t('organisations.role')}
          choices={roles.map((value) => ({ value, label: t(`identity.role_${value}`) }))}
          value={form.role}
          onChange={(role) => set({ role })}
        />
        <ChoiceField
          label={t('organisations.reach')}
          choices={[
            { value: 'own', label: t('organisations.reach_own') },
            { value: 'subtree', label: t('organisations.reach_subtree') },
          ]}
          value={form.reach}
          onChange={(reach) => set({ reach })}
        />
        <DayField
          label={t('organisations.grant_from')}
          value={form.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
        <DayField
          label={t('organisations.grant_to')}
          min={form.validFrom}
          value={form.validTo}
          onChange={(validTo) => set({ validTo })}
        />
      </Pair>
      <GrantRefused error={error} />
    </Dialog>
  )
}

export function RevokeDialog({ grant, onClose }: { grant: RoleGrant; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { save, busy, error } = useSaving(() => client.organisations.revokeGrant({ id: grant.id, reason }), onClose)
  return (
    <Dialog
      title={t('organisations.revoke_title', { role: t(`identity.role_${grant.role}`) })}
      confirm={t('organisations.revoke')}
      danger
      width={520}
      busy={busy}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <p>{t('organisations.revoke_hint', { name: grant.personName })}</p>
      <TextField label={t('organisations.revoke_reason')} max={200} autoFocus value={reason} onChange={setReason} />
      <Refused error={error} />
    </Dialog>
  )
}

/** 授权代签, by the holder. */
export function DelegateDialog({ grant, onClose }: { grant: RoleGrant; onClose: () => void }) {
  const today = dayOf(new Date())
  const [to, setTo] = useState<string[]>([])
  const [form, setForm] = useState({ validFrom: today, validTo: today, reason: '' })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const id = useId()
  const { save, busy, error } = useSaving(
    () => client.organisations.delegate({ ...form, grantId: grant.id, toPersonId: to[0]! }),
    onClose,
  )
  return (
    <Dialog
      title={t('organisations.delegate_title', { role: t(`identity.role_${grant.role}`) })}
      confirm={t('organisations.delegate')}
      width={540}
      busy={busy}
      disabled={to.length === 0 || form.validFrom === '' || form.validTo === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <Labelled id={id} label={t('organisations.delegate_to')} hint={t('organisations.delegate_to_hint')}>
        <PersonPicker
          id={id}
          label={t('organisations.delegate_to')}
          unitId={grant.unitId}
          except={[grant.personId]}
          value={to}
          onChange={setTo}
        />
      </Labelled>
      <Pair>
        <DayField
          label={t('organisations.delegate_from')}
          value={form.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
        <DayField
          label={t('organisations.delegate_until')}
          min={form.validFrom}
          max={grant.validTo ?? undefined}
          value={form.validTo}
          onChange={(validTo) => set({ validTo })}
        />
      </Pair>
      <TextField
        label={t('organisations.delegate_reason')}
        max={200}
        value={form.reason}
        onChange={(reason) => set({ reason })}
      />
      <GrantRefused error={error} />
    </Dialog>
  )
}
