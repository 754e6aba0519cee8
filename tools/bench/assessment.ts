import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ScoreResult } from '../../contract/assessment-facts.ts'
import { Scheme } from '../../contract/assessment-scheme.ts'
import { openBook } from '../../server/assessment/rules/book.ts'
import { periodOf } from '../../server/assessment/rules/period.ts'
import { score } from '../../server/assessment/rules/score.ts'
import { madeEvents, madeUnits, oneMore } from './lib/score-events.ts'
import { sqlPass } from './lib/score-sql.ts'
import { percentile, reporter, round } from './lib/report.ts'

/**
 * npm run bench -- assessment [--events 1000000] [--units 5000] [--scheme lianyungang] [--no-sql]: a year's ledger of score events; its first
 * quarter computed from nothing, one event added, one unit's points opened. Reference: one SQL pass that sums the same events by unit.
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    units: { type: 'string', default: '5000' },
    scheme: { type: 'string', default: 'bench' },
    'no-sql': { type: 'boolean', default: false },
  },
})
const [eventCount, unitCount] = [Number(values.events), Number(values.units)]
const file =
  values.scheme === 'bench' ? `./lib/score-scheme.json` : `../../server/assessment/schemes/${values.scheme}.json`
const scheme = Scheme.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')))
const [quarter, year] = [periodOf('quarter', 2026, 1), periodOf('year', 2026)]
const { print, load, verdict } = reporter('assessment')

const units = madeUnits(unitCount)
const events = madeEvents(eventCount, units)
const facts = { units, events }
load()

const sql = values['no-sql'] ? null : await sqlPass(events, quarter)
const reference = sql ? { reference: { name: 'one SQL pass, points by unit', value: round(sql.ms) } } : {}

const [coldMs, first] = timed(() => score(scheme, facts, quarter))
print({ metric: 'quarter.cold_ms', value: round(coldMs), goal: 3000, ...reference })
print({ metric: 'quarter.lines', value: first.lines.length })
const shuffled = { units: units.toReversed(), events: events.toReversed() }
print(
  { metric: 'byte_equal', value: digest(score(scheme, shuffled, quarter)) === digest(first) ? 1 : 0, goal: 1 },
  true,
)

const [yearMs] = timed(() => score(scheme, facts, year))
print({ metric: 'year.cold_ms', value: round(yearMs) })

const book = openBook(scheme, facts, quarter)
const added = Array.from({ length: 60 }, (_, at) => oneMore(at, units))
const oneEvent = added.map((event) => timed(() => book.add(event))[0])
print({ metric: 'one_event_ms', value: percentile(oneEvent, 0.95), goal: 50, ...reference })
const drills = units.slice(0, 200).map((unit) => timed(() => book.drill(unit.id))[0])
print({ metric: 'drill_down_ms', value: percentile(drills, 0.95), goal: 50, ...reference })
const whole = score(scheme, { units, events: [...events, ...added] }, quarter)
print({ metric: 'book_equals_score', value: digest(book.result()) === digest(whole) ? 1 : 0, goal: 1 }, true)
load()
verdict()

function timed<T>(work: () => T): [ms: number, result: T] {
  const started = performance.now()
  const result = work()
  return [performance.now() - started, result]
}

/** Of every byte of a result, line by line: one text of all would be too long. */
function digest({ lines, totals, ranks }: ScoreResult): string {
  const hash = createHash('sha256')
  for (const part of [lines, totals, ranks]) for (const one of part) hash.update(`${JSON.stringify(one)}\n`)
  return hash.digest('hex')
}
