import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { Span, UnitStanding } from '../../../contract/assessment.ts'
import { largestSlicing } from './alike.ts'
import type { SentItem } from './alike.ts'

type Guard = UnitStanding['guards'][number]

/** So large a part in the last three days of a month looks like a rush (月底集中报送, domain.md 9). */
const rushAt = { items: 5, percent: 60 }

/** 公平提示: what the assessor should look at. It never changes a point. `dayOf` says on which day a moment falls. */
export function guardsOf(
  events: readonly ScoreEvent[],
  span: Span,
  dayOf: (moment: string) => string,
): Map<string, Guard[]> {
  const items = new Map<string, SentItem[]>()
  for (const event of events) {
    if (event.kind !== 'submitted') continue
    const day = dayOf(event.submittedAt ?? event.at)
    if (day < span.startsOn || day > span.endsOn) continue
    for (const { unitId } of event.credit) {
      const sent = items.get(unitId)
      if (sent) sent.push({ day, title: event.title })
      else items.set(unitId, [{ day, title: event.title }])
    }
  }
  return new Map(
    [...items].map(([unitId, sent]) => [unitId, [...slicing(sent), ...monthEnd(sent.map(({ day }) => day))]]),
  )
}

function slicing(sent: SentItem[]): Guard[] {
  const found = largestSlicing(sent)
  if (!found) return []
  const when = found.from === found.to ? `${found.from}一天` : `${found.from}至${found.to}`
  return [{ kind: 'slicing', detail: `${when}报送 ${found.count} 条相近信息：《${found.title}》等` }]
}

function monthEnd(days: string[]): Guard[] {
  const last = days.filter((day) => Number(day.slice(8)) > lastDay(day) - 3).length
  const percent = Math.round((last / days.length) * 100)
  return days.length >= rushAt.items && percent >= rushAt.percent
    ? [{ kind: 'monthEnd', detail: `${days.length} 条中有 ${last} 条在月末三天报送（${percent}%）` }]
    : []
}

const lastDay = (day: string) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
