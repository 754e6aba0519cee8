import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Handling } from '../../contract/desk.ts'
import { api, client, queryClient, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useEntryName } from '../catalogue/index.tsx'
import { AlreadyReported } from '../library/index.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { formatDateTime } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { HandlingActs } from './HandlingActs.tsx'
import { HandlingComments } from './HandlingComments.tsx'
import { HandlingFacts } from './HandlingFacts.tsx'
import { HandlingThread } from './HandlingThread.tsx'
import { eventDetail, eventWord, handlingTones, handlingWord } from './words.ts'

type Tab = 'text' | 'facts' | 'comments' | 'timeline'

/** One received item beside the list. Showing it to an editor is its opening, and so its receipt (自动签收). */
export function HandlingPane({ id }: { id: string }) {
  const options = api.desk.handling.queryOptions({ input: { id } })
  const item = useQuery(options)
  const [tab, setTab] = useState<Tab>('text')
  useEffect(() => {
    void client.desk
      .open({ id })
      .then((opened) => {
        queryClient.setQueryData(options.queryKey, opened)
        return refetchModules('desk', 'home')
      })
      .catch(() => undefined) // the query beside it says why
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each item that is shown
  }, [id])
  if (item.isPending)
    return (
      <div className="zx-opening" role="status">
        {t('app.loading')}
      </div>
    )
  if (item.isError)
    return (
      <div className="zx-desk-empty">
        <Refused error={item.error} />
        <button type="button" className="zx-button" onClick={() => void item.refetch()}>
          {t('app.retry')}
        </button>
      </div>
    )
  const handling = item.data
  const tabs: [Tab, string][] = [
    ['text', t('desk.text')],
    ['facts', t('desk.facts')],
    ['comments', `${t('desk.comments')} ${handling.comments.length || ''}`],
    ['timeline', t('desk.timeline')],
  ]
  return (
    <section className="zx-desk-pane" aria-label={handling.title}>
      <Head handling={handling} />
      <HandlingActs handling={handling} openComments={() => setTab('comments')} />
      <div className="zx-tabs" role="tablist">
        {tabs.map(([value, label]) => (
          <button key={value} type="button" role="tab" aria-selected={tab === value} onClick={() => setTab(value)}>
            {label}
          </button>
        ))}
      </div>
      <div
        className="zx-desk-pane-body"
        role="tabpanel"
        tabIndex={0}
        aria-label={tabs.find(([value]) => value === tab)?.[1]}
      >
        {tab === 'text' && (
          <>
            <HandlingThread thread={handling.thread} currentIds={[handling.id]} />
            <AlreadyReported
              title={handling.text.title}
              body={handling.text.body}
              submissionId={handling.submissionId}
              unitId={handling.sourceUnitId}
              folded
            />
            <BodyView body={handling.text.body} title={handling.text.title} />
            {handling.files.length > 0 && (
              <section className="zx-panel">
                <h2>{t('desk.files')}</h2>
                <FileUpload files={handling.files} readOnly />
              </section>
            )}
          </>
        )}
        {tab === 'facts' && <HandlingFacts handling={handling} />}
        {tab === 'comments' && <HandlingComments handling={handling} />}
        {tab === 'timeline' && (
          <Timeline
            entries={handling.timeline.toReversed().map((line, index) => ({
              key: String(index),
              at: line.at,
              title: eventWord(line.kind),
              by: line.actorName,
              detail: eventDetail(line.data),
            }))}
          />
        )}
      </div>
    </section>
  )
}

function Head({ handling }: { handling: Handling }) {
  const [urgency, classification, reason] = [
    useEntryName('urgency'),
    useEntryName('classification'),
    useEntryName(
      handling.status === 'rejected' ? 'rejectReason' : handling.status === 'heldBack' ? 'holdReason' : 'declineReason',
    ),
  ]
  return (
    <header className="zx-desk-pane-head">
      <h2>{handling.title}</h2>
      <p>
        <StateTag tone={handlingTones[handling.status]}>{handlingWord(handling.status)}</StateTag>
        {handling.urgencyCode !== 'normal' && <StateTag tone="red">{urgency(handling.urgencyCode)}</StateTag>}
        {handling.isMajor && <StateTag tone="red">{t('desk.major')}</StateTag>}
        <StateTag>{classification(handling.classificationCode)}</StateTag>
        {handling.isShared && <StateTag tone="green">{t('desk.shared')}</StateTag>}
        <Deadline due={handling.dueAt} />
      </p>
      <p className="zx-quiet">
        {[
          handling.sourceUnitName,
          [handling.authorName, handling.authorPhone].filter(Boolean).join(' '),
          t('desk.arrived_at', { time: formatDateTime(handling.arrivedAt) }),
          handling.receivedAt
            ? t('desk.received_by', { name: handling.receivedByName ?? '', time: formatDateTime(handling.receivedAt) })
            : '',
        ]
          .filter(Boolean)
          .join('　')}
      </p>
      {handling.reasonCode && (
        <p className="zx-strip quiet">
          <span>{[reason(handling.reasonCode), handling.reasonText, handling.advice].filter(Boolean).join('　')}</span>
          {handling.decidedByName}
        </p>
      )}
    </header>
  )
}
