import type { RoleGrant } from '../../contract/organisations.ts'
import { t } from '../app/i18n.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay } from '../ui/format.ts'
import { grantTones } from './values.ts'

type Action = RoleGrant['actions'][number]
const words = {
  revoke: 'organisations.revoke',
  delegate: 'organisations.delegate',
  endDelegation: 'organisations.delegate_end',
} as const satisfies Record<Action, string>

export const periodOf = (grant: RoleGrant): string =>
  grant.validTo
    ? t('organisations.from_to', { from: formatDay(grant.validFrom), to: formatDay(grant.validTo) })
    : t('organisations.since', { from: formatDay(grant.validFrom) })

/** Roles of one person, or (`withPerson`) of several. `only`: the acts this page offers. */
export function GrantTable({
  grants,
  empty,
  withPerson,
  only,
  onAct,
}: {
  grants: RoleGrant[]
  empty: string
  withPerson?: boolean
  only: readonly Action[]
  onAct: (action: Action, grant: RoleGrant) => void
}) {
  if (grants.length === 0) return <p className="zx-quiet">{empty}</p>
  return (
    <table className="zx-plain-table">
      <thead>
        <tr>
          <th scope="col">{t('organisations.role')}</th>
          {withPerson && <th scope="col">{t('organisations.delegate_to')}</th>}
          <th scope="col">{t('organisations.at_unit')}</th>
          <th scope="col">{t('organisations.reach')}</th>
          <th scope="col">{t('organisations.period')}</th>
          <th scope="col">{t('organisations.standing')}</th>
          <th scope="col">
            <span className="zx-hidden">{t('organisations.more_acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => (
          <tr key={grant.id} className={grant.state === 'past' || grant.state === 'revoked' ? 'past' : undefined}>
            <td>
              {t(`identity.role_${grant.role}`)}
              {grant.delegatedFromName &&
                !withPerson &&
                `（${t('organisations.delegated_from', { name: grant.delegatedFromName })}）`}
            </td>
            {withPerson && <td>{grant.personName}</td>}
            <td>{grant.unitName}</td>
            <td>{t(`organisations.reach_${grant.reach}`)}</td>
            <td>{periodOf(grant)}</td>
            <td>
              <StateTag tone={grantTones[grant.state]}>{t(`organisations.state_${grant.state}`)}</StateTag>
            </td>
            <td>
              <span className="zx-plain-acts">
                {grant.actions
                  .filter((action) => only.includes(action))
                  .map((action) => (
                    <button key={action} type="button" className="zx-link-button" onClick={() => onAct(action, grant)}>
                      {t(words[action])}
                    </button>
                  ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
