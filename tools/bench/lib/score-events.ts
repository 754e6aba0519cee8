import type { ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'

/** A made year of work: counties below cities, departments, reporting points; events spread over all days of 2026. */
export function madeUnits(count: number): UnitFact[] {
  const cities = 11
  return Array.from({ length: count }, (_, at): UnitFact => {
    const about = { id: idOf('unit', at), code: String(140_000 + at), name: `单位${at}`, size: 1 + (at % 5) }
    if (at < cities) return { ...about, kind: 'cityOffice', parentId: null }
    if (at % 10 === 0) return { ...about, kind: 'reportingPoint', parentId: idOf('unit', at - 1) }
    return { ...about, kind: at % 3 === 0 ? 'department' : 'countyOffice', parentId: idOf('unit', at % cities) }
  })
}

export function madeEvents(count: number, units: readonly UnitFact[]): ScoreEvent[] {
  const random = randomFrom(7)
  // Written and read again, as they come from the ledger.
  return Array.from(
    { length: count },
    (_, at) => JSON.parse(JSON.stringify(madeEvent(at, units, random))) as ScoreEvent,
  )
}

/** An event of the first quarter, not yet in the ledger. */
export const oneMore = (at: number, units: readonly UnitFact[]): ScoreEvent => ({
  ...madeEvent(5_000_000 + at, units, randomFrom(at + 1)),
  at: '2026-03-20T02:00:00.000Z',
  issuedAt: '2026-03-21',
})

const publications = [
  ['每日要情', 'city'],
  ['政务信息', 'city'],
  ['专报信息', 'province'],
  ['政务参阅', 'county'],
] as const

/** Of ten events five are sent items, four adoptions (every third of several units), one a directive, and now and then a lateness. */
function madeEvent(at: number, units: readonly UnitFact[], random: () => number): ScoreEvent {
  const instant = new Date(Date.UTC(2025, 11, 31, 16) + Math.floor(random() * 365 * 86_400_000)).toISOString()
  const item = Math.floor(at / 3)
  const about = {
    id: idOf('event', at),
    at: instant,
    submittedAt: instant,
    title: `关于第${item}项重点工作进展情况的报告`,
    itemId: idOf('item', item),
  }
  const lead = units[Math.floor((item * 7919) % units.length)]!
  const others = item % 3 === 0 ? [units[(item * 31 + 17) % units.length]!, units[(item * 57 + 5) % units.length]!] : []
  const credit: ScoreEvent['credit'] = [lead, ...others].map((unit, place) => ({
    unitId: unit.id,
    role: place === 0 ? 'lead' : 'other',
    weight: 3 - place,
  }))
  if (at % 400 === 399) return { ...about, kind: 'commissionLate', credit: credit.slice(0, 1) }
  const kind = at % 10 < 5 ? 'submitted' : at % 10 < 9 ? 'adopted' : 'directive'
  if (kind === 'submitted')
    return { ...about, kind, genre: item % 2 === 0 ? 'news' : 'study', credit: credit.slice(0, 1) }
  const [publication, level] = publications[at % 4]!
  const adoptionId = idOf('adoption', item)
  if (kind === 'directive')
    return { ...about, kind, rank: at % 3 === 0 ? 'cityChief' : 'city', level: 'city', publication, adoptionId, credit }
  const mode = others.length > 0 ? 'composite' : at % 7 === 0 ? 'brief' : 'sole'
  return {
    ...about,
    kind,
    adoptionId,
    level,
    publication,
    mode,
    issuedAt: instant.slice(0, 10),
    column: '要情',
    credit,
  }
}

const idOf = (kind: string, at: number): string => `${kind.slice(0, 4)}-${at.toString(36).padStart(8, '0')}`

/** The same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
