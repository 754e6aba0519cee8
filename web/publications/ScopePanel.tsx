import { useQuery } from '@tanstack/react-query'
import type { Issue } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAct } from './use-act.ts'
import { keep } from './use-arrangement.ts'

/** 发放范围: the tiers this issue goes to. It begins with those of the publication. */
export function ScopePanel({ issue, busy }: { issue: Issue; busy: boolean }) {
  const tiers = useQuery(api.publications.tiers.queryOptions({ input: { officeId: issue.officeId } }))
  const chosen = new Set(issue.tiers.map((tier) => tier.id))
  const set = useAct(
    (tierIds: string[]) => client.publications.setTiers({ id: issue.id, version: issue.version, tierIds }),
    { after: (saved) => void keep(saved) },
  )
  const flip = (id: string) => set.mutate(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id])
  return (
    <section className="zx-panel zx-issue-scope" aria-label={t('publications.scope')}>
      <h2>{t('publications.scope')}</h2>
      <div className="zx-issue-tiers">
        {(tiers.data?.items ?? [])
          .filter((tier) => tier.active || chosen.has(tier.id))
          .map((tier) => (
            <label key={tier.id}>
              <input
                type="checkbox"
                checked={chosen.has(tier.id)}
                disabled={busy || set.isPending}
                onChange={() => flip(tier.id)}
              />
              {tier.name}
            </label>
          ))}
      </div>
      <p className="zx-quiet">{t('publications.scope_count', { count: issue.recipientCount })}</p>
    </section>
  )
}
