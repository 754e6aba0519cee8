import { parseArgs } from 'node:util'
import { randomMoments } from '../../test/faults/random.ts'
import { runFaults } from '../../test/federation/fault-run.ts'
import { twoNodes } from '../../test/federation/two-lines.ts'
import { benchServer } from './lib/databases.ts'
import { reporter } from './lib/report.ts'

/** npm run bench -- faults [--messages 100000] [--faults N]: letters both ways while processes, databases and the line fail; ZHENGXIN_SEED repeats a run. */
const { values } = parseArgs({ options: { messages: { type: 'string' }, faults: { type: 'string' } } })
const messages = Number(values.messages ?? 3000)
const { print, load, verdict } = reporter('faults')
const server = await benchServer()
try {
  load()
  const nodes = await twoNodes(server.makeDatabase)
  try {
    const wanted = { messages, faults: Number(values.faults ?? Math.max(26, Math.round(messages / 400))) }
    const { byKind, ...report } = await runFaults(nodes, wanted, randomMoments('faults on a line'))
    for (const [metric, value] of Object.entries(report))
      print({ metric, value, goal: metric === 'messages' || metric === 'faults' ? null : 0 })
    print({ metric: 'seeds', value: 1 })
    console.error(JSON.stringify(byKind))
  } finally {
    await nodes.end()
  }
  load()
} finally {
  await server.stop()
}
verdict()
