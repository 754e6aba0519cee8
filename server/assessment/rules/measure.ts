import type { Measure } from '../../../contract/assessment-scheme.ts'
import type { Earned } from './earned.ts'
import { matcher } from './match.ts'
import type { DaySpan } from './period.ts'

/**
 * Counts a unit's own events, its items, or the points they brought, in each of the spans. In thousandths, as points are, so that
 * targets in items and targets in points are compared alike.
 */
export function measure(what: Measure, earned: readonly Earned[], spans: readonly DaySpan[]): number[] {
  const sums = spans.map(() => 0)
  const fits = matcher(what.when)
  const seen = what.of === 'items' ? spans.map(() => new Set<string>()) : []
  for (const one of earned) {
    if (what.of !== 'points' && (one.again || !one.own)) continue
    let at = 0
    while (at < spans.length && (one.day > spans[at]!.to || one.day < spans[at]!.from)) at += 1
    if (at === spans.length || !fits(one.event, one.role)) continue
    if (what.of === 'points') sums[at]! += one.milli
    else if (what.of === 'events') sums[at]! += 1000
    else seen[at]!.add(one.event.itemId ?? one.event.id)
  }
  return what.of === 'items' ? seen.map((items) => items.size * 1000) : sums
}
