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
  /** Events that are new, or changed under their old id, and the ids of those that are gone. */
  change(events: readonly ScoreEvent[], gone: readonly string[]): BookChange
  /** 点击分数: the lines of one unit, computed from its items */
  drill(unitId: string): { lines: ScoreLine[]; total: UnitTotal }
  standings(): { totals: UnitTotal[]; ranks: RankRow[] }
  events(): ScoreEvent[]
  result(): ScoreResult
}

export function openBook(scheme: Scheme, facts: Facts, period: Period): Book {
  const prepared = prepare(scheme, facts.units)
  const index = indexOf(prepared, facts.events)
  const totals = new Map<string, UnitTotal>()
  for (const total of fresh(everyUnit()).totals) totals.set(total.unitId, total)
  let ranks = rankUnits(scheme, [...totals.values()])

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
  function change(events: readonly ScoreEvent[], gone: readonly string[]): BookChange {
    const touched = new Set<string>()
    const touch = (event: ScoreEvent) => {
      for (const unitId of index.unitsTouchedBy(event)) touched.add(unitId)
    }
    for (const id of [...gone, ...events.map((event) => event.id)]) {
      const before = index.find(id)
      if (before) touch(before)
      index.remove(id)
      if (before) touch(before)
    }
    for (const event of events) {
      touch(event)
      index.add(event)
    }
    for (const event of events) touch(event)
    const unitIds = [...touched].sort()
    const changed = fresh(unitIds)
    for (const unitId of unitIds) totals.delete(unitId)
    for (const total of changed.totals) totals.set(total.unitId, total)
    ranks = rankUnits(scheme, [...totals.values()])
    return { unitIds, ...changed, ranks }
  }

  return {
    change,
    add: (event) => change([event], []),
    drill: (unitId) => {
      const { lines, totals } = settleAll(prepared, earn(prepared, index.eventsOf([unitId]), period), [unitId], period)
      return { lines, total: totals[0]! }
    },
    standings: () => ({ totals: [...totals.values()].sort((a, b) => (a.unitId < b.unitId ? -1 : 1)), ranks }),
    events: index.all,
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
  const byId = new Map<string, ScoreEvent>()
  const items = new Map<string, ScoreEvent[]>()
  const itemsOfUnit = new Map<string, Set<string>>()
  let revocations: ScoreEvent[] = []
  for (const event of events) add(event)

  function add(event: ScoreEvent) {
    byId.set(event.id, event)
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
    find: (id: string) => byId.get(id),
    all: () => [...byId.values()],
    /** Its units still find the item, where nothing of it may be left. */
    remove(id: string) {
      const event = byId.get(id)
      if (!event) return
      byId.delete(id)
      if (event.kind === 'revoked') revocations = revocations.filter((one) => one.id !== id)
      else
        items.set(
          itemKey(event),
          items.get(itemKey(event))!.filter((one) => one.id !== id),
        )
    },
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
