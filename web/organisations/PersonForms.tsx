import { useId, useState } from 'react'
import type { Officer, PersonDetail, Post } from '../../contract/organisations.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { dayOf } from '../ui/format.ts'
import { ChoiceField, DayField, Labelled, Pair, TextField } from './fields.tsx'
import { PersonPicker, UnitPicker } from './pickers.tsx'
import { useSaving } from './use-saving.ts'
import { officers } from './values.ts'

interface PostForm {
  title: string
  officer: Officer
  officePhone: string
}
const emptyPost: PostForm = { title: '', officer: 'none', officePhone: '' }
const orNull = (text: string) => text.trim() || null
const details = (form: PostForm) => ({
  title: form.title,
  officer: form.officer,
  officePhone: orNull(form.officePhone),
})

function PostFields({ form, onChange }: { form: PostForm; onChange: (form: PostForm) => void }) {
  return (
    <>
      <Pair>
        <TextField
          label={t('organisations.title')}
          max={60}
          value={form.title}
          onChange={(title) => onChange({ ...form, title })}
        />
        <ChoiceField
          label={t('organisations.officer')}
          choices={officers.map((value) => ({ value, label: t(`organisations.officer_${value}`) }))}
          value={form.officer}
          onChange={(officer) => onChange({ ...form, officer })}
        />
      </Pair>
      <TextField
        label={t('organisations.office_phone')}
        max={40}
        type="tel"
        value={form.officePhone}
        onChange={(officePhone) => onChange({ ...form, officePhone })}
      />
    </>
  )
}

interface Contact {
  name: string
  mobile: string
  email: string
}
const contactOf = (form: Contact) => ({ name: form.name, mobile: orNull(form.mobile), email: orNull(form.email) })
const isContact = (form: Contact) => form.name.trim() !== '' && /^(1\d{10})?$/.test(form.mobile.trim())

function ContactFields({ form, onChange }: { form: Contact; onChange: (form: Contact) => void }) {
  return (
    <>
      <TextField
        label={t('organisations.person_name')}
        max={40}
        autoFocus
        value={form.name}
        onChange={(name) => onChange({ ...form, name })}
      />
      <Pair>
        <TextField
          label={t('organisations.mobile')}
          hint={t('organisations.mobile_hint')}
          max={11}
          type="tel"
          value={form.mobile}
          onChange={(mobile) => onChange({ ...form, mobile })}
        />
        <TextField
          label={t('organisations.email')}
          max={100}
          type="email"
          value={form.email}
          onChange={(email) => onChange({ ...form, email })}
        />
      </Pair>
    </>
  )
}

export function AddPersonDialog({
  unit,
  onClose,
  onAdded,
}: {
  unit: { id: string; name: string }
  onClose: () => void
  onAdded: (id: string) => void
}) {
  const [contact, setContact] = useState<Contact>({ name: '', mobile: '', email: '' })
  const [post, setPost] = useState(emptyPost)
  const [validFrom, setValidFrom] = useState(dayOf(new Date()))
  const { save, busy, error } = useSaving(
    () => client.organisations.createPerson({ ...contactOf(contact), ...details(post), unitId: unit.id, validFrom }),
    ({ id }) => onAdded(id),
  )
  return (
    <Dialog
      title={`${t('organisations.add_person')}　${unit.name}`}
      confirm={t('organisations.add_person')}
      width={580}
      busy={busy}
      disabled={!isContact(contact) || post.title.trim() === '' || validFrom === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <ContactFields form={contact} onChange={setContact} />
      <PostFields form={post} onChange={setPost} />
      <DayField label={t('organisations.valid_from')} value={validFrom} onChange={setValidFrom} />
      <Refused error={error} />
    </Dialog>
  )
}

export function EditPersonDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const [contact, setContact] = useState<Contact>({
    name: person.name,
    mobile: person.mobile ?? '',
    email: person.email ?? '',
  })
  const { save, busy, error } = useSaving(
    () => client.organisations.editPerson({ id: person.id, ...contactOf(contact) }),
    onClose,
  )
  return (
    <Dialog
      title={t('organisations.edit_person', { name: person.name })}
      confirm={t('organisations.save')}
      width={580}
      busy={busy}
      disabled={!isContact(contact)}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <ContactFields form={contact} onChange={setContact} />
      <Refused error={error} />
    </Dialog>
  )
}

export function EditPostDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const [form, setForm] = useState<PostForm>({
    title: post.title,
    officer: post.officer,
    officePhone: post.officePhone ?? '',
  })
  const { save, busy, error } = useSaving(
    () => client.organisations.editPost({ id: post.id, ...details(form) }),
    onClose,
  )
  return (
    <Dialog
      title={`${t('organisations.edit_post')}　${post.unitName}`}
      confirm={t('organisations.save')}
      width={540}
      busy={busy}
      disabled={form.title.trim() === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <PostFields form={form} onChange={setForm} />
      <Refused error={error} />
    </Dialog>
  )
}

export function EndPostDialog({ person, post, onClose }: { person: PersonDetail; post: Post; onClose: () => void }) {
  const [lastDay, setLastDay] = useState(dayOf(new Date()))
  const [heir, setHeir] = useState<string[]>([])
  const id = useId()
  const { save, busy, error } = useSaving(
    () => client.organisations.endPost({ id: post.id, lastDay, handOverToId: heir[0] ?? null }),
    onClose,
  )
  return (
    <Dialog
      title={`${t('organisations.end_post')}　${person.name}，${post.unitName}${post.title}`}
      confirm={t('organisations.end_post')}
      danger
      width={540}
      busy={busy}
      disabled={lastDay === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      <DayField label={t('organisations.last_day')} max={dayOf(new Date())} value={lastDay} onChange={setLastDay} />
      <Labelled id={id} label={t('organisations.hand_over')}>
        <PersonPicker
          id={id}
          label={t('organisations.hand_over')}
          unitId={post.unitId}
          except={[person.id]}
          value={heir}
          onChange={setHeir}
        />
      </Labelled>
      <Refused error={error} />
    </Dialog>
  )
}

/** One more post, or (`transfer`) the next one in place of the main one. */
export function NewPostDialog({
  person,
  transfer,
  onClose,
}: {
  person: PersonDetail
  transfer: boolean
  onClose: () => void
}) {
  const [form, setForm] = useState(emptyPost)
  const [unitId, setUnitId] = useState<string[]>([])
  const [day, setDay] = useState(dayOf(new Date()))
  const [heir, setHeir] = useState<string[]>([])
  const ids = [useId(), useId()] as const
  const main = person.posts.find((post) => post.isCurrent && post.isMain)
  const { save, busy, error } = useSaving(async () => {
    const post = { id: person.id, unitId: unitId[0]!, ...details(form) }
    if (transfer)
      await client.organisations.transferPerson({ ...post, effectiveOn: day, handOverToId: heir[0] ?? null })
    else await client.organisations.addPost({ ...post, validFrom: day })
  }, onClose)
  const title = transfer
    ? t('organisations.transfer_title', { name: person.name })
    : `${t('organisations.add_post')}　${person.name}`
  return (
    <Dialog
      title={title}
      confirm={t(transfer ? 'organisations.transfer' : 'organisations.add_post')}
      width={580}
      busy={busy}
      disabled={unitId.length === 0 || form.title.trim() === '' || day === ''}
      onConfirm={() => save(undefined)}
      onCancel={onClose}
    >
      {transfer && <p>{t('organisations.transfer_hint')}</p>}
      <Labelled id={ids[0]} label={t(transfer ? 'organisations.to_unit' : 'organisations.unit')}>
        <UnitPicker id={ids[0]} label={t('organisations.unit')} value={unitId} onChange={setUnitId} />
      </Labelled>
      <PostFields form={form} onChange={setForm} />
      <DayField
        label={t(transfer ? 'organisations.effective_on' : 'organisations.valid_from')}
        max={transfer ? dayOf(new Date()) : undefined}
        value={day}
        onChange={setDay}
      />
      {transfer && main && (
        <Labelled id={ids[1]} label={t('organisations.hand_over')}>
          <PersonPicker
            id={ids[1]}
            label={t('organisations.hand_over')}
            unitId={main.unitId}
            except={[person.id]}
            value={heir}
            onChange={setHeir}
          />
        </Labelled>
      )}
      <Refused error={error} />
    </Dialog>
  )
}
