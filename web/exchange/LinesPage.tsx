import { useQuery } from '@tanstack/react-query'
import type { Line } from '../../contract/exchange.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { LinesTabs } from './LinesTabs.tsx'
import { exchangePaths } from './paths.ts'
import { alarmOf, clockOf, errorOf, since, stateTones, waitingOf } from './words.ts'
import './exchange.css'

/** 线路: how each line to another node stands, at a glance (第十八条). Fetched anew every few seconds, for an operator who leaves it open. */
export function LinesPage() {
  const board = useQuery(api.exchange.lines.queryOptions({ refetchInterval: 5000 }))
  const lines = board.data?.items ?? []
  return (
    <div className="zx-page">
      <PageHeader title={t('exchange.lines')} hint={t('exchange.lines_hint')}>
        <LinesTabs here="lines" />
      </PageHeader>
      <div className="zx-page-body">
        <Refused error={board.error} />
        {board.isPending && <p role="status">{t('app.loading')}</p>}
        {board.data && lines.length === 0 && <p className="zx-lines-none">{t('exchange.no_lines')}</p>}
        {lines.length > 0 && (
          <table className="zx-lines">
            <thead>
              <tr>
                <th>{t('exchange.node')}</th>
                <th>{t('exchange.state')}</th>
                <th>{t('exchange.last_contact')}</th>
                <th className="right">{t('exchange.round_trip')}</th>
                <th className="right">{t('exchange.waiting')}</th>
                <th className="right">{t('exchange.held_count')}</th>
                <th>{t('exchange.clock')}</th>
                <th className="right">{t('exchange.certificate')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Row key={line.id} line={line} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}

/** What an operator should know of the state: the alarm, why it is paused, or what went wrong since the last contact. */
function whyOf(line: Line): string {
  if (line.alarm) return alarmOf(line.alarm)
  if (line.pauseReason) return line.pauseReason
  if (line.state === 'revoked' || line.state === 'refused') return line.stateReason ?? ''
  const isNews = line.lastError && (!line.lastContactAt || (line.lastErrorAt ?? '') > line.lastContactAt)
  return isNews ? errorOf(line.lastError!) : ''
}

function Row({ line }: { line: Line }) {
  const days = line.certificateDaysLeft
  return (
    <tr>
      <td>
        <Link to={exchangePaths.line(line.id)}>{line.name}</Link>
        <div className="zx-quiet">
          {t(`exchange.role_${line.role}`)} · {line.code}
        </div>
      </td>
      <td>
        <StateTag tone={stateTones[line.state]}>{t(`exchange.state_${line.state}`)}</StateTag>
        <div className="zx-quiet zx-line-why">{whyOf(line)}</div>
      </td>
      <td>{since(line.lastContactAt)}</td>
      <td className="right">
        {line.roundTripMs === null ? '—' : t('exchange.ms', { count: Math.round(line.roundTripMs) })}
      </td>
      <td className="right">{waitingOf(line)}</td>
      <td className="right">{line.held}</td>
      <td>{clockOf(line.clockOffsetMs)}</td>
      <td className={days !== null && days < 30 ? 'right zx-line-bad' : 'right'}>
        {days === null ? '—' : t('exchange.days', { count: days })}
      </td>
    </tr>
  )
}
