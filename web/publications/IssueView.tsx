import { useQuery } from '@tanstack/react-query'
import type { Issue } from '../../contract/publications.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Timeline } from '../ui/Timeline.tsx'
import { formatDateTime, formatDay, formatShort } from '../ui/format.ts'
import { ChecksPanel } from './ChecksPanel.tsx'
import { CopiesPanel } from './CopiesPanel.tsx'
import { IssuePaper } from './IssuePaper.tsx'
import { useAct } from './use-act.ts'
import { eventWord } from './words.ts'

/** An issue that is no longer composed: its page, its facts, who is to read it and who has. */
export function IssueView({ issue }: { issue: Issue }) {
  return (
    <div className="zx-issue-view">
      <div className="zx-issue-paper" role="region" aria-label={t('publications.preview')} tabIndex={0}>
        {issue.status === 'voided' && (
          <p className="zx-problem" role="alert">
            {t('publications.voided', { reason: issue.voidReason ?? '' })}
          </p>
        )}
        <IssuePaper issue={issue} />
      </div>
      <aside className="zx-issue-side" tabIndex={0} aria-label={t('publications.facts')}>
        {(issue.status === 'preReleased' || issue.status === 'draft') && <ChecksPanel issue={issue} />}
        <Facts issue={issue} />
        <Distribution issue={issue} />
        {issue.actions.includes('keepCopies') && <CopiesPanel issue={issue} />}
        <section className="zx-panel">
          <h2>{t('publications.history')}</h2>
          <Timeline
            entries={issue.timeline.map((event, index) => ({
              key: String(index),
              at: event.at,
              title: eventWord(event.kind),
              by: event.actorName,
              detail: detailOf(event.data),
            }))}
          />
        </section>
      </aside>
    </div>
  )
}

const detailOf = (data: Record<string, unknown>): string | undefined =>
  [data['issueLabel'], data['mark'], data['reasonName'], data['reasonText'], data['note']]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('　') || undefined

function Facts({ issue }: { issue: Issue }) {
  const lines: [string, string | null][] = [
    [t('publications.editor'), issue.editorName],
    [t('publications.signer'), issue.signerName && `${issue.signerName}　${formatDateTime(issue.signedAt)}`],
    [t('publications.issue_on'), issue.issueOn && formatDay(issue.issueOn)],
    [t('publications.scope'), [...issue.tiers, ...issue.units, ...issue.people].map(({ name }) => name).join('、')],
    [t('publications.summary'), issue.summary || null],
  ]
  return (
    <section className="zx-panel">
      <h2>{t('publications.facts')}</h2>
      <dl className="zx-issue-facts">
        {lines.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {issue.digest && (
        <p className="zx-quiet">
          <code>{t('publications.digest', { digest: issue.digest.slice(0, 16) })}</code>
        </p>
      )}
    </section>
  )
}

/** 发放与阅读率, by tier: who has read it, who not yet. */
function Distribution({ issue }: { issue: Issue }) {
  const released = issue.releasedAt !== null
  const { data } = useQuery({
    ...api.publications.reading.queryOptions({ input: { id: issue.id } }),
    enabled: released,
  })
  return (
    <section className="zx-panel">
      <h2>{t('publications.distribution')}</h2>
      {!released && (
        <p className="zx-quiet">
          {t('publications.scope_count', { count: issue.recipientCount })}　{t('publications.rate_none')}
        </p>
      )}
      {data && (
        <>
          <p className="zx-issue-rate">
            <progress max={data.recipients} value={data.read} aria-label={t('publications.distribution')} />
            {t('publications.rate', { read: data.read, count: data.recipients })}
          </p>
          {issue.actions.includes('urge') && data.read < data.recipients && <Urge issue={issue} />}
          {data.tiers.map((tier) => (
            <details key={`${tier.tierId}${tier.addedLater}`} open={tier.lines.length <= 12}>
              <summary>
                {tier.tierId === null
                  ? t(tier.addedLater ? 'publications.added_later' : 'publications.targeted_short')
                  : tier.tierName}
                <span className="zx-quiet">
                  {tier.lines.filter((line) => line.firstAt).length}/{tier.lines.length}
                </span>
              </summary>
              <ul>
                {tier.lines.map((line, index) => (
                  <li key={index}>
                    <span>{line.name}</span>
                    {line.firstAt ? (
                      <span className="zx-issue-read">
                        {t('publications.read_first', {
                          name: line.kind === 'unit' ? (line.readBy ?? '') : '',
                          time: formatShort(line.firstAt),
                        })}
                        {line.times > 1 && `　${t('publications.read_times', { times: line.times })}`}
                      </span>
                    ) : (
                      <span className="zx-issue-unread">{t('publications.unread')}</span>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </>
      )}
    </section>
  )
}

/** 催阅: whoever has not read it finds a notice; once a day. */
function Urge({ issue }: { issue: Issue }) {
  const urge = useAct(() => client.publications.urge({ id: issue.id }), {
    done: ({ people, units }) => t('publications.urge_done', { people, units }),
  })
  return (
    <p>
      <button type="button" className="zx-button" disabled={urge.isPending} onClick={() => urge.mutate(undefined)}>
        {t('publications.urge')}
      </button>
    </p>
  )
}
