import type { ScoreEventKind, ScoreLevel } from '../../contract/assessment-scheme.ts'
import { ScoreEventKind as EventKinds, ScoreLevel as Levels } from '../../contract/assessment-scheme.ts'
import type { BulletinStatus, FactStatus, PeriodStatus, SchemeStatus } from '../../contract/assessment.ts'
import { t, tMaybe } from '../app/i18n.ts'
import type { Tone } from '../ui/StateTag.tsx'

export const schemeTones: Record<SchemeStatus, Tone> = {
  draft: 'blue',
  trial: 'violet',
  approved: 'amber',
  inForce: 'green',
  retired: 'neutral',
}
export const factTones: Record<FactStatus, Tone> = {
  effective: 'green',
  pending: 'amber',
  refused: 'red',
  withdrawn: 'neutral',
}
export const periodTones: Record<PeriodStatus, Tone> = { open: 'blue', posted: 'amber', closed: 'green' }
export const bulletinTones: Record<BulletinStatus, Tone> = { draft: 'blue', signed: 'violet', released: 'green' }

export const kinds = EventKinds.options
export const levels = Levels.options
export const kindWord = (kind: ScoreEventKind): string => t(`assessment.kind_${kind}`)
export const levelWord = (level: ScoreLevel): string => t(`assessment.level_${level}`)
export const eventWord = (kind: string): string => tMaybe(`assessment.event_${kind.replace('.', '_')}`, kind)

/** '+10', '-3', '0' */
export const signed = (points: number): string => (points > 0 ? `+${points}` : String(points))
