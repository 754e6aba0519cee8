import { expect, test } from 'vitest'
import { fuzz } from './fuzz-run.ts'

/** The long run is `npm run bench -- fuzz --requests 100000`. */
test(
  '2,000 hostile requests: no answer is a bug, none holds what the asker may not see',
  { timeout: 120_000 },
  async () => {
    const report = await fuzz(2000, 20261123)
    expect(report.entries).toBeGreaterThan(100)
    expect(report.statuses[200] ?? 0).toBeGreaterThan(100) // not everything is refused for its shape
    const named = (asks: typeof report.leaks) =>
      asks.slice(0, 8).map(({ entry, body, input }) => ({
        entry,
        body: body.slice(0, 200),
        input: JSON.stringify(input)?.slice(0, 400),
      }))
    expect(report.bugs).toEqual([])
    expect(named(report.serverErrors)).toEqual([])
    expect(named(report.leaks)).toEqual([])
  },
)
