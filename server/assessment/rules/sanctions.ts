import type { Earned } from './earned.ts'
import { pointsText, timesOver, toMilli } from './exact.ts'
import { matcher } from './match.ts'
import { yearStart } from './period.ts'
import { isFor, partLine } from './settled.ts'
import type { Judged, Settled } from './settled.ts'

/**
 * 一票否决: counted from the beginning of the year (or of the period). 按零分处理 takes away what the period has, once the number is reached;
 * points below zero stay. Barring from awards takes no points.
 */
export function applySanctions(
  judged: Judged,
  earned: readonly Earned[],
  inPeriod: readonly Settled[],
): { lines: Settled[]; barred: string[] } {
  const lines: Settled[] = []
  const barred: string[] = []
  let total = inPeriod.reduce((sum, line) => sum + line.milli, 0)
  for (const sanction of judged.prepared.scheme.sanctions.filter((one) => isFor(one, judged))) {
    const since = sanction.per === 'year' ? yearStart(judged.to) : judged.from
    const fits = matcher(sanction.when)
    const count = earned.filter((one) => one.own && !one.again && one.day >= since && fits(one.event, one.role)).length
    if (count < sanction.atLeast) continue
    const why = `${sanction.name}：${sanction.per === 'year' ? '本年' : '本期'}${count}次`
    if (sanction.effect.type === 'barred') {
      barred.push(why)
      continue
    }
    const taken =
      total <= 0
        ? 0
        : sanction.effect.type === 'zero'
          ? total
          : timesOver(total, toMilli(sanction.effect.percent), 100_000, judged.prepared.scheme.rounding)
    const how = sanction.effect.type === 'zero' ? '按零分处理' : `扣减总分的${sanction.effect.percent}%`
    lines.push(
      partLine(
        'sanction',
        sanction.id,
        judged.to,
        taken === 0 ? 0 : -taken,
        `${why}，${how}，核减${pointsText(taken)}分`,
      ),
    )
    total -= taken
  }
  return { lines, barred }
}
