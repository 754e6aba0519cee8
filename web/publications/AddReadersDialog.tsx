import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PersonPicker, UnitPicker } from '../organisations/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 补发: more people, units or whole tiers, after the release. */
export function AddReadersDialog({ issue, onClose }: { issue: Issue; onClose: () => void }) {
  const id = useId()
  const [chosen, setChosen] = useState({ personIds: [] as string[], unitIds: [] as string[], tierIds: [] as string[] })
  const tiers = useQuery(api.publications.tiers.queryOptions({ input: { officeId: issue.officeId } }))
  const add = useAct(() => client.publications.addRecipients({ id: issue.id, ...chosen }), {
    inline: true,
    done: t('publications.addRecipients_done'),
    after: onClose,
  })
  const none = chosen.personIds.length + chosen.unitIds.length + chosen.tierIds.length === 0
  const flip = (tierId: string) =>
    setChosen({
      ...chosen,
      tierIds: chosen.tierIds.includes(tierId)
        ? chosen.tierIds.filter((one) => one !== tierId)
        : [...chosen.tierIds, tierId],
    })
  return (
    <Dialog
      title={t('publications.addRecipients')}
      confirm={t('publications.addRecipients')}
      busy={add.isPending}
      disabled={none}
      onConfirm={() => add.mutate(undefined)}
      onCancel={onClose}
      width={520}
    >
      <p>{t('publications.addRecipients_hint')}</p>
      <div className="zx-issue-tiers" role="group" aria-label={t('publications.tiers')}>
        {(tiers.data?.items ?? [])
          .filter((tier) => tier.active)
          .map((tier) => (
            <label key={tier.id}>
              <input type="checkbox" checked={chosen.tierIds.includes(tier.id)} onChange={() => flip(tier.id)} />
              {tier.name}
            </label>
          ))}
      </div>
      <label className="zx-label" htmlFor={`${id}-people`}>
        {t('publications.people')}
      </label>
      <PersonPicker
        id={`${id}-people`}
        label={t('publications.people')}
        multiple
        value={chosen.personIds}
        onChange={(personIds) => setChosen({ ...chosen, personIds })}
      />
      <label className="zx-label" htmlFor={`${id}-units`}>
        {t('publications.units')}
      </label>
      <UnitPicker
        id={`${id}-units`}
        label={t('publications.units')}
        multiple
        value={chosen.unitIds}
        onChange={(unitIds) => setChosen({ ...chosen, unitIds })}
      />
      <Refused error={add.error} />
    </Dialog>
  )
}
