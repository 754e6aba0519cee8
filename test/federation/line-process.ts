import pino from 'pino'
import { startExchange } from '../../server/exchange/index.ts'
import { appOn } from './line-app.ts'
import { becomeNewer } from './newer-version.ts'

/**
 * A node as far as its lines go, in a process of its own that can be killed: the real exchange on a real database and real sockets.
 * Each letter's effect is one row in a table without any uniqueness, so that a second effect would show.
 */
const [databaseUrl, dataDir, peerPort, version] = process.argv.slice(2) as [string, string, string, string]
const app = appOn(databaseUrl, dataDir, Number(peerPort) || null, pino({ level: process.env.LOG_LEVEL ?? 'silent' }))
if (version === 'newer') becomeNewer(app)
for (;;) {
  try {
    await startExchange(
      app,
      databaseUrl,
      Number(peerPort) ? { host: '127.0.0.1', port: Number(peerPort), url: null } : null,
    )
    break
  } catch {
    await new Promise((retry) => setTimeout(retry, 300)) // the database is away just now
  }
}
process.stdout.write('READY\n')
