import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { Submission } from '../../contract/submissions.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo, usePathParams } from '../app/links.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { Downloads } from '../ui/Downloads.tsx'
import { formatDateTime } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { SplitView } from '../ui/SplitView.tsx'
import { ActionBar } from './ActionBar.tsx'
import { CompareTexts, defaultPair } from './CompareTexts.tsx'
import type { Pair } from './CompareTexts.tsx'
import { ItemScores } from '../assessment/index.tsx'
import { LifeView } from './LifeView.tsx'
import { submissionPaths } from './paths.ts'
import { QuestionsPanel } from './QuestionsPanel.tsx'
import { FactsView, RecordView, SecrecyTag } from './RecordView.tsx'
import { ReportThread } from './ReportThread.tsx'
import { ItemTags, StatusTag } from './status.tsx'
import { shortDigest } from './text.ts'
import './submissions.css'

/** One item: its text, what was changed in it, its life, its record, and what this person may do now. */
export function ItemPage() {
  const { id } = usePathParams<{ id: string }>()
  const go = useGo()
  const viewing = useAddressSearch()['view'] !== undefined
  const { data, error, isFetching } = useQuery(api.submissions.get.queryOptions({ input: { id } }))
  const writing =
    data !== undefined && !viewing && data.actions.includes('edit') && data.actions.includes('submitForReview')
  useEffect(() => {
    if (writing && !isFetching) go(submissionPaths.write(id), { replace: true })
  }, [writing, isFetching, id, go]) // an own draft is opened to write on
  if (error && !data)
    return (
      <div className="zx-notice-page">
        <Refused error={error} />
      </div>
    )
  if (!data || writing)
    return (
      <p className="zx-opening" role="status">
        {t('submissions.loading')}
      </p>
    )
  return <Item key={id} item={data} />
}

const waits = ['inReview', 'awaitingSignOff'] as const

function Item({ item }: { item: Submission }) {
  const life = useQuery(api.submissions.life.queryOptions({ input: { id: item.id } }))
  const texts = life.data?.texts ?? []
  const [left, setLeft] = useState<'text' | 'compare'>('text')
  const [right, setRight] = useState<'life' | 'details' | 'record'>(item.sentAt ? 'life' : 'details')
  const [chosen, setChosen] = useState<Pair | null>(null)
  const pair = chosen ?? defaultPair(item, texts)
  const isWaiting = waits.some((status) => status === item.status)
  const seeText = (after: string) => {
    const signed = texts.findLast((text) => text.kind === 'revision')
    setChosen({ before: signed?.ref ?? after, after })
    setLeft('compare')
  }
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: submissionPaths.list, label: t('submissions.back') }}
        title={item.title || t('submissions.untitled')}
        tags={
          <>
            <StatusTag status={item.status} />
            <ItemTags item={item} />
            {isWaiting && <SecrecyTag item={item} />}
            <Deadline due={item.dueAt} />
          </>
        }
        actions={
          <>
            <Downloads path={`/submissions/${item.id}`} />
            <ActionBar item={item} />
          </>
        }
      >
        {item.returnReason && item.status === 'returned' && (
          <div className="zx-strip" role="note">
            <span>
              <b>{t('submissions.return_reason')}</b>　{item.returnReason}
            </span>
          </div>
        )}
        {item.withdrawal && (
          <div className="zx-strip" role="note">
            <span>
              {t('submissions.withdrawal_line', {
                by: item.withdrawal.askedBy,
                at: formatDateTime(item.withdrawal.askedAt),
                reason: item.withdrawal.reason,
              })}
            </span>
          </div>
        )}
      </PageHeader>
      <SplitView
        name="item"
        initial={0.68}
        min={320}
        left={
          <div className="zx-item-pane">
            <Tabs
              label={t('submissions.tab_text')}
              tabs={[
                ['text', t('submissions.tab_text')],
                ['compare', t('submissions.tab_compare')],
              ]}
              current={left}
              choose={setLeft}
            >
              <span className="zx-quiet">
                {t('submissions.number_of_characters', { count: item.characters.toLocaleString('en-US') })}
                {'　'}
                <code className="zx-digest" title={item.text.digest}>
                  {t('submissions.sign_digest', { digest: shortDigest(item.text.digest) })}
                </code>
              </span>
            </Tabs>
            {left === 'text' && (
              <div className="zx-desk-top" tabIndex={0} role="region" aria-label={t('submissions.tab_text')}>
                <BodyView body={item.text.body} title={item.text.title} sheet />
              </div>
            )}
            {left === 'compare' && <CompareTexts item={item} texts={texts} pair={pair} onPair={setChosen} />}
          </div>
        }
        right={
          <div className="zx-item-side">
            <QuestionsPanel item={item} />
            <Tabs
              label={t('submissions.tab_life')}
              tabs={[
                ['life', t('submissions.tab_life')],
                ['details', t('submissions.tab_details')],
                ['record', t('submissions.tab_record')],
              ]}
              current={right}
              choose={setRight}
            />
            <div className="zx-item-side-body" tabIndex={0} role="region" aria-label={t(`submissions.tab_${right}`)}>
              {right === 'life' &&
                (life.data ? (
                  <>
                    <ItemScores submissionId={item.id} />
                    <ReportThread
                      currentIds={[item.id]}
                      reports={item.thread.map((report) => ({
                        ...report,
                        href: submissionPaths.item(report.id),
                        tag: <StatusTag status={report.status} />,
                      }))}
                    />
                    <LifeView lines={life.data.lines} texts={texts} onText={seeText} />
                  </>
                ) : (
                  <Refused error={life.error} />
                ))}
              {right === 'details' && <FactsView item={item} />}
              {right === 'record' && <RecordView item={item} />}
            </div>
          </div>
        }
      />
    </div>
  )
}

function Tabs<Value extends string>({
  label,
  tabs,
  current,
  choose,
  children,
}: {
  label: string
  tabs: [Value, string][]
  current: Value
  choose: (value: Value) => void
  children?: ReactNode
}) {
  return (
    <div className="zx-tabs-line">
      <div role="group" aria-label={label} className="zx-switch">
        {tabs.map(([value, name]) => (
          <button key={value} type="button" aria-pressed={value === current} onClick={() => choose(value)}>
            {name}
          </button>
        ))}
      </div>
      {children}
    </div>
  )
}
