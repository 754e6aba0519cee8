import { useState } from 'react'
import type { Handling, HandlingAction } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo } from '../app/links.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ReasonForm } from '../ui/ReasonForm.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import type { Decision } from './DecisionDialog.tsx'
import { deskPaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { useKeys } from './use-keys.ts'

const plain = ['receive', 'shortlist', 'unshortlist', 'archive', 'reopen'] as const
type Plain = (typeof plain)[number]

/** What may be done with the open item, as the server allows it; each with its key. */
export function HandlingActs({ handling, openComments }: { handling: Handling; openComments: () => void }) {
  const { id } = handling
  const [asking, setAsking] = useState<Decision | 'share'>()
  const go = useGo()
  const may = (action: HandlingAction) => handling.actions.includes(action)
  const close = () => setAsking(undefined)
  const act = useAct((action: Plain) => client.desk[action]({ id }))
  const edit = useAct(() => client.desk.startEditing({ id }), { after: ({ pieceId }) => go(deskPaths.piece(pieceId)) })
  const decide = useAct(
    (given: { decision: Decision; reasonCode: string; reasonText: string; advice: string; mayResend: boolean }) =>
      client.desk[given.decision]({ id, ...given }),
    { inline: true, done: t('desk.told_unit'), after: close },
  )
  const share = useAct((ground: string) => client.desk.share({ id, shared: !handling.isShared, ground }), {
    inline: true,
    after: close,
  })
  const toggle = may('shortlist') ? 'shortlist' : may('unshortlist') ? 'unshortlist' : undefined
  useKeys({
    r: may('receive') ? () => act.mutate('receive') : undefined,
    s: toggle ? () => act.mutate(toggle) : undefined,
    e: may('edit')
      ? () => edit.mutate(undefined)
      : handling.pieceId
        ? () => go(deskPaths.piece(handling.pieceId!))
        : undefined,
    t: may('reject') ? () => setAsking('reject') : undefined,
    h: may('holdBack') ? () => setAsking('holdBack') : undefined,
    d: may('decline') ? () => setAsking('decline') : undefined,
    a: may('archive') ? () => act.mutate('archive') : undefined,
    c: may('comment') ? openComments : undefined,
  })
  const busy = act.isPending || edit.isPending
  return (
    <div className="zx-desk-acts" role="toolbar" aria-label={t('desk.acts')}>
      {may('edit') && (
        <button
          type="button"
          className="zx-button primary"
          disabled={busy}
          aria-keyshortcuts="e"
          onClick={() => edit.mutate(undefined)}
        >
          <Icon name="pen" size={16} />
          {t('desk.edit')}
        </button>
      )}
      {handling.pieceId && (
        <Link to={deskPaths.piece(handling.pieceId)} className="zx-button primary">
          {t('desk.open_piece')}
        </Link>
      )}
      {plain.map(
        (action) =>
          may(action) && (
            <button key={action} type="button" className="zx-button" disabled={busy} onClick={() => act.mutate(action)}>
              {t(`desk.${action}`)}
            </button>
          ),
      )}
      {(['holdBack', 'decline', 'reject'] as const).map(
        (decision) =>
          may(decision) && (
            <button
              key={decision}
              type="button"
              className={decision === 'reject' ? 'zx-button danger' : 'zx-button'}
              disabled={busy}
              onClick={() => setAsking(decision)}
            >
              {t(`desk.${decision}`)}
            </button>
          ),
      )}
      {may('share') && (
        <button
          type="button"
          className="zx-button"
          onClick={() => (handling.isShared ? share.mutate('') : setAsking('share'))}
        >
          {handling.isShared ? t('desk.unshare') : t('desk.share')}
        </button>
      )}
      {asking === 'share' && (
        <ReasonForm
          title={t('desk.share')}
          hint={t('desk.share_hint')}
          confirm={t('desk.share')}
          reasons={[]}
          busy={share.isPending}
          error={share.error}
          onGive={({ text }) => share.mutate(text.slice(0, 200))}
          onCancel={close}
        />
      )}
      {asking !== undefined && asking !== 'share' && (
        <DecisionDialog
          decision={asking}
          busy={decide.isPending}
          error={decide.error}
          onCancel={close}
          onDecide={(given) => decide.mutate({ decision: asking, ...given })}
        />
      )}
    </div>
  )
}
