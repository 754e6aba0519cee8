import type {
  Facts,
  Period,
  ScoreEvent,
  ScoreLine,
  ScoreResult,
  UnitTotal,
} from '../../../contract/assessment-facts.ts'
import type { Scheme } from '../../../contract/assessment-scheme.ts'
import type { Earned } from './earned.ts'
import { countsWithin, itemKey, standing } from './events.ts'
import { earnOfItem, earnOfOne } from './item.ts'
import { yearStart } from './period.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { rankUnits } from './ranking.ts'
import { settleUnit, sinceDay } from './settle.ts'

/**
 * 计分: points, totals and ranks of a period, from nothing but the scheme, the units and the events. The order of units and events does not
 * matter; the same input gives the same bytes. Every unit of a group has a total, also one that did nothing (零报送).
 */
export function score(scheme: Scheme, facts: Facts, period: Period): ScoreResult {
  const prepared = prepare(scheme, facts.units)
  const earned = earn(prepared, facts.events, period)
  const unitIds = new Set(earned.keys())
  for (const unit of facts.units) if (prepared.groupOf(unit.id) !== null && !unit.successorId) unitIds.add(unit.id)
  const settled = settleAll(prepared, earned, [...unitIds], period)
  return { ...settled, ranks: rankUnits(scheme, settled.totals) }
}

/**
 * The same for some units only. `facts.events` must hold every event of every item one of these units has part in, and every event of the
 * units whose credit comes to them (`unitsFeeding`); more does no harm. Ranks follow from all totals by `rankUnits`.
 */
export function scoreUnits(
  scheme: Scheme,
  facts: Facts,
  period: Period,
  unitIds: readonly string[],
): { lines: ScoreLine[]; totals: UnitTotal[] } {
  const prepared = prepare(scheme, facts.units)
  return settleAll(prepared, earn(prepared, facts.events, period), unitIds, period)
}

export function settleAll(
  prepared: Prepared,
  earned: ReadonlyMap<string, readonly Earned[]>,
  unitIds: readonly string[],
  period: Period,
): { lines: ScoreLine[]; totals: UnitTotal[] } {
  const since = sinceDay(prepared, period)
  const lines: ScoreLine[] = []
  const totals: UnitTotal[] = []
  for (const unitId of unitIds.toSorted()) {
    const settled = settleUnit(prepared, unitId, earned.get(unitId) ?? [], period, since)
    for (const line of settled.lines) lines.push(line)
    totals.push(settled.total)
  }
  return { lines, totals }
}

/** What every unit earned on the days that matter to the period. */
export function earn(prepared: Prepared, events: readonly ScoreEvent[], period: Period): Map<string, Earned[]> {
  const since = sinceDay(prepared, period)
  const byUnit = new Map<string, Earned[]>()
  const into = (earned: Earned) => {
    if (earned.day < since || earned.day > period.to) return
    const list = byUnit.get(earned.unitId)
    if (list) list.push(earned)
    else byUnit.set(earned.unitId, [earned])
  }
  for (const item of itemsTouching(prepared, standing(events, period.asOf), since, period.to, (alone) =>
    earnOfOne(prepared, alone, into),
  ))
    if (Array.isArray(item)) earnOfItem(prepared, item, into)
    else earnOfOne(prepared, item, into)
  return byUnit
}

/** Most items have one event: it stands without a list around it. */
type Item = ScoreEvent | ScoreEvent[]

/**
 * Items with something on these days, each with all its events up to the end: what it earned before decides what it earns now. Events that
 * count by themselves go their way at once.
 */
function itemsTouching(
  prepared: Prepared,
  events: readonly ScoreEvent[],
  since: string,
  until: string,
  alone: (event: ScoreEvent) => void,
): Iterable<Item> {
  const items = new Map<string, Item>()
  const lookBack = lookBackDay(prepared.scheme, since)
  const matters = countsWithin(prepared.dates, since, until)
  const mattersEarlier = countsWithin(prepared.dates, lookBack, until)
  const earlier: ScoreEvent[] = []
  for (const event of events) {
    if (matters(event)) {
      if (!prepared.itemMatters(event)) alone(event)
      else {
        const key = itemKey(event)
        items.set(key, joined(items.get(key), event))
      }
    } else if (lookBack < since && prepared.itemMatters(event) && mattersEarlier(event)) earlier.push(event)
  }
  for (const event of earlier) {
    const item = items.get(itemKey(event))
    if (item) items.set(itemKey(event), joined(item, event))
  }
  return items.values()
}

/** How far back the earlier fate of an item is asked for. */
const lookBackDay = ({ stacking }: Scheme, since: string): string =>
  stacking.within === 'year' ? yearStart(since) : '1900-01-01'

/** The first day of which an event may change the result of a period: what lies before need not be read. */
export function firstDayNeeded(scheme: Scheme, period: Period): string {
  const since = sinceDay(prepare(scheme, []), period)
  return lookBackDay(scheme, since)
}

function joined(item: Item | undefined, event: ScoreEvent): Item {
  if (item === undefined) return event
  if (!Array.isArray(item)) return [item, event]
  item.push(event)
  return item
}
