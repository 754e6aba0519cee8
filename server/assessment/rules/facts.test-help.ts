import { readFileSync } from 'node:fs'
import type { Period, ScoreEvent, UnitFact } from '../../../contract/assessment-facts.ts'
import { Scheme } from '../../../contract/assessment-scheme.ts'
import type { ScoreEventKind } from '../../../contract/assessment-scheme.ts'
import { periodOf } from './period.ts'
import { score } from './score.ts'

/** Units, events and schemes for tests, in as few words as a reader needs. */

export const schemeFile = (code: string): Scheme =>
  Scheme.parse(JSON.parse(readFileSync(new URL(`../schemes/${code}.json`, import.meta.url), 'utf8')))

/** A scheme of its own for one test: what is not said is as simple as can be. */
export const schemeOf = (parts: Omit<Partial<typeof Scheme._input>, 'format'>): Scheme =>
  Scheme.parse({
    format: 'zhengxin.assessment-scheme/1',
    code: 'test',
    title: '试验办法',
    validFrom: '2026-01-01',
    groups: [{ code: 'all', name: '各单位', units: {} }],
    rules: [],
    ...parts,
  })

export const unit = (id: string, more: Partial<UnitFact> = {}): UnitFact => ({
  id,
  code: id,
  name: id,
  kind: 'countyOffice',
  parentId: null,
  ...more,
})

let counter = 0
type Some = Omit<Partial<ScoreEvent>, 'credit'> & { by?: string | string[] | ScoreEvent['credit'] }

/** An event of 10 March 2026 by unit A unless it says otherwise. `by` names units, the first leads. */
export function event(kind: ScoreEventKind, { by = 'A', ...more }: Some = {}): ScoreEvent {
  counter += 1
  const names = typeof by === 'string' ? [by] : by
  const credit = names.map((one, at) =>
    typeof one === 'string' ? { unitId: one, role: at === 0 ? ('lead' as const) : ('other' as const) } : one,
  )
  const id = `e${String(counter).padStart(6, '0')}`
  return { id, kind, at: '2026-03-10', issuedAt: more.at ?? '2026-03-10', title: '某事项', credit, ...more }
}

export const adopted = (publication: string, level: ScoreEvent['level'] = 'city', more: Some = {}): ScoreEvent =>
  event('adopted', { publication, level, mode: 'sole', ...more })
export const times = (count: number, make: (at: number) => ScoreEvent): ScoreEvent[] =>
  Array.from({ length: count }, (_, at) => make(at))

export const year2026: Period = periodOf('year', 2026)
export const abc = ['A', 'B', 'C', 'D'].map((id) => unit(id))

/** Points by unit, those without any left out. */
export function pointsOf(
  scheme: Scheme,
  events: readonly ScoreEvent[],
  options: { period?: Period; units?: readonly UnitFact[] } = {},
): Record<string, number> {
  const { totals } = score(scheme, { units: options.units ?? abc, events }, options.period ?? year2026)
  return Object.fromEntries(totals.filter((total) => total.points !== 0).map((total) => [total.unitId, total.points]))
}
