import type { Limit } from '../../../contract/assessment-scheme.ts'
import { pointsText, toMilli } from './exact.ts'
import { addDays, spanName, spansOver } from './period.ts'
import { isFor, partLine } from './settled.ts'
import type { Judged, Settled } from './settled.ts'

/**
 * 封顶、保底. What a limit takes or gives is a line of its own, so that the lines add up to the total. A limit over a longer span than the
 * period counts what was there before the period and gives only the difference: the quarters of a year add up to the year.
 */
export function applyLimits(judged: Judged, lines: Settled[]): Settled[] {
  const all = [...lines]
  for (const limit of judged.prepared.scheme.limits.filter((one) => isFor(one, judged)))
    all.push(...linesOf(limit, judged, all))
  return all
}

function linesOf(limit: Limit, judged: Judged, all: readonly Settled[]): Settled[] {
  const { since, from, to } = judged
  const spans = limit.per === 'period' ? [{ from, to }] : spansOver(since, to, limit.per)
  const counted = limit.rules ? all.filter((line) => limit.rules!.includes(line.ruleId)) : all
  return spans.flatMap((span) => {
    const until = span.to < to ? span.to : to
    const dayBefore = addDays(from, -1)
    const [before, whole] = sumsOf(counted, span.from, dayBefore, until)
    const early = span.from < from ? clip(limit, before) : 0
    const late = until >= from ? clip(limit, whole) - early : 0
    const name = `${spanName(span, limit.per)}${limit.name}`
    const lines: Settled[] = []
    if (early !== 0)
      lines.push(
        partLine('limit', limit.id, until < dayBefore ? until : dayBefore, early, sentence(name, limit, before, early)),
      )
    if (late !== 0) lines.push(partLine('limit', limit.id, until, late, sentence(name, limit, whole, late)))
    return lines
  })
}

function sumsOf(lines: readonly Settled[], first: string, before: string, until: string): [number, number] {
  let [early, whole] = [0, 0]
  for (const line of lines) {
    if (line.day < first || line.day > until) continue
    whole += line.milli
    if (line.day <= before) early += line.milli
  }
  return [early, whole]
}

/** What must be added to bring a sum within the limits. */
function clip(limit: Limit, sum: number): number {
  if (limit.max !== undefined && sum > toMilli(limit.max)) return toMilli(limit.max) - sum
  if (limit.min !== undefined && sum < toMilli(limit.min)) return toMilli(limit.min) - sum
  return 0
}

function sentence(name: string, limit: Limit, sum: number, change: number): string {
  const isCap = limit.max !== undefined && sum > toMilli(limit.max)
  const word = isCap
    ? `封顶${limit.max}分`
    : limit.min !== undefined && sum < toMilli(limit.min)
      ? `保底${limit.min}分`
      : '回到限度之内'
  return `${name}：${word}，合计${pointsText(sum)}分，${change < 0 ? '核减' : '补足'}${pointsText(Math.abs(change))}分`
}
