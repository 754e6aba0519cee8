import type { Logger } from 'pino'
import { mendIndex } from './library/index.ts'
import type { App } from './platform/command.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/database.ts'
import type { Database } from './platform/database.ts'
import { loadSigningKey, loadVault } from './platform/keys.ts'
import { migrate } from './platform/migrate.ts'
import { refuseBypass, runtimeRole } from './platform/runtime-role.ts'
import { useFileKeys } from './platform/stored-bytes.ts'
import { useScanner } from './platform/virus-scan.ts'
import { wiring } from './wiring.ts'

/** What every program of a node works with: its database in its newest shape, its keys and files. Refuses what would run open. */
export async function openApp(databaseUrl: string, config: Config, log: Logger): Promise<App> {
  useFileKeys(config.dataDir, config.fileKeys)
  useScanner(config.dataDir, config.scanner)
  await migrate(databaseUrl)
  await asOwner(databaseUrl, mendIndex)
  const { db, pool } = openDatabase(databaseUrl, { role: runtimeRole })
  await refuseBypass(pool)
  return {
    db,
    clock: () => new Date(),
    log,
    dataDir: config.dataDir,
    mode: config.mode,
    signingKey: loadSigningKey(config.dataDir, config.secret),
    vault: loadVault(config.dataDir, config.secret),
    origin: config.origin,
    ...(config.peer && { peerUrl: config.peer.url ?? `https://${config.peer.host}:${config.peer.port}` }),
    ...wiring,
  }
}

/** Work that changes tables, as whoever owns them. */
export async function asOwner<T>(databaseUrl: string, work: (owner: Database) => Promise<T>): Promise<T> {
  const { db } = openDatabase(databaseUrl, { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
