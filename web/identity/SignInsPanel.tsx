import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime } from '../ui/format.ts'

const tones = { signedIn: 'green', failed: 'amber', locked: 'red' } as const

/** 登录记录: one's own sign-ins and failed tries; folded until asked for. */
export function SignInsPanel() {
  const list = useQuery(api.identity.signIns.queryOptions())
  return (
    <details className="zx-panel">
      <summary>{t('identity.sign_ins')}</summary>
      <p className="zx-quiet">{t('identity.sign_ins_hint')}</p>
      {list.error && <Refused error={list.error} />}
      {list.data && (
        <table className="zx-plain-table">
          <thead>
            <tr>
              <th>{t('identity.sign_in_at')}</th>
              <th>{t('identity.sign_in_outcome')}</th>
              <th>{t('identity.address')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data.items.map((row) => (
              <tr key={row.at + row.outcome}>
                <td>{formatDateTime(row.at)}</td>
                <td>
                  <StateTag tone={tones[row.outcome]}>{t(`identity.sign_in_${row.outcome}`)}</StateTag>{' '}
                  {row.secondFactor && t('identity.second_factor')}
                </td>
                <td>{row.address}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
