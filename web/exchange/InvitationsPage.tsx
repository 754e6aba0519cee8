import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Invitation } from '../../contract/exchange.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useMay } from '../app/session.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime } from '../ui/format.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { LinesTabs } from './LinesTabs.tsx'
import { useAct } from './use-act.ts'
import './exchange.css'

/** 接入邀请: one administrator invites, the other agrees; the code works once. */
export function InvitationsPage() {
  const list = useQuery(api.exchange.invitations.queryOptions())
  const [inviting, setInviting] = useState(false)
  const mayInvite = useMay('node.manage')
  const approve = useAct((id: string) => client.exchange.approveInvitation({ id }), {
    done: t('exchange.approved_done'),
  })
  const cancel = useAct((id: string) => client.exchange.cancelInvitation({ id }), { done: t('exchange.done') })
  const items = list.data?.items ?? []
  return (
    <div className="zx-page">
      <PageHeader
        title={t('exchange.lines')}
        hint={t('exchange.invitations_hint')}
        actions={
          mayInvite && (
            <button type="button" className="zx-button primary" onClick={() => setInviting(true)}>
              {t('exchange.invite')}
            </button>
          )
        }
      >
        <LinesTabs here="invitations" />
      </PageHeader>
      <div className="zx-page-body">
        <Refused error={list.error} />
        {list.isPending && <p role="status">{t('app.loading')}</p>}
        {list.data && items.length === 0 && <p className="zx-lines-none">{t('exchange.no_invitations')}</p>}
        {items.length > 0 && (
          <table className="zx-lines">
            <thead>
              <tr>
                <th>{t('exchange.unit')}</th>
                <th>{t('exchange.state')}</th>
                <th>{t('exchange.invited_by')}</th>
                <th>{t('exchange.approved_by')}</th>
                <th>{t('exchange.expires')}</th>
                <th aria-label={t('exchange.acts')} />
              </tr>
            </thead>
            <tbody>
              {items.map((invitation) => (
                <tr key={invitation.id}>
                  <td>{invitation.unitName}</td>
                  <td>{stateOf(invitation)}</td>
                  <td>
                    {invitation.createdBy}　{formatDateTime(invitation.createdAt)}
                  </td>
                  <td>{invitation.approvedBy ?? '—'}</td>
                  <td>{formatDateTime(invitation.expiresAt)}</td>
                  <td className="right">
                    {invitation.actions.map((action) => (
                      <button
                        key={action}
                        type="button"
                        className="zx-link-button"
                        onClick={() => (action === 'approve' ? approve : cancel).mutate(invitation.id)}
                      >
                        {t(`exchange.invitation_${action}`)}
                      </button>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  )
}

function stateOf(invitation: Invitation) {
  if (invitation.usedAt) return <StateTag tone="green">{t('exchange.invitation_used')}</StateTag>
  if (invitation.cancelledAt) return <StateTag>{t('exchange.invitation_cancelled')}</StateTag>
  if (Date.parse(invitation.expiresAt) < Date.now()) return <StateTag>{t('exchange.invitation_expired')}</StateTag>
  if (!invitation.approvedAt) return <StateTag tone="amber">{t('exchange.invitation_open')}</StateTag>
  return <StateTag tone="blue">{t('exchange.invitation_approved')}</StateTag>
}
