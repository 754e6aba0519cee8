import type { Period, ScoreLine, UnitTotal } from '../../../contract/assessment-facts.ts'
import type { ScoreLevel } from '../../../contract/assessment-scheme.ts'
import type { Earned } from './earned.ts'
import { fromMilli, toMilli } from './exact.ts'
import { applyLimits } from './limits.ts'
import { spanName, spanOf, spansOver, yearStart } from './period.ts'
import type { Prepared } from './prepare.ts'
import { judgeRatios } from './ratios.ts'
import { applySanctions } from './sanctions.ts'
import { isFor, partLine } from './settled.ts'
import type { Judged, Settled } from './settled.ts'
import { judgeTargets } from './targets.ts'

/** The first day whose events matter to a period: tasks, limits and sanctions over a longer span look back to its beginning. */
export function sinceDay(prepared: Prepared, period: Pick<Period, 'from' | 'to'>): string {
  const { scheme } = prepared
  const spans = [...scheme.targets, ...scheme.ratios, ...scheme.limits].flatMap((part) =>
    part.per === 'period' ? [] : [spanOf(period.from, part.per).from],
  )
  if (scheme.sanctions.some((one) => one.per === 'year')) spans.push(yearStart(period.to))
  return spans.reduce((first, day) => (day < first ? day : first), period.from)
}

/** One unit's lines and total, from all it has earned from `since` (`sinceDay`) to the period's end. Nothing of another unit is asked. */
export function settleUnit(
  prepared: Prepared,
  unitId: string,
  earned: readonly Earned[],
  period: Period,
  since: string,
): { lines: ScoreLine[]; total: UnitTotal } {
  const judged: Judged = { prepared, unitId, since, from: period.from, to: period.to }
  const targets = judgeTargets(judged, earned)
  const gathered: Settled[] = [
    ...earned.filter((one) => one.rule !== null),
    ...baseLines(judged),
    ...targets.lines,
    ...judgeRatios(judged, earned),
  ]
  const inPeriod = applyLimits(judged, gathered).filter((line) => line.day >= judged.from)
  const sanctions = applySanctions(judged, earned, inPeriod)
  const settled = [...inPeriod, ...sanctions.lines].sort(canonical)
  return {
    lines: settled.map((line) => lineOf(unitId, line)),
    total: {
      unitId,
      groupCode: prepared.groupOf(unitId),
      points: fromMilli(settled.reduce((sum, line) => sum + line.milli, 0)),
      ...countsOf(earned, judged.from),
      byRule: byRule(settled),
      progress: targets.progress,
      barred: sanctions.barred,
      size: prepared.units.get(unitId)?.size ?? null,
    },
  }
}

/** 基础分 is there from the first day of its span. */
const baseLines = (judged: Judged): Settled[] =>
  judged.prepared.scheme.bases
    .filter((base) => isFor(base, judged))
    .flatMap((base) =>
      spansOver(judged.since, judged.to, base.per)
        .filter((span) => span.from >= judged.since)
        .map((span) =>
          partLine(
            'base',
            base.id,
            span.from,
            toMilli(base.points),
            `${spanName(span, base.per)}${base.name}，计${base.points}分`,
          ),
        ),
    )

const place = { base: 0, rule: 1, target: 2, ratio: 3, limit: 4, sanction: 5 } as const satisfies Record<
  ScoreLine['source'],
  number
>

/** The order of a result's lines, so that the same input gives the same bytes. */
const canonical = (a: Settled, b: Settled): number =>
  compare(a.day, b.day) ||
  place[a.source] - place[b.source] ||
  compare(a.eventId ?? '', b.eventId ?? '') ||
  compare(a.ruleId, b.ruleId) ||
  compare(a.via ?? '', b.via ?? '') ||
  a.milli - b.milli

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const lineOf = (unitId: string, line: Settled): ScoreLine => ({
  unitId,
  source: line.source,
  ruleId: line.ruleId,
  day: line.day,
  points: fromMilli(line.milli),
  reason: line.reason,
  eventId: line.eventId,
  itemId: line.itemId,
  viaUnitId: line.via,
})

function countsOf(earned: readonly Earned[], from: string) {
  const counts = { submissions: 0, adoptions: 0, directives: 0 }
  const levels = new Map<ScoreLevel, number>()
  for (const { event, own, again, day } of earned) {
    if (!own || again || day < from) continue
    if (event.kind === 'submitted') counts.submissions += 1
    else if (event.kind === 'directive') counts.directives += 1
    else if (event.kind === 'adopted') {
      counts.adoptions += 1
      if (event.level) levels.set(event.level, (levels.get(event.level) ?? 0) + 1)
    }
  }
  const adoptionsByLevel = Object.fromEntries([...levels].sort(([a], [b]) => compare(a, b)))
  return { ...counts, adoptionsByLevel }
}

function byRule(lines: readonly Settled[]): UnitTotal['byRule'] {
  const sums = new Map<string, { lines: number; milli: number }>()
  for (const { ruleId, milli } of lines) {
    const sum = sums.get(ruleId)
    if (sum) {
      sum.lines += 1
      sum.milli += milli
    } else sums.set(ruleId, { lines: 1, milli })
  }
  return [...sums]
    .sort(([a], [b]) => compare(a, b))
    .map(([ruleId, sum]) => ({ ruleId, lines: sum.lines, points: fromMilli(sum.milli) }))
}
