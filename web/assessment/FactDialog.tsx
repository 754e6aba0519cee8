import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { formatDay } from '../ui/format.ts'
import { ReasonForm } from '../ui/ReasonForm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { useAct } from './use-act.ts'
import { eventWord, factTones, kindWord } from './words.ts'

/** One entry of the ledger: what it rests on, who entered it, who confirmed it. */
export function FactDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: fact, error } = useQuery(api.assessment.fact.queryOptions({ input: { id } }))
  const [asking, setAsking] = useState<'refuse' | 'withdraw'>()
  const mayReadPieces = useMay('piece.read')
  const mayReadIssues = useMay('issue.read')
  const confirm = useAct(() => client.assessment.confirmFact({ id }), {
    inline: true,
    done: t('assessment.confirmed'),
    after: onClose,
  })
  const turnDown = useAct(
    (reason: string) =>
      asking === 'refuse'
        ? client.assessment.refuseFact({ id, reason })
        : client.assessment.withdrawFact({ id, reason }),
    { inline: true, done: t('assessment.done'), after: onClose },
  )
  if (asking)
    return (
      <ReasonForm
        title={t(`assessment.fact_act_${asking}`)}
        confirm={t(`assessment.fact_act_${asking}`)}
        reasons={[]}
        danger
        adviceRequired={false}
        busy={turnDown.isPending}
        error={turnDown.error}
        onGive={({ text }) => text !== '' && turnDown.mutate(text)}
        onCancel={() => setAsking(undefined)}
      />
    )
  return (
    <Dialog
      title={fact?.title ?? t('assessment.menu_ledger')}
      width={640}
      onCancel={onClose}
      confirm={fact?.actions.includes('confirm') ? t('assessment.fact_act_confirm') : undefined}
      busy={confirm.isPending}
      onConfirm={() => confirm.mutate(undefined)}
      footLeft={
        <div className="zx-row">
          {(['refuse', 'withdraw'] as const)
            .filter((action) => fact?.actions.includes(action))
            .map((action) => (
              <button key={action} type="button" className="zx-button" onClick={() => setAsking(action)}>
                {t(`assessment.fact_act_${action}`)}
              </button>
            ))}
        </div>
      }
    >
      <Refused error={error ?? confirm.error} />
      {fact && (
        <>
          <dl className="zx-facts">
            <dt>{t('assessment.f_kinds')}</dt>
            <dd>
              {kindWord(fact.kind)}{' '}
              <StateTag tone={factTones[fact.status]}>{t(`assessment.fact_${fact.status}`)}</StateTag>
            </dd>
            <dt>{t('assessment.unit')}</dt>
            <dd>{fact.units.join('、')}</dd>
            <dt>{t('assessment.day')}</dt>
            <dd>{formatDay(fact.countedOn)}</dd>
            {fact.where && (
              <>
                <dt>{t('assessment.where')}</dt>
                <dd>{fact.where}</dd>
              </>
            )}
            {fact.amount !== null && (
              <>
                <dt>{t('assessment.points')}</dt>
                <dd>{fact.amount}</dd>
              </>
            )}
            {fact.reason && (
              <>
                <dt>{t('assessment.reason')}</dt>
                <dd>{fact.reason}</dd>
              </>
            )}
            {fact.decidedReason && (
              <>
                <dt>{t('assessment.decided_reason')}</dt>
                <dd>{fact.decidedReason}</dd>
              </>
            )}
          </dl>
          <p className="zx-row">
            {fact.links.pieceId && mayReadPieces && (
              <Link to={`/desk/pieces/${fact.links.pieceId}`}>{t('assessment.open_item')}</Link>
            )}
            {fact.links.issueId && mayReadIssues && (
              <Link to={`/issues/${fact.links.issueId}`}>{fact.links.issueLabel ?? t('assessment.open_issue')}</Link>
            )}
          </p>
          {fact.source === 'manual' && (
            <>
              <p className="zx-label">{t('assessment.evidence')}</p>
              <FileUpload files={fact.files} readOnly />
            </>
          )}
          {fact.timeline.length > 0 && (
            <Timeline
              entries={fact.timeline.map((line, at) => ({
                key: String(at),
                at: line.at,
                title: eventWord(line.kind),
                by: line.actorName,
              }))}
            />
          )}
        </>
      )}
    </Dialog>
  )
}
