import type { ScoreEvent, ScoreLine } from '../../../contract/assessment-facts.ts'
import { fromMilli, shareOut, toMilli } from './exact.ts'

/** 撰稿人: a person and what he or she brought the unit. */
export interface AuthorScore {
  personId: string | null
  name: string
  unitId: string
  adoptions: number
  points: number
  place: number
}

/**
 * 先进个人的依据: the points of a unit's lines go to those who wrote the text for that unit, several sharing evenly and exactly. Lines that
 * came from another unit's work, or from tasks and limits, are nobody's. Points first, then adoptions; equals share the place.
 */
export function rankAuthors(lines: readonly ScoreLine[], events: readonly ScoreEvent[]): AuthorScore[] {
  const byId = new Map(events.map((event) => [event.id, event]))
  const own = new Set(lines.flatMap((line) => (line.viaUnitId === null ? [keyOf(line, line.unitId)] : [])))
  const scores = new Map<string, AuthorScore & { milli: number; adopted: Set<string> }>()
  for (const line of lines) {
    const event = line.eventId === null ? undefined : byId.get(line.eventId)
    const writers = event?.credit.filter((one) => one.unitId === (line.viaUnitId ?? line.unitId)) ?? []
    const authors = [
      ...new Map(writers.flatMap((one) => one.authors ?? []).map((one) => [one.id ?? one.name, one])).values(),
    ]
    if (!event || authors.length === 0) continue
    // A share for the unit above: the author has the points at the unit below, whose own line this is a part of.
    if (line.viaUnitId !== null && own.has(keyOf(line, line.viaUnitId))) continue
    const shares = shareOut(
      toMilli(line.points),
      authors.map(() => 1),
      1,
      'spread',
    )
    for (const [at, author] of authors.entries()) {
      const key = `${author.id ?? author.name} ${line.unitId}`
      let score = scores.get(key)
      if (!score) {
        const about = { personId: author.id, name: author.name, unitId: line.unitId }
        scores.set(key, (score = { ...about, adoptions: 0, points: 0, place: 0, milli: 0, adopted: new Set() }))
      }
      score.milli += shares[at]!
      if (event.kind === 'adopted') score.adopted.add(event.id)
    }
  }
  return placed(
    [...scores.values()].map(({ milli, adopted, ...score }) => ({
      ...score,
      adoptions: adopted.size,
      points: fromMilli(milli),
    })),
  )
}

const keyOf = (line: ScoreLine, unitId: string): string => `${unitId} ${line.eventId} ${line.ruleId}`

function placed(scores: AuthorScore[]): AuthorScore[] {
  const sorted = scores.sort(
    (a, b) =>
      b.points - a.points || b.adoptions - a.adoptions || (`${a.name} ${a.unitId}` < `${b.name} ${b.unitId}` ? -1 : 1),
  )
  let place = 0
  return sorted.map((score, at) => {
    const before = sorted[at - 1]
    if (!before || before.points !== score.points || before.adoptions !== score.adoptions) place = at + 1
    return { ...score, place }
  })
}
