import { useEffect, useState } from 'react'
import { t } from '../app/i18n.ts'
import { formatDateTime } from './format.ts'
import { Icon } from './Icon.tsx'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export interface DeadlineView {
  text: string
  tone: 'calm' | 'soon' | 'urgent' | 'over' | 'done'
}

/** How a deadline reads now: red once over, red-ink below two hours, amber below a day. `doneAt` stops the clock. */
function deadlineView(due: string, now: Date, doneAt?: string | null): DeadlineView {
  if (doneAt)
    return Date.parse(doneAt) <= Date.parse(due)
      ? { text: t('ui.deadline_met'), tone: 'done' }
      : { text: t('ui.deadline_late', { span: span(Date.parse(doneAt) - Date.parse(due)) }), tone: 'over' }
  const left = Date.parse(due) - now.getTime()
  if (left < 0) return { text: t('ui.deadline_over', { span: span(-left) }), tone: 'over' }
  return {
    text: t('ui.deadline_left', { span: span(left) }),
    tone: left < 2 * hour ? 'urgent' : left < day ? 'soon' : 'calm',
  }
}

function span(milliseconds: number): string {
  if (milliseconds >= day) return t('ui.days', { count: Math.floor(milliseconds / day) })
  if (milliseconds >= hour) return t('ui.hours', { count: Math.floor(milliseconds / hour) })
  return t('ui.minutes', { count: Math.max(1, Math.floor(milliseconds / minute)) })
}

/** 剩 2 小时 / 已超 1 天, with the exact time on hover. Ticks each half minute. */
export function Deadline({ due, doneAt }: { due: string | null | undefined; doneAt?: string | null }) {
  const now = useNow(30_000)
  if (!due) return null
  const { text, tone } = deadlineView(due, now, doneAt)
  return (
    <span className={`zx-deadline ${tone}`} title={formatDateTime(due)}>
      <Icon name={tone === 'over' ? 'warning' : 'clock'} size={14} />
      {text}
    </span>
  )
}

function useNow(every: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
