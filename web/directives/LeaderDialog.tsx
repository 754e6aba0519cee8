import { useId, useState } from 'react'
import type { Leader } from '../../contract/directives.ts'
import { LeaderRank } from '../../contract/directives.letters.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PersonPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { ActInput } from './ActDialog.tsx'
import { useAct } from './use-act.ts'

/** A leader of the office: name and title as they stand on the slip, rank, account, and who may record on behalf. */
export function LeaderDialog({ leader, onClose }: { leader: Leader; onClose: () => void }) {
  const id = useId()
  const [form, setForm] = useState({
    ...leader,
    secretaryIds: leader.secretaries.map((person) => person.id),
  })
  const save = useAct(
    () => {
      const { name, title, rank, personId, secretaryIds, active } = form
      return client.directives.saveLeader({ id: leader.id, name, title, rank, personId, secretaryIds, active })
    },
    { inline: true, done: t('directives.saved'), after: onClose },
  )
  return (
    <Dialog
      title={t('directives.leader')}
      confirm={t('directives.save')}
      width={520}
      busy={save.isPending}
      disabled={form.name.trim() === ''}
      onConfirm={() => save.mutate(undefined)}
      onCancel={onClose}
    >
      <ActInput
        field={{ key: 'name', label: t('directives.leader_name'), kind: 'line', required: true, max: 30 }}
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
      />
      <ActInput
        field={{ key: 'title', label: t('directives.leader_title'), kind: 'line', max: 60 }}
        value={form.title}
        onChange={(title) => setForm({ ...form, title })}
      />
      <label className="zx-label" htmlFor={`${id}-rank`}>
        {t('directives.rank')}
      </label>
      <select
        id={`${id}-rank`}
        className="zx-input"
        value={form.rank}
        onChange={(event) => setForm({ ...form, rank: event.target.value as Leader['rank'] })}
      >
        {LeaderRank.options.map((rank) => (
          <option key={rank} value={rank}>
            {t(`directives.rank_${rank}`)}
          </option>
        ))}
      </select>
      <label className="zx-label" htmlFor={`${id}-person`}>
        {t('directives.account')}
      </label>
      <PersonPicker
        id={`${id}-person`}
        label={t('directives.account')}
        value={form.personId ? [form.personId] : []}
        onChange={([personId]) => setForm({ ...form, personId: personId ?? null })}
      />
      <label className="zx-label" htmlFor={`${id}-secretaries`}>
        {t('directives.secretaries')}
      </label>
      <PersonPicker
        id={`${id}-secretaries`}
        label={t('directives.secretaries')}
        multiple
        value={form.secretaryIds}
        onChange={(secretaryIds) => setForm({ ...form, secretaryIds })}
      />
      <label className="zx-check">
        <input
          type="checkbox"
          checked={form.active}
          onChange={(event) => setForm({ ...form, active: event.target.checked })}
        />
        {t('directives.active')}
      </label>
      <Refused error={save.error} />
    </Dialog>
  )
}
