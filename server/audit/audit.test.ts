import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { Actor } from '../platform/access.ts'
import type { RequestContext } from '../platform/api.ts'
import { runCommand } from '../platform/command.ts'
import { sealEvents } from '../platform/event-chain.ts'
import { insideClient } from '../inside-client.ts'
import { newId } from '../platform/ids.ts'
import { noted } from '../platform/note-reading.ts'
import { systemActor } from '../platform/system-actor.ts'
import { verifyFile } from '../../tools/lib/verify-file.ts'
import { Findings } from '../../tools/lib/verify-findings.ts'
import { auditLines, beginExport } from './export-route.ts'
import { signCheckpoint } from './index.ts'

let world: World
let auditor: Actor
let reporter: Actor
beforeAll(async () => {
  world = await newWorld()
  auditor = await world.person('auditor', '140000', { reach: 'subtree' })
  reporter = await world.person('reporter', '140105')
})
afterAll(() => world.close())

const audit = () => insideClient(world.app, auditor).audit
const seal = () => runCommand(world.app, systemActor, sealEvents)
const happen = (kind: string, data: Record<string, unknown> = {}) =>
  world.as(reporter, (cx) => cx.record(kind, { id: reporter.personId, unitId: reporter.unitId }, data))

test.each(['reporter', 'chiefEditor', 'systemAdmin', 'securityAdmin', 'leader'] as const)(
  'a %s sees nothing of the trail, and the attempt is in it (SEC-10, SEC-20)',
  async (role) => {
    const other = await world.person(role, '140100', { reach: 'subtree' })
    await expect(insideClient(world.app, other).audit.events({})).rejects.toMatchObject({ code: 'not_permitted' })
    const { items } = await audit().events({ search: other.personId, failed: true })
    expect(items).toMatchObject([{ kind: 'access.refused', data: { path: 'audit.events', need: 'audit.read' } }])
  },
)

test('whoever reads 工作秘密 stands in the trail, once a sitting; everyday reading does not', async () => {
  const { submissions } = insideClient(world.app, reporter)
  const viewed = async (id: string) => (await world.events(id)).filter(({ kind }) => kind === 'submission.viewed')
  const [marked, everyday] = [newId(), newId()]
  for (const id of [marked, everyday]) await submissions.create({ id, title: '情况', body: bodyFromText('情况。') })
  await submissions.saveDetails({ id: marked, version: 1, classificationCode: 'workSecret' })
  for (const id of [marked, marked, everyday]) await submissions.get({ id })
  expect(await viewed(marked)).toMatchObject([{ data: { classificationCode: 'workSecret' } }])
  expect(await viewed(everyday)).toEqual([])

  const broken = { run: () => Promise.reject(new Error('no record')) } as unknown as RequestContext
  const item = submissions.get({ id: marked })
  await expect(noted(broken, 'submission.viewed', () => reporter.unitId, item)).rejects.toThrow('no record')
})

test('the auditor reads what happened, and no text it happened to', async () => {
  await happen('submission.signed', { title: '关于春耕生产的情况', status: 'signed', receiverIds: [reporter.unitId] })
  const { items } = await audit().events({ noun: ['submission'] })
  expect(items[0]).toMatchObject({ kind: 'submission.signed', actorName: reporter.name, data: { status: 'signed' } })
  expect(JSON.stringify(items)).not.toContain('春耕')
})

test('filters by day, both ends included in Shanghai time, and pages without gap or repeat', async () => {
  world.setClock('2026-04-30T16:30:00.000Z') // 1 May, 00:30 in Shanghai
  for (let n = 1; n <= 5; n++) await happen('submission.printed', { number: n })
  world.setClock('2026-05-01T15:59:59.000Z')
  await happen('submission.printed', { number: 6 })
  world.setClock('2026-05-01T16:00:00.000Z')
  await happen('submission.printed', { number: 7 })
  const ask = { from: '2026-05-01', to: '2026-05-01', noun: ['submission'] }
  const seen: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await audit().events({ ...ask, limit: 2, cursor })
    seen.push(...page.items.map((row) => row.data['number']))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toEqual([6, 5, 4, 3, 2, 1])
  expect((await audit().events(ask)).total).toBe(6)
})

test('a whole chain is whole; checkpoints are signed once an hour', async () => {
  await seal()
  await runCommand(world.app, systemActor, signCheckpoint)
  await happen('submission.printed')
  await seal()
  await runCommand(world.app, systemActor, signCheckpoint)
  expect(await audit().verify()).toMatchObject({ whole: true, brokenEventId: null, checkpoints: 1 })
  world.setClock('2026-05-01T17:00:01.000Z')
  await runCommand(world.app, systemActor, signCheckpoint)
  expect(await audit().verify()).toMatchObject({ whole: true, checkpoints: 2 })
})

test('the chain and a segment of it leave as files that verify by themselves; an altered record in them is named', async () => {
  const context: RequestContext = {
    run: (act) => runCommand(world.app, auditor, act),
    query: (act) => runCommand(world.app, auditor, act),
  } as RequestContext
  await happen('submission.printed')
  await seal()
  const exported = async (from: number, to?: number) => {
    await context.run((cx) => beginExport(cx, from, to))
    const rows = []
    for await (const row of auditLines(context, from, to)) rows.push(row)
    return rows
  }
  const problemsOf = (rows: string[]) => {
    const findings = new Findings()
    verifyFile(rows.join(''), findings)
    return findings.problems
  }
  const all = await exported(1)
  expect(problemsOf(all)).toEqual([])
  const segment = await exported(3, 5)
  expect(segment.length).toBeLessThan(all.length - 1)
  expect(problemsOf(segment)).toEqual([])
  const altered = segment.with(1, segment[1]!.replace(/"actor_name":"[^"]*"/, '"actor_name":"别人"'))
  expect(problemsOf(altered).join()).toContain('第 4 条记录')
  await expect(world.as(reporter, (cx) => beginExport(cx, 1, undefined))).rejects.toMatchObject({
    code: 'not_permitted',
  })
})

test('an altered record is named (SEC-11); a chain written anew from there fails at its checkpoint', async () => {
  const victim = await world.db
    .selectFrom('event')
    .select('id')
    .orderBy('id')
    .limit(1)
    .offset(3)
    .executeTakeFirstOrThrow()
  // what only the owner of the database could do: the program's triggers are out of the way
  await sql`alter table event disable trigger event_append_only`.execute(world.db)
  await sql`update event set actor_name = '别人' where id = ${victim.id}`.execute(world.db)
  expect(await audit().verify()).toMatchObject({ whole: false, brokenEventId: victim.id })
  await sql`alter table event_seal disable trigger event_seal_append_only`.execute(world.db)
  await sql`delete from event_seal`.execute(world.db)
  await seal()
  const result = await audit().verify()
  expect(result).toMatchObject({ whole: false, brokenEventId: null })
  expect(result.brokenCheckpoint).not.toBeNull()
})

test.each([
  'update event set kind = kind',
  'delete from event',
  'delete from event_seal',
  'delete from audit_checkpoint',
])('the database itself refuses: %s', async (statement) => {
  await sql`alter table event enable trigger event_append_only`.execute(world.db)
  await sql`alter table event_seal enable trigger event_seal_append_only`.execute(world.db)
  await expect(sql.raw(statement).execute(world.db)).rejects.toThrow('append-only')
})

test('no record, no act: while the trail cannot be written, the act leaves nothing (SEC-12)', async () => {
  await insideClient(world.app, reporter).submissions.create({ id: newId() }) // before, it works
  await sql`create function full_trail() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$`.execute(
    world.db,
  )
  await sql`create trigger full_trail before insert on event for each row execute function full_trail()`.execute(
    world.db,
  )
  const before = await world.db.selectFrom('submission').select('id').execute()
  await expect(insideClient(world.app, reporter).submissions.create({ id: newId() })).rejects.toThrow('full')
  expect(await world.db.selectFrom('submission').select('id').execute()).toEqual(before)
})
