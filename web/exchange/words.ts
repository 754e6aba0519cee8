import type { Line, LineState } from '../../contract/exchange.ts'
import { t, tMaybe } from '../app/i18n.ts'
import type { Tone } from '../ui/StateTag.tsx'

export const stateTones: Record<LineState, Tone> = {
  enrolling: 'blue',
  up: 'green',
  slow: 'amber',
  down: 'red',
  restored: 'amber',
  fork: 'red',
  refused: 'neutral',
  paused: 'neutral',
  revoked: 'neutral',
}

/** 'item.sent' → '报送稿件'. */
export const letterOf = (kind: string): string => tMaybe(`exchange.letter_${kind.replaceAll('.', '_')}`, kind)

/** Why a letter is held, by the code of the node that holds it. */
export const reasonOf = (code: string): string => tMaybe(`exchange.reason_${code.replaceAll(/[.-]/g, '_')}`, code)

/** What an alarm means, and what to do. */
export const alarmOf = (alarm: string): string => tMaybe(`exchange.alarm_${alarm}`, alarm)

const errors = [
  [/ECONNREFUSED/, 'refused'],
  [/ETIMEDOUT|timeout|not answer|aborted/i, 'silent'],
  [/ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/, 'unreachable'],
  [/ECONNRESET|EPIPE|hang up|closed/i, 'cut'],
  [/certificate|fingerprint/i, 'certificate'],
  [/^503/, 'busy'],
  [/^4\d\d|not accepted|forged/i, 'not_accepted'],
] as const

/** What went wrong on a line, in an operator's words; what nobody has a word for stays as it is. */
export function errorOf(text: string): string {
  const alarm = /^(\w+) at \d+$/.exec(text)
  if (alarm) return t('exchange.error_alarm')
  const found = errors.find(([pattern]) => pattern.test(text))
  return found ? t(`exchange.error_${found[1]}`) : text
}

/** A while as people say it: 35 秒, 4 分钟, 3 小时, 2 天. */
function whileOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 120) return t('exchange.seconds', { count: seconds })
  if (seconds < 7200) return t('exchange.minutes', { count: Math.round(seconds / 60) })
  if (seconds < 172_800) return t('exchange.hours', { count: Math.round(seconds / 3600) })
  return t('exchange.days', { count: Math.round(seconds / 86_400) })
}

export const since = (instant: string | null): string =>
  instant ? t('exchange.ago', { while: whileOf(Date.now() - Date.parse(instant)) }) : '—'

/** The other's clock: 快 3 秒, 慢 10 分钟. */
export function clockOf(offset: number | null): string {
  if (offset === null) return '—'
  if (Math.abs(offset) < 1000) return t('exchange.clock_right')
  return t(offset > 0 ? 'exchange.clock_fast' : 'exchange.clock_slow', { while: whileOf(Math.abs(offset)) })
}

export const waitingOf = (line: Pick<Line, 'waiting' | 'oldestWaitingSince'>): string =>
  line.waiting === 0
    ? '0'
    : line.oldestWaitingSince
      ? t('exchange.waiting_since', {
          count: line.waiting,
          while: whileOf(Date.now() - Date.parse(line.oldestWaitingSince)),
        })
      : String(line.waiting)
