import startServer from '../../test/postgres-setup.ts'
import { fuzz } from '../../test/security/fuzz-run.ts'
import { reporter } from './lib/report.ts'

/** npm run bench -- fuzz [--requests 100000] [--seed 1]: hostile and random input to every entry of the contract, by every role. */
const word = (name: string, otherwise: number) => {
  const place = process.argv.indexOf(`--${name}`)
  return place > 0 ? Number(process.argv[place + 1]) : otherwise
}
const stopServer = await startServer()
try {
  const seed = word('seed', Date.now() % 1_000_000)
  const report = await fuzz(word('requests', 100_000), seed)
  const { print, load, verdict } = reporter('fuzz')
  print({ metric: 'requests', value: report.requests })
  print({ metric: 'entries', value: report.entries })
  print({ metric: 'seed', value: seed })
  print({ metric: 'accepted', value: report.statuses[200] ?? 0 })
  print({ metric: 'server_errors', value: report.serverErrors.length, goal: 0 })
  print({ metric: 'leaks', value: report.leaks.length, goal: 0 })
  for (const { entry, status, input, body } of [...report.serverErrors, ...report.leaks].slice(0, 20))
    console.error(JSON.stringify({ entry, status, input, body: body.slice(0, 300) }))
  for (const bug of new Set(report.bugs)) console.error(bug)
  load()
  verdict()
} finally {
  await stopServer?.()
}
