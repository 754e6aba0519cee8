import { currentLanguage } from '../app/i18n.ts'

const zone = 'Asia/Shanghai'

/** Parts of an instant on the clock of the office, whatever the machine's zone is. */
function partsOf(instant: string | Date): Record<string, string> {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant))
  return Object.fromEntries(parts.map((part) => [part.type, part.value]))
}

/** '2026-03-02' in Asia/Shanghai. */
export function dayOf(instant: string | Date): string {
  const { year, month, day } = partsOf(instant)
  return `${year}-${month}-${day}`
}

/** '09:41' */
export function formatTime(instant: string | Date): string {
  const { hour, minute } = partsOf(instant)
  return `${hour}:${minute}`
}

/** For a field of day and time, on the clock of the office; and back. */
export const toField = (instant: string | null): string => (instant ? `${dayOf(instant)}T${formatTime(instant)}` : '')
export const fromField = (value: string): string | null => (value ? new Date(`${value}:00+08:00`).toISOString() : null)

/** '2026-03-02 09:41' */
export const formatDateTime = (instant: string | Date | null | undefined): string =>
  instant ? `${dayOf(instant)} ${formatTime(instant)}` : ''

/** '2026年3月2日'; takes a day or an instant. */
export function formatDay(value: string | Date | null | undefined): string {
  if (!value) return ''
  const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : dayOf(value)
  if (currentLanguage() === 'en') return day
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A span of days for lists: '10月26日至11月20日' within this year, else '2025年12月1日至2026年1月31日'. */
export function formatSpan(from: string, to: string, now: Date = new Date()): string {
  if (currentLanguage() === 'en') return `${from} – ${to}`
  const year = dayOf(now).slice(0, 4)
  const isThisYear = from.startsWith(year) && to.startsWith(year)
  const word = (day: string) => (isThisYear ? formatDay(day).slice(5) : formatDay(day))
  return `${word(from)}至${word(to)}`
}

/** For lists: '09:41' today, '昨天 09:41', '3月2日 09:41' this year, '2025-03-02' before. */
export function formatShort(instant: string | Date | null | undefined, now: Date = new Date()): string {
  if (!instant) return ''
  const [day, today] = [dayOf(instant), dayOf(now)]
  const english = currentLanguage() === 'en'
  if (day === today) return formatTime(instant)
  if (day === dayOf(new Date(now.getTime() - 86_400_000)))
    return `${english ? 'Yesterday' : '昨天'} ${formatTime(instant)}`
  if (day.slice(0, 4) !== today.slice(0, 4)) return day
  const [, month, date] = day.split('-').map(Number)
  return english ? `${day.slice(5)} ${formatTime(instant)}` : `${month}月${date}日 ${formatTime(instant)}`
}

/** '3.4 MB' */
export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['KB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** '12,345' */
export const formatNumber = (value: number): string => value.toLocaleString('en-US')
