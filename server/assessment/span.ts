import type { Span } from '../../contract/assessment.ts'
import { Refusal } from '../platform/refusal.ts'

/** Days in their order, and not from before there were computers. */
export function checkedSpan({ startsOn, endsOn }: Span): Span {
  if (startsOn > endsOn || startsOn.slice(0, 4) < '2000') throw new Refusal('period.bad_days')
  return { startsOn, endsOn }
}
