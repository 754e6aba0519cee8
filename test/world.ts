import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { Role } from '../contract/access.ts'
import type { Actor, Grant } from '../server/platform/access.ts'
import { runCommand, runQuery } from '../server/platform/command.ts'
import type { App, Cx } from '../server/platform/command.ts'
import { openDatabase } from '../server/platform/database.ts'
import type { Database } from '../server/platform/database.ts'
import { newId } from '../server/platform/ids.ts'
import { signingKeyOf, vaultOf } from '../server/platform/keys.ts'
import { seedCatalogue } from '../server/catalogue/index.ts'
import { runtimeRole } from '../server/platform/runtime-role.ts'
import { systemActor } from '../server/platform/system-actor.ts'
import { wiring } from '../server/wiring.ts'
import { freshDatabase } from './postgres.ts'

/** The small Shanxi that tests live in: code → [name, kind, parent code]. */
const shanxi = {
  '140000': ['山西省人民政府办公厅', '省政府办公厅', 'provinceOffice', null],
  '140100': ['太原市人民政府办公室', '太原市政府办', 'cityOffice', '140000'],
  '140105': ['小店区人民政府办公室', '小店区政府办', 'countyOffice', '140100'],
  '140106': ['迎泽区人民政府办公室', '迎泽区政府办', 'countyOffice', '140100'],
  '140200': ['大同市人民政府办公室', '大同市政府办', 'cityOffice', '140000'],
  '140000-B01': ['山西省发展和改革委员会', '省发展改革委', 'department', '140000'],
} as const
export type UnitCode = keyof typeof shanxi

export interface World {
  app: App
  db: Database
  databaseUrl: string
  unit(code: UnitCode): { id: string; path: string; name: string }
  /** A person with these roles at the unit. The password counts as just given. */
  person(roles: Role | Role[], unit: UnitCode, options?: { name?: string; reach?: 'own' | 'subtree' }): Promise<Actor>
  as<T>(actor: Actor, work: (cx: Cx) => Promise<T>): Promise<T>
  asReader<T>(actor: Actor, work: (cx: Cx) => Promise<T>): Promise<T>
  events(subjectId: string): Promise<{ kind: string; data: unknown }[]>
  /** Moves the clock; it stands still otherwise. */
  setClock(at: string): void
  close(): Promise<void>
}

/** A fresh database with the small Shanxi. The clock stands at 2026-03-02 09:00 in Shanghai until moved. */
export async function newWorld(): Promise<World> {
  const { url, drop } = await freshDatabase()
  const { db } = openDatabase(url, { max: 4 }) // the owner of the tables, for what a test does behind the system's back
  const running = openDatabase(url, { max: 8, role: runtimeRole })
  const dataDir = mkdtempSync(join(tmpdir(), 'zhengxin-world-'))
  let now = new Date('2026-03-02T01:00:00.000Z')
  const app: App = {
    db: running.db,
    dataDir,
    mode: 'test',
    clock: () => now,
    log: pino({ level: 'silent' }),
    signingKey: signingKeyOf(generateKeyPairSync('ed25519').privateKey),
    vault: vaultOf(randomBytes(32)),
    origin: 'http://localhost',
    ...wiring,
  }
  const units = new Map<string, { id: string; path: string; name: string }>()
  for (const [code, [name, shortName, kind, parent]] of Object.entries(shanxi)) {
    const unit = { id: newId(), path: `${parent ? units.get(parent)!.path : '/'}${code}/`, name }
    units.set(code, unit)
    await db
      .insertInto('unit')
      .values({
        id: unit.id,
        code,
        path: unit.path,
        parent_id: parent ? units.get(parent)!.id : null,
        kind,
        is_office: kind.endsWith('Office'),
        name,
        short_name: shortName,
        valid_from: '2014-03-27',
      })
      .execute()
  }
  await runCommand(app, systemActor, seedCatalogue)
  const world: World = {
    app,
    db,
    databaseUrl: url,
    unit: (code) => units.get(code)!,
    async person(roles, code, options = {}) {
      const unit = units.get(code)!
      const list = Array.isArray(roles) ? roles : [roles]
      const personId = newId()
      const name = options.name ?? `${list[0]}-${code}`
      await db.insertInto('person').values({ id: personId, name, created_at: now }).execute()
      await db
        .insertInto('post')
        .values({
          id: newId(),
          person_id: personId,
          unit_id: unit.id,
          title: '干部',
          officer: 'fullTime',
          valid_from: '2014-03-27',
        })
        .execute()
      const grants: Grant[] = list.map((role) => ({
        role,
        unitId: unit.id,
        unitPath: unit.path,
        reach: options.reach ?? 'own',
      }))
      for (const grant of grants) {
        await db
          .insertInto('role_grant')
          .values({
            id: newId(),
            person_id: personId,
            unit_id: unit.id,
            role: grant.role,
            reach: grant.reach,
            valid_from: '2014-03-27',
            granted_at: now,
          })
          .execute()
      }
      return {
        personId,
        name,
        title: '干部',
        unitId: unit.id,
        unitPath: unit.path,
        unitName: unit.name,
        grants,
        provedAt: now,
      }
    },
    as: (actor, work) => runCommand(app, { ...actor, provedAt: now }, work),
    asReader: (actor, work) => runQuery(app, actor, work),
    events: (subjectId) =>
      db.selectFrom('event').select(['kind', 'data']).where('subject_id', '=', subjectId).orderBy('id').execute(),
    setClock: (at) => void (now = new Date(at)),
    async close() {
      await db.destroy()
      await running.db.destroy()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return world
}
