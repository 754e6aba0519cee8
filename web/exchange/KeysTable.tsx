import { useState } from 'react'
import type { NodeKeyView } from '../../contract/exchange.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useProof } from '../identity/index.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay } from '../ui/format.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useAct } from './use-act.ts'

const tones = { next: 'blue', active: 'green', retired: 'neutral', revoked: 'red' } as const

/** The keys of a node, by use and state. With `lineId` the other node's keys may be revoked. */
export function KeysTable({ keys, lineId }: { keys: NodeKeyView[]; lineId?: string }) {
  const [revoking, setRevoking] = useState<NodeKeyView>()
  const { withProof, dialog } = useProof()
  const revokeKey = (reason: string) => client.exchange.revokeKey({ id: lineId!, keyId: revoking!.id, reason })
  const revoke = useAct((reason: string) => withProof(() => revokeKey(reason)), {
    inline: true,
    done: t('exchange.done'),
    after: () => setRevoking(undefined),
  })
  return (
    <>
      <table className="zx-lines">
        <thead>
          <tr>
            <th>{t('exchange.key_purpose')}</th>
            <th>{t('exchange.state')}</th>
            <th>{t('exchange.fingerprint')}</th>
            <th>{t('exchange.key_made')}</th>
            <th>{t('exchange.key_expires')}</th>
            {lineId && <th aria-label={t('exchange.acts')} />}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>{t(`exchange.purpose_${key.purpose}`)}</td>
              <td>
                <StateTag tone={tones[key.state]} title={key.revokedReason ?? undefined}>
                  {t(`exchange.key_${key.state}`)}
                </StateTag>
              </td>
              <td>
                <code>{key.fingerprint}</code>
              </td>
              <td>{formatDay(key.madeAt)}</td>
              <td>{key.expiresAt ? formatDay(key.expiresAt) : '—'}</td>
              {lineId && (
                <td className="right">
                  {key.state !== 'revoked' && (
                    <button type="button" className="zx-link-button" onClick={() => setRevoking(key)}>
                      {t('exchange.key_revoke')}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {dialog}
      {revoking && (
        <ReasonDialog
          title={t('exchange.key_revoke')}
          hint={t('exchange.key_revoke_hint')}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          onGive={(reason) => revoke.mutate(reason)}
          onCancel={() => setRevoking(undefined)}
        />
      )}
    </>
  )
}
