import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { CreditRole, ScoreRule } from '../../../contract/assessment-scheme.ts'

/**
 * What a unit gets from one event by one rule. `rule` null: nothing, but the event is the unit's and counts for its tasks.
 * `own` false: points that come from another unit; the event is not counted as this unit's. `again`: a second rule for the same event.
 */
export interface Earned {
  unitId: string
  event: ScoreEvent
  role: CreditRole
  rule: ScoreRule | null
  day: string
  milli: number
  reason: string
  via: string | null
  own: boolean
  again: boolean
}
