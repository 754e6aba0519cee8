import type { Earned } from './earned.ts'
import { pointsText, toMilli } from './exact.ts'
import { measure } from './measure.ts'
import { spanName, spansOver } from './period.ts'
import { isFor, partLine } from './settled.ts'
import type { Judged, Settled } from './settled.ts'

/** 采用率 and averages, judged at the end of each span. Compared by multiplication: a ratio is never rounded before it is compared. */
export function judgeRatios(judged: Judged, earned: readonly Earned[]): Settled[] {
  const lines: Settled[] = []
  for (const ratio of judged.prepared.scheme.ratios.filter((one) => isFor(one, judged))) {
    const spans = spansOver(judged.since, judged.to, ratio.per)
    const [above, under] = [measure(ratio.numerator, earned, spans), measure(ratio.denominator, earned, spans)]
    for (const [at, span] of spans.entries()) {
      if (span.from < judged.since || span.to > judged.to) continue
      if (under[at]! < toMilli(ratio.minimum) || under[at]! <= 0) continue
      const isAtLeast = ratio.atLeast === undefined || compare(above[at]!, under[at]!, ratio.atLeast) >= 0
      const isBelow = ratio.below === undefined || compare(above[at]!, under[at]!, ratio.below) < 0
      if (!isAtLeast || !isBelow) continue
      const figures = `${pointsText(above[at]!)}比${pointsText(under[at]!)}`
      const limit = ratio.below === undefined ? `达到${ratio.atLeast}` : `低于${ratio.below}`
      lines.push(
        partLine(
          'ratio',
          ratio.id,
          span.to,
          toMilli(ratio.points),
          `${spanName(span, ratio.per)}${ratio.name}：${figures}，${limit}，计${ratio.points}分`,
        ),
      )
    }
  }
  return lines
}

const compare = (above: number, under: number, threshold: number): number => above * 1000 - under * toMilli(threshold)
