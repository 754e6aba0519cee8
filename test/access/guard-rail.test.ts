import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../contract/access.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { newId } from '../../server/platform/ids.ts'
import { refuseBypass, runtimeRole } from '../../server/platform/runtime-role.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { insideClient } from '../../server/inside-client.ts'
import { newWorld } from '../world.ts'
import type { World } from '../world.ts'

/** The second guard: what PostgreSQL itself refuses when a query of ours forgets its condition. */
let world: World
beforeAll(async () => {
  world = await newWorld()
  const writer = await world.person('reporter', '140105')
  await insideClient(world.app, writer).submissions.create({
    id: newId(),
    title: '一件内部信息',
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '正文。' }] }] },
  })
})
afterAll(() => world.close())

test.each([
  ['change a record of the trail', `update event set actor_name = 'x'`],
  ['delete a record of the trail', 'delete from event'],
  ['delete a seal', 'delete from event_seal'],
  ['sign a checkpoint anew', `update audit_checkpoint set signature = ''`],
  ['stop the trigger that keeps the trail', 'alter table event disable trigger event_append_only'],
  ['switch row security off', 'alter table submission disable row level security'],
  ['open the door to everybody', 'create policy mine on submission using (true)'],
  ['close its own guard', 'drop policy guard_rail on submission'],
  ['make a table', 'create table mine (n int)'],
  ['drop a table', 'drop table submission'],
  ['empty a table', 'truncate submission'],
  ['forget a migration', 'delete from migration'],
])('the running program cannot %s', async (_what, statement) => {
  await expect(sql.raw(statement).execute(world.app.db)).rejects.toMatchObject({ code: '42501' })
})

const administrators: Role[] = ['systemAdmin', 'securityAdmin', 'auditor']
test.each(administrators)(
  'a query without its condition shows nothing of the business to who is only %s',
  async (role) => {
    const admin = await world.person(role, '140105')
    const count = (table: string) => sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`
    for (const table of ['submission', 'revision', 'library_record', 'library_text', 'submission_delivery']) {
      const there = await sql<{ name: string | null }>`select to_regclass(${table})::text as name`.execute(world.db)
      if (!there.rows[0]!.name) continue
      const { rows } = await world.asReader(admin, (cx) => count(table).execute(cx.db))
      expect.soft([table, rows]).toEqual([table, [{ n: 0 }]])
    }
    await expect(
      world.as(admin, (cx) => sql`insert into library_word values ('词', 1, 'ci', '{}')`.execute(cx.db)),
    ).rejects.toThrow(/row-level security/)
    const { rows } = await world.asReader(admin, (cx) => count('event').execute(cx.db))
    expect(rows[0]!.n).toBeGreaterThan(0)
  },
)

test('the same query has rows for those who work with it, and the system sees what it must', async () => {
  for (const actor of [await world.person('reporter', '140106'), systemActor])
    expect(
      (await world.asReader(actor, (cx) => cx.db.selectFrom('submission').select('id').execute())).length,
    ).toBeGreaterThan(0)
})

test('every table has row security and the guard; what no list opens is closed to administrators', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'guard_rail'))`.execute(
    world.db,
  )
  expect(rows).toEqual([])
})

test('a connection that could bypass it does not start', async () => {
  const asOwner = openDatabase(world.databaseUrl, { max: 1 })
  const asRuntime = openDatabase(world.databaseUrl, { max: 1, role: runtimeRole })
  await expect(refuseBypass(asOwner.pool)).rejects.toThrow(/可以绕过行级安全/)
  await refuseBypass(asRuntime.pool)
  await Promise.all([asOwner.db.destroy(), asRuntime.db.destroy()])
})
