import { parseArgs } from 'node:util'
import { randomMoments } from '../../test/faults/random.ts'
import { runSeed } from '../../test/simulation/run.ts'
import { runFaults } from '../../test/federation/fault-run.ts'
import { twoNodes } from '../../test/federation/two-lines.ts'
import { benchServer } from './lib/databases.ts'
import { reporter } from './lib/report.ts'

/**
 * npm run bench -- faults [--messages 100000] [--faults N] [--seeds N]: letters both ways while processes, databases and the line fail,
 * and so many simulated histories. ZHENGXIN_SEED repeats a run.
 */
const { values } = parseArgs({
  options: { messages: { type: 'string' }, faults: { type: 'string' }, seeds: { type: 'string' } },
})
console.info = console.error // the standard stream is for figures
const messages = Number(values.messages ?? 3000)
const seeds = Number(values.seeds ?? Math.max(2000, Math.round(messages / 10)))
const { print, load, verdict } = reporter('faults')
const server = await benchServer()
try {
  load()
  const nodes = await twoNodes(server.makeDatabase)
  try {
    const wanted = { messages, faults: Number(values.faults ?? Math.max(26, Math.round(messages / 400))) }
    const { byKind, ...report } = await runFaults(nodes, wanted, randomMoments('faults on a line'))
    const history = simulate()
    report.lost += history.lost
    report.doubled += history.doubled
    report.reordered += history.reordered
    for (const [metric, value] of Object.entries(report))
      print({ metric, value, goal: metric === 'messages' || metric === 'faults' ? null : 0 })
    print({ metric: 'seeds', value: seeds })
    print({ metric: 'stuck', value: history.stuck, goal: 0 })
    console.error(JSON.stringify(byKind))
  } finally {
    await nodes.end()
  }
  load()
} finally {
  await server.stop()
}
verdict()

/** The rules alone, on a network and disks that fail by one seed each. */
function simulate() {
  const sum = { lost: 0, doubled: 0, reordered: 0, stuck: 0 }
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = runSeed(seed)
    sum.lost += run.lost + run.notBack
    sum.doubled += run.doubled
    sum.reordered += run.reordered
    sum.stuck += run.stuck
  }
  return sum
}
