import chineseDays from 'chinese-days'
import type { DayKind } from '../../contract/calendar.ts'

/**
 * The holidays and make-up workdays that the State Council has published, as the library carries them. It answers for every year
 * as if there were no holidays where it has none, so that a year counts as known only when it knows its National Day.
 */
export const publishedYear = (year: number): boolean => year >= 2004 && publishedDay(`${year}-10-01`) !== null

/** What has been published of a day: its kind and the festival's Chinese name; null for an ordinary day. */
export function publishedDay(day: string): { kind: DayKind; name: string } | null {
  const { work, name } = chineseDays.getDayDetail(day)
  const festival = name.split(',')[1] // 'National Day,国庆节,3'; an ordinary day has its weekday alone
  return festival === undefined ? null : { kind: work ? 'work' : 'rest', name: festival }
}

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())
