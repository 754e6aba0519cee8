import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { CreditRole, ScoreRule } from '../../../contract/assessment-scheme.ts'
import type { Settled } from './settled.ts'

/**
 * What a unit gets from one event by one rule. `rule` null: nothing, but the event is the unit's and counts for its tasks.
 * `own` false: points that come from another unit; the event is not counted as this unit's. `again`: a second rule for the same event.
 */
export interface Earned extends Settled {
  unitId: string
  event: ScoreEvent
  role: CreditRole
  rule: ScoreRule | null
  own: boolean
  again: boolean
}
