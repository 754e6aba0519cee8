import { useQuery } from '@tanstack/react-query'
import type { LineDetail } from '../../contract/exchange.ts'
import { api } from '../app/api.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { usePathParams } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime, formatSize } from '../ui/format.ts'
import { KeysTable } from './KeysTable.tsx'
import { LineActs } from './LineActs.tsx'
import { LineLetters } from './LineLetters.tsx'
import { exchangePaths } from './paths.ts'
import { alarmOf, clockOf, errorOf, letterOf, since, stateTones, waitingOf } from './words.ts'
import './exchange.css'

/** One line: how it stands, what waits on it, its keys, and what was done to it. */
export function LinePage() {
  const { id } = usePathParams<{ id: string }>()
  const found = useQuery(api.exchange.line.queryOptions({ input: { id }, refetchInterval: 5000 }))
  const line = found.data
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: exchangePaths.lines, label: t('exchange.lines') }}
        title={line?.name ?? t('exchange.lines')}
        tags={line && <StateTag tone={stateTones[line.state]}>{t(`exchange.state_${line.state}`)}</StateTag>}
        actions={line && <LineActs line={line} />}
      />
      <div className="zx-page-body">
        <Refused error={found.error} />
        {found.isPending && <p role="status">{t('app.loading')}</p>}
        {line && (
          <>
            {line.alarm && (
              <p className="zx-problem" role="alert">
                {alarmOf(line.alarm)}
              </p>
            )}
            <div className="zx-line-columns">
              <Facts line={line} />
              <div>
                <Queue line={line} />
                <Acts line={line} />
              </div>
            </div>
            <LineLetters line={line} />
            <section className="zx-panel" aria-labelledby="line-keys">
              <h2 id="line-keys">{t('exchange.keys')}</h2>
              <KeysTable keys={line.keys} lineId={line.actions.includes('revoke') ? line.id : undefined} />
            </section>
          </>
        )}
      </div>
    </div>
  )
}

function Facts({ line }: { line: LineDetail }) {
  const facts = [
    ['node_code', line.code],
    ['suite', t(`exchange.suite_${line.suite === 'gm-1' ? 'gm' : 'std'}`)],
    ['fingerprint', <code key="fingerprint">{line.fingerprint}</code>],
    ['last_contact', since(line.lastContactAt)],
    ['last_receipt', line.lastReceiptAt ? formatDateTime(line.lastReceiptAt) : '—'],
    ['round_trip', line.roundTripMs === null ? '—' : t('exchange.ms', { count: Math.round(line.roundTripMs) })],
    ['clock', clockOf(line.clockOffsetMs)],
    ['certificate', line.certificateDaysLeft === null ? '—' : t('exchange.days', { count: line.certificateDaysLeft })],
    ['counts', t('exchange.counts_of', { sent: line.sent, received: line.received })],
    ['repaired', t('exchange.repaired_of', { duplicates: line.duplicates, gaps: line.gaps, refused: line.refused })],
    ['last_error', line.lastError ? `${errorOf(line.lastError)}（${since(line.lastErrorAt)}）` : '—'],
    ['confirmed', line.confirmations.map((each) => `${each.name} ${formatDateTime(each.at)}`).join('；') || '—'],
  ] as const
  return (
    <section className="zx-panel" aria-labelledby="line-facts">
      <h2 id="line-facts">{t('exchange.facts')}</h2>
      <dl className="zx-line-facts">
        {facts.map(([name, value]) => [
          <dt key={`${name}-t`}>{t(`exchange.${name}`)}</dt>,
          <dd key={name}>{value}</dd>,
        ])}
      </dl>
    </section>
  )
}

const ages = ['minute', 'hour', 'day', 'older'] as const

/** 待发: what waits, by kind and age. */
function Queue({ line }: { line: LineDetail }) {
  const kinds = [...new Set(line.queue.map((group) => group.kind))]
  const count = (kind: string, age: (typeof ages)[number]) =>
    line.queue.find((group) => group.kind === kind && group.age === age)?.count ?? 0
  return (
    <section className="zx-panel" aria-labelledby="line-queue">
      <h2 id="line-queue">{t('exchange.queue')}</h2>
      <p>
        {line.waiting === 0
          ? t('exchange.queue_empty')
          : t('exchange.queue_of', {
              waiting: waitingOf(line),
              size: formatSize(line.waitingBytes),
              files: line.filesWaiting,
            })}
      </p>
      {kinds.length > 0 && (
        <table className="zx-lines">
          <thead>
            <tr>
              <th>{t('exchange.letter')}</th>
              {ages.map((age) => (
                <th key={age} className="right">
                  {t(`exchange.age_${age}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <td>{letterOf(kind)}</td>
                {ages.map((age) => (
                  <td key={age} className="right">
                    {count(kind, age) || ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Acts({ line }: { line: LineDetail }) {
  if (line.acts.length === 0) return null
  return (
    <section className="zx-panel" aria-labelledby="line-acts">
      <h2 id="line-acts">{t('exchange.acts')}</h2>
      <ul className="zx-line-acts">
        {line.acts.map((act) => (
          <li key={act.at + act.kind}>
            <time className="zx-quiet">{formatDateTime(act.at)}</time> {act.actorName}
            {'　'}
            {tMaybe(`exchange.act_${act.kind.split('.')[1]}`, act.kind)}
            {act.reason && `：${act.reason}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
