import type { Earned } from './earned.ts'
import { pointsText, timesOver, toMilli } from './exact.ts'
import { matches } from './match.ts'
import type { Prepared } from './prepare.ts'

/** 归属: a part of a unit's points goes to the office above, or to the office that rewrote the text; the unit keeps what the scheme leaves it. */
export function shareUpward(prepared: Prepared, line: Earned, into: (earned: Earned) => void): void {
  const sharing = prepared.sharing(line.unitId)
  if (sharing.length === 0) {
    into(line)
    return
  }
  const { rounding } = prepared.scheme
  let keeping: { percent: number; name: string } | null = null
  for (const { attribution, above } of sharing) {
    if (attribution.when && !matches(attribution.when, line.event, line.role)) continue
    const to = attribution.to.type === 'above' ? above : rewriterOf(line, attribution.to.rewrittenAtLeast)
    if (to === null || to === line.unitId) continue
    const given = timesOver(line.milli, toMilli(attribution.gives), 100_000, rounding)
    if (attribution.keeps < (keeping?.percent ?? 100)) keeping = { percent: attribution.keeps, name: attribution.name }
    into({
      ...line,
      unitId: to,
      milli: given,
      reason: `${line.reason}；${attribution.name}，按${attribution.gives}%计${pointsText(given)}分`,
      via: line.unitId,
      own: false,
      again: true,
    })
  }
  if (!keeping) {
    into(line)
    return
  }
  const kept = timesOver(line.milli, toMilli(keeping.percent), 100_000, rounding)
  into({ ...line, milli: kept, reason: `${line.reason}；${keeping.name}，本单位计${pointsText(kept)}分` })
}

const rewriterOf = ({ event }: Earned, atLeast: number): string | null =>
  event.editorUnitId && (event.rewrittenPercent ?? 0) >= atLeast ? event.editorUnitId : null
