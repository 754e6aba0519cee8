import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { ScoreLevel } from '../../../contract/assessment-scheme.ts'
import type { GroupStanding, Span } from '../../../contract/assessment.ts'

/** Everything a bulletin is written from. Days and points are settled; nothing is looked up any more. */
export interface BulletinFacts {
  officeName: string
  /** 市政府办 */
  officeShortName: string
  level: ScoreLevel
  periodName: string
  span: Span
  groups: GroupStanding[]
  /** Adoptions and directives of the period, by the day they count. */
  events: ScoreEvent[]
  /** Points of one unit from one event: key `${unitId} ${eventId}`. */
  points: Map<string, number>
  /** Of the year up to the end of the period, by unit. */
  year: Map<string, { points: number; sent: number; adopted: number }>
  /** By unit, twelve months of the year. */
  months: Map<string, { points: number; sent: number; adopted: number }[]>
  /** 退稿, by unit. */
  returned: Map<string, number>
  /** '2026-04-02': the day it is written. */
  writtenOn: string
}

export const levelNames: Record<ScoreLevel, string> = {
  township: '乡镇',
  county: '县级',
  city: '市级',
  province: '省级',
  ministry: '部委',
  state: '国办',
}

/** Whose leader: 县（市、区）领导 … 国务院领导. */
export const leaderNames: Record<ScoreLevel, string> = {
  township: '乡镇领导',
  county: '县（市、区）领导',
  city: '市政府领导',
  province: '省政府领导',
  ministry: '部委领导',
  state: '国务院领导',
}

export const levelsUp: readonly ScoreLevel[] = ['township', 'county', 'city', 'province', 'ministry', 'state']
export const isAbove = (one: ScoreLevel, other: ScoreLevel): boolean => levelsUp.indexOf(one) > levelsUp.indexOf(other)

/** Events of a unit, each once. */
export const eventsOfUnit = (facts: BulletinFacts, unitId: string, kind?: ScoreEvent['kind']): ScoreEvent[] =>
  facts.events.filter(
    (event) => (!kind || event.kind === kind) && event.credit.some((credit) => credit.unitId === unitId),
  )

export const pointsOf = (facts: BulletinFacts, unitId: string, eventId: string): number =>
  facts.points.get(`${unitId} ${eventId}`) ?? 0

export const exact = (points: number): number => Math.round(points * 1000) / 1000
export const written = (points: number): string => String(exact(points))
