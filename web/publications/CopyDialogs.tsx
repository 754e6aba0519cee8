import { useId, useState } from 'react'
import type { Copy, CopySettlement } from '../../contract/publications-copies.ts'
import type { Issue } from '../../contract/publications.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PersonPicker, UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

interface Props {
  issue: Issue
  onClose: () => void
}

/** 编份号: how many prints get a number. */
export function NumberCopiesDialog({ issue, onClose }: Props) {
  const id = useId()
  const [count, setCount] = useState('10')
  const wanted = Number(count)
  const good = Number.isInteger(wanted) && wanted >= 1 && wanted <= 500
  const act = useAct(() => client.publications.numberCopies({ id: issue.id, count: wanted }), {
    inline: true,
    done: t('publications.copies_number_done'),
    after: onClose,
  })
  return (
    <Dialog
      title={t('publications.copies_number')}
      confirm={t('publications.copies_number')}
      busy={act.isPending}
      disabled={!good}
      onConfirm={() => act.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{t('publications.copies_number_hint')}</p>
      <label className="zx-label" htmlFor={id}>
        {t('publications.copies_count')}
      </label>
      <input
        id={id}
        className="zx-input"
        inputMode="numeric"
        value={count}
        onChange={(event) => setCount(event.target.value)}
      />
      <Refused error={act.error} />
    </Dialog>
  )
}

/** 领取: one print to each of these people and units, the lowest numbers first. */
export function GiveCopiesDialog({ issue, onClose }: Props) {
  const id = useId()
  const [to, setTo] = useState({ personIds: [] as string[], unitIds: [] as string[] })
  const act = useAct(() => client.publications.giveCopies({ id: issue.id, ...to }), {
    inline: true,
    done: t('publications.copies_give_done'),
    after: onClose,
  })
  return (
    <Dialog
      title={t('publications.copies_give')}
      confirm={t('publications.copies_give')}
      busy={act.isPending}
      disabled={to.personIds.length + to.unitIds.length === 0}
      onConfirm={() => act.mutate(undefined)}
      onCancel={onClose}
      width={520}
    >
      <p>{t('publications.copies_give_hint')}</p>
      <label className="zx-label" htmlFor={`${id}-people`}>
        {t('publications.people')}
      </label>
      <PersonPicker
        id={`${id}-people`}
        label={t('publications.people')}
        multiple
        value={to.personIds}
        onChange={(personIds) => setTo({ ...to, personIds })}
      />
      <label className="zx-label" htmlFor={`${id}-units`}>
        {t('publications.units')}
      </label>
      <UnitPicker
        id={`${id}-units`}
        label={t('publications.units')}
        multiple
        value={to.unitIds}
        onChange={(unitIds) => setTo({ ...to, unitIds })}
      />
      <Refused error={act.error} />
    </Dialog>
  )
}

/** 收回、登记遗失、销毁. */
export function SettleCopiesDialog({
  issue,
  copies,
  settlement,
  onClose,
}: Props & { copies: Copy[]; settlement: CopySettlement }) {
  const id = useId()
  const [note, setNote] = useState('')
  const act = useAct(
    () => client.publications.settleCopies({ id: issue.id, copyIds: copies.map((copy) => copy.id), settlement, note }),
    { inline: true, done: t(`publications.copies_${settlement}_done`), after: onClose },
  )
  return (
    <Dialog
      title={t(`publications.copies_${settlement}`)}
      confirm={t(`publications.copies_${settlement}`)}
      danger={settlement !== 'takeBack'}
      busy={act.isPending}
      onConfirm={() => act.mutate(undefined)}
      onCancel={onClose}
    >
      <p>
        {t('publications.copies_chosen', {
          count: copies.length,
          marks: copies.map((copy) => copy.mark).join('、'),
        })}
      </p>
      <label className="zx-label" htmlFor={id}>
        {t('publications.copies_note')}
      </label>
      <input
        id={id}
        className="zx-input"
        maxLength={300}
        value={note}
        placeholder={t(`publications.copies_${settlement}_hint`)}
        onChange={(event) => setNote(event.target.value)}
      />
      <Refused error={act.error} />
    </Dialog>
  )
}
