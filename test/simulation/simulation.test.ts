import { expect, test } from 'vitest'
import { planted } from './rules.ts'
import { faultsOf, runSeed } from './run.ts'

const first = Number(process.env.SIMULATION_FIRST ?? 1)
const seeds = Number(process.env.SIMULATION_SEEDS ?? 2000)

test(`${seeds} histories of two nodes that crash, lose messages and are restored: nothing lost, doubled, reordered or stuck`, () => {
  const sum = { seeds, messages: 0, faults: 0, restores: 0 }
  for (let seed = first; seed < first + seeds; seed += 1) {
    const run = runSeed(seed)
    sum.messages += run.messages
    sum.faults += run.faults
    sum.restores += run.restores
    expect(faultsOf(run), `SIMULATION_FIRST=${seed} SIMULATION_SEEDS=1 shows it: ${JSON.stringify(run)}`).toBe(0)
  }
  console.log(JSON.stringify(sum))
  expect(sum.restores).toBeGreaterThan(seeds / 10)
}, 120_000)

test.each(Object.entries(planted))('a planted bug is found: %s', (_bug, plant) => {
  let seed = 1
  while (seed <= 600 && faultsOf(runSeed(seed, plant)) === 0) seed += 1
  expect(seed).toBeLessThanOrEqual(600)
})
