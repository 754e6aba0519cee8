import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { CreditRole, ScoreRule } from '../../../contract/assessment-scheme.ts'
import { fieldsAsked, matches } from './match.ts'
import type { Field } from './match.ts'

type Choose = (event: ScoreEvent, role: CreditRole, group: string | null) => readonly ScoreRule[]

/** A crossing: the rules that may still fit, and the next field that parts them. Without a field they fit. */
interface Crossing {
  rules: readonly ScoreRule[]
  at: number
  field: Field | undefined
  ways: Map<unknown, Crossing>
}

/**
 * Finds the rules of an event field by field, as far as the rules left ask: a sent item is settled by its kind alone. The tree grows where
 * events go, so a million of them ask each rule only a few times. The rule that fits first counts, and those that count besides (`also`).
 */
export function choosing(rules: readonly ScoreRule[]): Choose {
  const fields = fieldsAsked(rules.map((rule) => rule.when))
  const roots = new Map<string | null, Crossing>()

  function crossing(left: readonly ScoreRule[], from: number): Crossing {
    let at = from
    while (at < fields.length && !left.some(({ when }) => when[fields[at]!.of] !== undefined)) at += 1
    const field = fields[at]
    return { rules: field ? left : countingOf(left), at, field, ways: new Map() }
  }
  function openWay({ rules: left, at, field }: Crossing, event: ScoreEvent, role: CreditRole): Crossing {
    const of = field!.of
    if (fields[at + 1]?.of === of) return crossing(left, at + 1) // the list is asked by two fields: decided at the second
    const fit = left.filter(({ when }) => when[of] === undefined || matches({ [of]: when[of] }, event, role))
    return crossing(fit, at + 1)
  }

  return (event, role, group) => {
    let at = roots.get(group)
    if (!at) {
      const own = rules.filter((rule) => !rule.for || (group !== null && rule.for.includes(group)))
      roots.set(group, (at = crossing(own, 0)))
    }
    while (at.field) {
      const value = at.field.value(event, role)
      let next = at.ways.get(value)
      if (!next) at.ways.set(value, (next = openWay(at, event, role)))
      at = next
    }
    return at.rules
  }
}

function countingOf(fit: readonly ScoreRule[]): readonly ScoreRule[] {
  const first = fit.find((rule) => !rule.also)
  return fit.filter((rule) => rule.also || rule === first)
}
