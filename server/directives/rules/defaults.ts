import type { DirectiveRules } from '../../../contract/directives.ts'
import type { LeaderRank } from '../../../contract/directives.letters.ts'

const working = (amount: number, unit: 'days' | 'months' = 'days') => ({ amount, unit, count: 'working' as const })

/** 山西 "13710": handled the same day, a plan in three days, progress in seven, done in a month, watched until it is zero. */
export const defaultRules: DirectiveRules = {
  transfer: { amount: 0, unit: 'days', count: 'calendar' }, // 转办不过夜: a day off is no excuse
  review: working(3),
  answer: working(5),
  steps: [
    { name: '当日签收', expects: 'signFor', span: working(0) },
    { name: '三日反馈办理方案', expects: 'feedback', span: working(3) },
    { name: '七日反馈办理进展', expects: 'feedback', span: working(7) },
    { name: '一个月办结反馈', expects: 'final', span: working(1, 'months') },
  ],
  remindBeforeHours: 24,
  remindEveryHours: 24,
  lights: { yellow: -24, orange: 0, red: 72 },
}

/** The rank of a leader who writes before anybody has entered it: by where he works. */
export const rankAt = (unitKind: string): LeaderRank =>
  ({ provinceOffice: 'province', cityOffice: 'city', countyOffice: 'county' } as Record<string, LeaderRank>)[
    unitKind
  ] ?? 'other'

/** '批示〔2026〕12号' */
export const labelOf = (directive: { year: number; number: number }): string =>
  `批示〔${directive.year}〕${directive.number}号`
