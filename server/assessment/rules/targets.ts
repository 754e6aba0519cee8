import type { TargetProgress } from '../../../contract/assessment-facts.ts'
import type { Target } from '../../../contract/assessment-scheme.ts'
import type { Earned } from './earned.ts'
import { fromMilli, pointsText, timesOver, toMilli } from './exact.ts'
import { matchesUnit } from './match.ts'
import { measure } from './measure.ts'
import { spanName, spansOver } from './period.ts'
import { isFor, partLine } from './settled.ts'
import type { Judged, Settled } from './settled.ts'

/**
 * 任务: each span that ends within the days is judged on its last day. A span that goes on beyond them is only watched: nobody has missed
 * a month that is not over.
 */
export function judgeTargets(
  judged: Judged,
  earned: readonly Earned[],
): { lines: Settled[]; progress: TargetProgress[] } {
  const lines: Settled[] = []
  const progress: TargetProgress[] = []
  for (const target of judged.prepared.scheme.targets.filter((one) => isFor(one, judged))) {
    const due = dueOf(judged, target)
    const spans = spansOver(judged.since, judged.to, target.per)
    const done = measure(target.measure, earned, spans)
    for (const [at, span] of spans.entries()) {
      if (span.to < judged.from) continue
      const open = span.to > judged.to
      progress.push({
        targetId: target.id,
        per: target.per,
        ...span,
        due: fromMilli(due),
        done: fromMilli(done[at]!),
        missing: fromMilli(Math.max(0, due - done[at]!)),
        open,
      })
    }
    for (const [at, span] of spans.entries()) {
      if (span.from < judged.since || span.to > judged.to) continue
      const paid = payment(judged, target, due, done[at]!)
      if (paid && (paid.milli !== 0 || span.to >= judged.from))
        lines.push(
          partLine(
            'target',
            target.id,
            span.to,
            paid.milli,
            `${spanName(span, target.per)}${target.name}：${paid.words}`,
          ),
        )
    }
  }
  return { lines, progress }
}

function dueOf({ prepared, unitId }: Judged, target: Target): number {
  const unit = prepared.units.get(unitId)
  const exception = unit && target.exceptions.find((one) => matchesUnit(one.units, unit))
  return toMilli(exception?.due ?? target.due)
}

/** What a judged span is worth; null for a target that is only watched. */
function payment(
  { prepared }: Judged,
  target: Target,
  due: number,
  done: number,
): { milli: number; words: string } | null {
  const { rounding } = prepared.scheme
  const { met, missed, perMissing, perExtra } = target
  if (met === 0 && missed === 0 && perMissing === 0 && perExtra === 0) return null
  const figures = `任务${pointsText(due)}，完成${pointsText(done)}`
  if (done >= due) {
    const extra = timesOver(done - due, toMilli(perExtra), 1000, rounding)
    const capped = target.extraMax === undefined ? extra : Math.min(extra, toMilli(target.extraMax))
    const milli = toMilli(met) + capped
    const more = capped === 0 ? '' : `，其中超额部分计${pointsText(capped)}分`
    return { milli, words: `${figures}，完成任务，计${pointsText(milli)}分${more}` }
  }
  const reached = target.below === 'proportional' ? timesOver(toMilli(met), done, due, rounding) : 0
  const lost = toMilli(missed) + timesOver(due - done, toMilli(perMissing), 1000, rounding)
  const milli = reached + lost
  const how = target.below === 'proportional' ? '，按比例' : ''
  return { milli, words: `${figures}，未完成任务${how}，计${pointsText(milli)}分` }
}
