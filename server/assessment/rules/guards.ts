import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { Span, UnitStanding } from '../../../contract/assessment.ts'

type Guard = UnitStanding['guards'][number]

/** So many items on one day look like one matter cut in slices; so large a part in the last three days of a month like a rush (domain.md 9). */
const sliceAt = 4
const rushAt = { items: 5, percent: 60 }

/** 公平提示: what the assessor should look at. It never changes a point. `dayOf` says on which day a moment falls. */
export function guardsOf(
  events: readonly ScoreEvent[],
  span: Span,
  dayOf: (moment: string) => string,
): Map<string, Guard[]> {
  const days = new Map<string, string[]>()
  for (const event of events) {
    if (event.kind !== 'submitted') continue
    const day = dayOf(event.submittedAt ?? event.at)
    if (day < span.startsOn || day > span.endsOn) continue
    for (const { unitId } of event.credit) {
      const sent = days.get(unitId)
      if (sent) sent.push(day)
      else days.set(unitId, [day])
    }
  }
  return new Map([...days].map(([unitId, sent]) => [unitId, [...slicing(sent), ...monthEnd(sent)]]))
}

function slicing(days: string[]): Guard[] {
  const perDay = new Map<string, number>()
  for (const day of days) perDay.set(day, (perDay.get(day) ?? 0) + 1)
  const [day, count] = [...perDay].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0]!
  return count >= sliceAt ? [{ kind: 'slicing', detail: `${day} 一天报送 ${count} 条` }] : []
}

function monthEnd(days: string[]): Guard[] {
  const last = days.filter((day) => Number(day.slice(8)) > lastDay(day) - 3).length
  const percent = Math.round((last / days.length) * 100)
  return days.length >= rushAt.items && percent >= rushAt.percent
    ? [{ kind: 'monthEnd', detail: `${days.length} 条中有 ${last} 条在月末三天报送（${percent}%）` }]
    : []
}

const lastDay = (day: string) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
