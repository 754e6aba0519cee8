import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { demoPassword, openAccount } from '../identity/index.ts'
import { admitAdministrator, findActor, importShanxi } from '../organisations/index.ts'
import type { Actor } from '../platform/access.ts'
import { runCommand } from '../platform/command.ts'
import { recordFile, storeUpload } from '../platform/files.ts'
import type { App } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { insideClient } from '../inside-client.ts'
import type { InsideClient } from '../inside-client.ts'
import { demoAdministrators, demoPeople, officerName } from './people.ts'
import type { Stage } from './stage.ts'
import { tellStory } from './story.ts'

/** A province with a month of work, made by its people through the same routes as the page uses. Loaded once; kept afterwards. */
export async function loadDemo(app: App): Promise<void> {
  if (await app.db.selectFrom('account').select('id').limit(1).executeTakeFirst()) return
  const started = Date.now()
  let now = new Date(started - 400 * 86_400_000)
  const staged: App = { ...app, clock: () => now }
  const actor = await engagePeople(staged, app)
  const stage: Stage = {
    app: staged,
    setClock: (at) => void (now = at),
    as: async (login) => insideClient(staged, await actor(login)),
    async upload(login, name, text) {
      const stored = await storeUpload(app.dataDir, name, Readable.from([Buffer.from(text)]))
      return (await runCommand(staged, await actor(login), (cx) => recordFile(cx, name, stored))).id
    },
  }
  await tellStory(stage, started)
  await sql`analyze`.execute(app.db)
  app.log.warn({ seconds: Math.round((Date.now() - started) / 1000) }, 'the demonstration is loaded')
}

/** Units, the three administrators, then everyone else by their hands. Passwords date from `today`, or they would have expired. Returns who acts: `actor('sheng.zhou')`. */
async function engagePeople(app: App, today: App): Promise<(login: string) => Promise<Actor>> {
  await runCommand(app, systemActor, importShanxi)
  const units = new Map(
    (
      await app.db
        .selectFrom('unit')
        .select(['id', 'code', 'path', 'name', 'kind'])
        .where('valid_to', 'is', null)
        .execute()
    ).map((unit) => [unit.code, unit]),
  )
  const top = units.get('140000')!
  const people = new Map<string, string>()
  for (const admin of demoAdministrators) {
    const personId = await runCommand(app, systemActor, (cx) =>
      admitAdministrator(cx, { unit: top, name: admin.name, title: admin.title, role: admin.role }),
    )
    people.set(admin.login, personId)
    await runCommand(today, systemActor, (cx) =>
      openAccount(cx, { personId, unitId: top.id, login: admin.login, password: demoPassword }),
    )
  }
  const actor = (login: string) => actorOf(app, people.get(login)!)
  const as = async (login: string) => insideClient(app, await actor(login))
  const [system, security] = [await as('admin.system'), await as('admin.security')]
  const validFrom = '2025-12-01'
  for (const person of demoPeople) {
    const unit = units.get(person.unit)!
    const { id } = await system.organisations.createPerson({
      unitId: unit.id,
      name: person.name,
      title: person.title,
      officer: person.officer ?? 'none',
      mobile: person.mobile ?? null,
      email: null,
      officePhone: '0351-3046000',
      validFrom,
    })
    for (const role of person.roles)
      await security.organisations.grantRole({
        personId: id,
        unitId: unit.id,
        role,
        reach: 'own',
        validFrom,
        validTo: null,
      })
    await runCommand(today, systemActor, (cx) =>
      openAccount(cx, { personId: id, unitId: unit.id, login: person.login, password: demoPassword }),
    )
    people.set(person.login, id)
  }
  await fillRoster(system, [...units.values()], validFrom)
  return actor
}

/** Most other units have an officer too (第五条); every tenth has a vacancy, as in life. */
async function fillRoster(
  system: InsideClient,
  units: { id: string; code: string; kind: string }[],
  validFrom: string,
) {
  const staffed = new Set(demoPeople.map((person) => person.unit))
  const without = units.filter((unit) => !staffed.has(unit.code))
  for (const [index, unit] of without.entries()) {
    if (index % 10 === 7) continue
    const officer = unit.kind.endsWith('Office') && unit.kind !== 'outsideOffice' ? 'fullTime' : 'partTime'
    await system.organisations.createPerson({
      unitId: unit.id,
      name: officerName(index),
      title: '信息员',
      officer,
      mobile: null,
      email: null,
      officePhone: null,
      validFrom,
    })
  }
}

async function actorOf(app: App, personId: string): Promise<Actor> {
  const actor = await findActor(app.db, personId, app.clock(), app.clock())
  if (!actor) throw new Error(`Nobody by the id ${personId} works on ${app.clock().toISOString()}.`)
  return actor
}
