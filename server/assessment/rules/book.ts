import type {
  Facts,
  Period,
  RankRow,
  ScoreEvent,
  ScoreLine,
  ScoreResult,
  UnitTotal,
} from '../../../contract/assessment-facts.ts'
import type { Scheme } from '../../../contract/assessment-scheme.ts'
import { itemKey } from './events.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepare.ts'
import { rankUnits } from './ranking.ts'
import { earn, settleAll } from './score.ts'

/** What one more event changed. The lines are all lines of these units as they are now. */
export interface BookChange {
  unitIds: string[]
  lines: ScoreLine[]
  totals: UnitTotal[]
  ranks: RankRow[]
}

/** Standings kept up to date: an event costs what its units have, not what the ledger has. Always equal to `score` over the same events. */
export interface Book {
  add(event: ScoreEvent): BookChange
  /** 点击分数: the lines of one unit, computed from its items */
  drill(unitId: string): { lines: ScoreLine[]; total: UnitTotal }
  result(): ScoreResult
}

export function openBook(scheme: Scheme, facts: Facts, period: Period): Book {
  const prepared = prepare(scheme, facts.units)
  const index = indexOf(prepared, facts.events)
  const totals = new Map<string, UnitTotal>()
  for (const total of fresh(everyUnit()).totals) totals.set(total.unitId, total)

  function everyUnit(): string[] {
    return [...new Set([...facts.units.map((unit) => unit.id), ...index.units()])]
  }
  /** Like `score`: every unit of a group has a total, and whoever else earned something. */
  function fresh(unitIds: readonly string[]) {
    const earned = earn(prepared, index.eventsOf(unitIds), period)
    const listed = unitIds.filter(
      (id) => earned.has(id) || (prepared.groupOf(id) !== null && !prepared.units.get(id)?.successorId),
    )
    return settleAll(prepared, earned, listed, period)
  }

  return {
    add(event) {
      const before = index.unitsTouchedBy(event)
      index.add(event)
      const unitIds = [...new Set([...before, ...index.unitsTouchedBy(event)])].sort()
      const changed = fresh(unitIds)
      for (const unitId of unitIds) totals.delete(unitId)
      for (const total of changed.totals) totals.set(total.unitId, total)
      return { unitIds, ...changed, ranks: rankUnits(scheme, [...totals.values()]) }
    },
    drill: (unitId) => {
      const { lines, totals } = settleAll(prepared, earn(prepared, index.eventsOf([unitId]), period), [unitId], period)
      return { lines, total: totals[0]! }
    },
    result() {
      const settled = fresh(everyUnit())
      return { ...settled, ranks: rankUnits(scheme, settled.totals) }
    },
  }
}

/** Which units one event may give points to: those credited, those the credit moves to, and those that get a share of it. */
function unitsTouchedBy(prepared: Prepared, event: ScoreEvent): string[] {
  const units = new Set<string>()
  for (const line of event.credit) {
    const home = prepared.home(line.unitId, event, line.role)
    units.add(line.unitId).add(home)
    for (const { attribution, above } of prepared.sharing(home)) {
      const to = attribution.to.type === 'above' ? above : event.editorUnitId
      if (to) units.add(to)
    }
  }
  return [...units]
}

/** The ledger arranged so that a unit's events are found without reading the others'. */
function indexOf(prepared: Prepared, events: readonly ScoreEvent[]) {
  const items = new Map<string, ScoreEvent[]>()
  const itemsOfUnit = new Map<string, Set<string>>()
  const revocations: ScoreEvent[] = []
  for (const event of events) add(event)

  function add(event: ScoreEvent) {
    if (event.kind === 'revoked') {
      revocations.push(event)
      return
    }
    const key = itemKey(event)
    push(items, key, event)
    for (const unitId of unitsTouchedBy(prepared, event)) {
      const keys = itemsOfUnit.get(unitId)
      if (keys) keys.add(key)
      else itemsOfUnit.set(unitId, new Set([key]))
    }
  }
  return {
    add,
    units: () => itemsOfUnit.keys(),
    eventsOf(unitIds: readonly string[]): ScoreEvent[] {
      const keys = new Set<string>()
      for (const unitId of unitIds) for (const key of itemsOfUnit.get(unitId) ?? []) keys.add(key)
      const found = [...keys].flatMap((key) => items.get(key) ?? [])
      return [...found, ...revocations]
    },
    unitsTouchedBy(event: ScoreEvent): string[] {
      const touched =
        event.kind === 'revoked' ? [...items.values()].flat().filter((one) => isNamed(one, event)) : [event]
      const keys = new Set(touched.map(itemKey))
      return [...keys]
        .flatMap((key) => [...(items.get(key) ?? []), event])
        .flatMap((one) => unitsTouchedBy(prepared, one))
    },
  }
}

const isNamed = (event: ScoreEvent, { revokes }: ScoreEvent): boolean =>
  revokes !== undefined &&
  { event: event.id, adoption: event.adoptionId, issue: event.issueId, item: event.itemId }[revokes.by] === revokes.id

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
