import { loadavg } from 'node:os'

/** One figure of a bench, as one line of JSON. `goal` null: it only explains the others. */
export interface Figure {
  metric: string
  value: number
  goal?: number | null
  reference?: { name: string; value: number }
}

/** Prints figures of one bench; `verdict` tells on the error stream which goals were missed. */
export function reporter(bench: string) {
  const missed: string[] = []
  return {
    print({ metric, value, goal = null, reference }: Figure, higherIsBetter = false) {
      if (goal !== null && (higherIsBetter ? value < goal : value > goal))
        missed.push(`${metric} ${value} (goal ${goal})`)
      console.log(JSON.stringify({ bench, metric, value, goal, ...(reference ? { reference } : {}) }))
    },
    load() {
      console.log(JSON.stringify({ bench, metric: 'machine.load_1m', value: round(loadavg()[0]!), goal: null }))
    },
    verdict() {
      console.error(missed.length === 0 ? '全部达到目标。 All goals met.' : `未达到目标 Missed: ${missed.join('; ')}`)
    },
  }
}

export const round = (value: number): number => Math.round(value * 100) / 100

/** The value that this share of the measurements does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted.length === 0
    ? Number.NaN
    : round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!)
}

/** How long each of `times` runs took, in milliseconds, after a few that do not count. */
export async function timesOf(times: number, work: (index: number) => Promise<unknown>, warmUp = 5): Promise<number[]> {
  const taken: number[] = []
  for (let index = -warmUp; index < times; index += 1) {
    const started = performance.now()
    await work(Math.max(index, 0))
    if (index >= 0) taken.push(performance.now() - started)
  }
  return taken
}
