import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { CreditRole, Scheme, ScoreRule } from '../../../contract/assessment-scheme.ts'
import { pointsText, roundMilli, timesOver, toMilli } from './exact.ts'

/** What an event is worth by a rule before it is shared, and the words that say how it came to that. */
export interface Worth {
  milli: number
  words: string
}

/** `earned`: what the item has earned for the unit until then (only percentages of the item ask for it). */
export function worthOf(scheme: Scheme, rule: ScoreRule, event: ScoreEvent, role: CreditRole, earned: number): Worth {
  const { award } = rule
  const rounding = scheme.rounding
  switch (award.type) {
    case 'fixed':
      return plain(toMilli(award.points))
    case 'byRole':
      return plain(toMilli(award[role]), `${roleNames[role]}单位`)
    case 'multiple': {
      const base = award.of === 'upper' ? toMilli(event.upperPoints ?? 0) : fixedPointsOf(scheme, award.of)
      const milli = timesOver(base, toMilli(award.factor), 1000, rounding)
      if (award.of === 'upper' && event.upperPoints === undefined) return { milli: 0, words: '上级未给分，暂计0分' }
      return { milli, words: `${pointsText(base)}分的${award.factor}倍，计${pointsText(milli)}分` }
    }
    case 'range': {
      if (event.amount === undefined)
        return { milli: 0, words: `应在${award.min}至${award.max}分之间裁量，尚未给分，暂计0分` }
      const given = toMilli(event.amount)
      const milli = roundMilli(Math.min(Math.max(given, toMilli(award.min)), toMilli(award.max)), rounding)
      const bent = milli === given ? '' : `（给${pointsText(given)}分，超出${award.min}至${award.max}分的限度）`
      return { milli, words: `裁量计${pointsText(milli)}分${bent}` }
    }
    case 'perQuantity': {
      const milli = timesOver(toMilli(award.points), toMilli(event.quantity ?? 1), 1000, rounding)
      return { milli, words: `每项${award.points}分，共${event.quantity ?? 1}项，计${pointsText(milli)}分` }
    }
    case 'percentOfItem': {
      const milli = timesOver(earned, toMilli(award.percent), 100_000, rounding)
      return { milli, words: `本条已得${pointsText(earned)}分的${award.percent}%，计${pointsText(milli)}分` }
    }
  }
}

const roleNames = { lead: '主报', adopting: '采用', other: '其他' } as const satisfies Record<CreditRole, string>

const plain = (milli: number, before = ''): Worth => ({ milli, words: `${before}计${pointsText(milli)}分` })

/** The points of another rule of the scheme; a rule that is not fixed has none to multiply (check.ts says so). */
function fixedPointsOf(scheme: Scheme, ruleId: string): number {
  const rule = scheme.rules.find((one) => one.id === ruleId)
  return rule?.award.type === 'fixed' ? toMilli(rule.award.points) : 0
}
