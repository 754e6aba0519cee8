import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { PersonPicker, UnitPicker } from '../organisations/index.tsx'
import { useAct } from './use-act.ts'
import { keep } from './use-arrangement.ts'

interface Scope {
  tierIds: string[]
  personIds: string[]
  unitIds: string[]
}

/** 发放范围: the tiers this issue goes to (普发), and units and people named for it (定向). It begins with the tiers of the publication. */
export function ScopePanel({ issue, busy }: { issue: Issue; busy: boolean }) {
  const id = useId()
  const tiers = useQuery(api.publications.tiers.queryOptions({ input: { officeId: issue.officeId } }))
  const scope: Scope = {
    tierIds: issue.tiers.map((tier) => tier.id),
    personIds: issue.people.map((person) => person.id),
    unitIds: issue.units.map((unit) => unit.id),
  }
  const set = useAct(
    (change: Partial<Scope>) =>
      client.publications.setScope({ id: issue.id, version: issue.version, ...scope, ...change }),
    { after: (saved) => void keep(saved) },
  )
  const waits = busy || set.isPending
  const flip = (tierId: string) =>
    set.mutate({
      tierIds: scope.tierIds.includes(tierId)
        ? scope.tierIds.filter((one) => one !== tierId)
        : [...scope.tierIds, tierId],
    })
  const targeted = scope.personIds.length + scope.unitIds.length > 0
  return (
    <section className="zx-panel zx-issue-scope" aria-label={t('publications.scope')}>
      <h2>{t('publications.scope')}</h2>
      <div className="zx-issue-tiers">
        {(tiers.data?.items ?? [])
          .filter((tier) => tier.active || scope.tierIds.includes(tier.id))
          .map((tier) => (
            <label key={tier.id}>
              <input
                type="checkbox"
                checked={scope.tierIds.includes(tier.id)}
                disabled={waits}
                onChange={() => flip(tier.id)}
              />
              {tier.name}
            </label>
          ))}
      </div>
      <details className="zx-issue-targeted" open={targeted}>
        <summary>{t('publications.targeted')}</summary>
        <fieldset disabled={waits}>
          <label className="zx-label" htmlFor={`${id}-units`}>
            {t('publications.targeted_units')}
          </label>
          <UnitPicker
            id={`${id}-units`}
            label={t('publications.targeted_units')}
            multiple
            value={scope.unitIds}
            onChange={(unitIds) => set.mutate({ unitIds })}
          />
          <label className="zx-label" htmlFor={`${id}-people`}>
            {t('publications.targeted_people')}
          </label>
          <PersonPicker
            id={`${id}-people`}
            label={t('publications.targeted_people')}
            multiple
            value={scope.personIds}
            onChange={(personIds) => set.mutate({ personIds })}
          />
        </fieldset>
      </details>
      <p className="zx-quiet">{t('publications.scope_count', { count: issue.recipientCount })}</p>
    </section>
  )
}
