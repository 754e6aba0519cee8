import { generateKeyPairSync, randomBytes } from 'node:crypto'
import pino from 'pino'
import type { Role } from '../../../contract/access.ts'
import { seedCatalogue } from '../../../server/catalogue/index.ts'
import { importShanxi, loadUnit } from '../../../server/organisations/index.ts'
import type { Unit } from '../../../server/organisations/index.ts'
import type { Actor } from '../../../server/platform/access.ts'
import { runCommand, runQuery } from '../../../server/platform/command.ts'
import type { App, Cx } from '../../../server/platform/command.ts'
import { openDatabase } from '../../../server/platform/database.ts'
import { newId } from '../../../server/platform/ids.ts'
import { signingKeyOf, vaultOf } from '../../../server/platform/keys.ts'
import { systemActor } from '../../../server/platform/system-actor.ts'
import { wiring } from '../../../server/wiring.ts'
import { benchServer } from './databases.ts'

/** A node's database with the units of Shanxi, as production runs it, and people who search in it. It leaves nothing behind. */
export async function openLibraryBench() {
  const server = await benchServer()
  const { url } = await server.makeDatabase()
  const { db } = openDatabase(url, { max: 12 })
  const app: App = {
    db,
    dataDir: '/nowhere',
    mode: 'test',
    clock: () => new Date(),
    log: pino({ level: 'silent' }),
    signingKey: signingKeyOf(generateKeyPairSync('ed25519').privateKey),
    vault: vaultOf(randomBytes(32)),
    origin: null,
    ...wiring,
  }
  await runCommand(app, systemActor, async (cx) => {
    await seedCatalogue(cx)
    await importShanxi(cx)
  })
  const rows = await db.selectFrom('unit').select('id').orderBy('path').execute()
  const units: Unit[] = await runQuery(app, systemActor, (cx) => Promise.all(rows.map(({ id }) => loadUnit(cx, id))))
  return {
    app,
    db,
    units,
    person: (role: Role, unit: Unit, reach: 'own' | 'subtree'): Actor => ({
      personId: newId(),
      name: '王建国',
      title: '干部',
      unitId: unit.id,
      unitPath: unit.path,
      unitName: unit.name,
      grants: [{ role, unitId: unit.id, unitPath: unit.path, reach }],
      provedAt: null,
    }),
    read: <T>(actor: Actor, work: (cx: Cx) => Promise<T>) => runQuery(app, actor, work),
    write: <T>(actor: Actor, work: (cx: Cx) => Promise<T>) => runCommand(app, actor, work),
    async close() {
      await db.destroy()
      await server.stop()
    },
  }
}
export type LibraryBench = Awaited<ReturnType<typeof openLibraryBench>>
