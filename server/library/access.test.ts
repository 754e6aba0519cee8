import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Role } from '../../contract/access.ts'
import type { Permission } from '../../contract/access.ts'
import type { RecordKind } from '../../contract/library.ts'
import { newWorld } from '../../test/world.ts'
import type { UnitCode, World } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import { can, isOnlyAdministrator } from '../platform/access.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'
import { alreadyReported } from './already-reported.ts'
import { backIssues } from './back-issues.ts'
import { showChain } from './chain.ts'
import { collect, listCollections, saveCollection, showCollection } from './collections.ts'
import { readPermissions } from './access.ts'
import { enterLibrary } from './enter.ts'
import { exportHits } from './export.ts'
import { facets, statistics } from './facets.ts'
import { showRecord } from './record.ts'
import { savedSearches, saveSearch, tellNews } from './saved-searches.ts'
import { search } from './search.ts'
import { similarRecords } from './similar.ts'
import { suggest } from './suggest.ts'
import { recount } from './upkeep.ts'

/** One record of each kind at each place, released to nobody, to a unit, to a person, or shared below: the same words in all, the place in the title. */
interface Placed {
  id: string
  title: string
  unit: UnitCode
  permission: Permission
  to: string
  readers: string[]
  sharedPath: string | null
}
const kinds: [RecordKind, Permission][] = [
  ['submission', 'submission.read'],
  ['handling', 'handling.read'],
  ['piece', 'piece.read'],
  ['entry', 'issue.read'],
  ['issue', 'issue.read'],
  ['document', 'issue.read'],
  ['directive', 'directive.read'],
  ['commission', 'commissionTask.read'],
  ['guidance', 'guidance.receive'],
  ['bulletin', 'assessment.read'],
]
const places: UnitCode[] = ['140000', '140100', '140105', '140200']
const word = '供热管网改造'
/** A word of its own in the text of each record: where it is found, what stands around it is told. */
const secretOf = (record: { unit: UnitCode; permission: Permission; to: string }) =>
  `密语${places.indexOf(record.unit)}${readPermissions.indexOf(record.permission as (typeof readPermissions)[number])}${record.to}`

let world: World
let records: Placed[]
let people: Actor[]
beforeAll(async () => {
  world = await newWorld()
  people = []
  for (const role of Role.options)
    for (const reach of ['own', 'subtree'] as const) people.push(await world.person(role, '140100', { reach }))
  people.push(await world.person('reporter', '140105'), await world.person('editor', '140000', { reach: 'subtree' }))
  people.push({ ...(await world.person('reader', '140200')), grants: [] })
  const leader = people.find((person) => person.grants[0]?.role === 'leader')!
  records = []
  const system = people[0]!
  await world.as(system, async (cx) => {
    for (const unit of places)
      for (const [kind, permission] of kinds)
        for (const [to, readers, sharedPath] of [
          ['none', [], null],
          ['unit', [world.unit('140105').id], null],
          ['person', [leader.personId], null],
          ['below', [], world.unit(unit).path],
        ] as const) {
          const record = {
            id: newId(),
            title: `${word}秘${places.indexOf(unit)}号${kind}${to}`,
            unit,
            permission,
            to,
            readers: [...readers],
            sharedPath,
          }
          records.push(record)
          const text = `${secretOf(record)}。${unit}${kind}报告：${word}工程进展顺利，今年计划投资三千二百万元，覆盖居民一万二千户，下一步将加快老旧小区支线施工，确保供暖季前投运。`
          await enterLibrary(cx, {
            ...record,
            kind,
            sortAt: new Date(cx.now.getTime() - records.length * 86_400_000 * 3),
            unitId: world.unit(unit).id,
            sourceUnitId: world.unit(unit).id,
            sourceUnitName: world.unit(unit).name,
            text,
            state: 'sent',
            publicationName: kind === 'issue' ? `刊物${unit}` : '',
            issueYear: kind === 'issue' ? 2026 : null,
            issueNumber: kind === 'issue' ? records.length : null,
          })
        }
    await recount(cx)
  })
})
afterAll(() => world.close())

/** What the table of permissions says, record by record: the other road to the same answer. */
function allowed(actor: Actor): Placed[] {
  if (isOnlyAdministrator(actor)) return []
  const administrators = ['systemAdmin', 'securityAdmin', 'auditor']
  if (actor.grants.length > 0 && actor.grants.every((grant) => administrators.includes(grant.role))) return []
  const units = [actor.unitId, ...actor.grants.map((grant) => grant.unitId)]
  const paths = [actor.unitPath, ...actor.grants.map((grant) => grant.unitPath)]
  return records.filter(
    (record) =>
      can(actor, record.permission, world.unit(record.unit).path) ||
      record.readers.some((reader) => reader === actor.personId || units.includes(reader)) ||
      (record.sharedPath !== null && paths.some((path) => path.startsWith(record.sharedPath!))),
  )
}

test('no entry point returns, counts or names what this person may not see', { timeout: 120_000 }, async () => {
  for (const actor of people) {
    const who = `${actor.grants[0]?.role ?? 'nobody'}/${actor.grants[0]?.reach ?? ''}@${actor.unitName}`
    const may = allowed(actor)
    const [ids, titles] = [new Set(may.map((record) => record.id)), new Set(may.map((record) => record.title))]
    const hidden = records.filter((record) => !ids.has(record.id))
    const read = <T>(work: Parameters<typeof world.asReader<T>>[1]) => world.asReader(actor, work)

    for (const sort of ['newest', 'relevance'] as const) {
      const page = await read((cx) => search(cx, { q: word, sort, limit: 100 }))
      const rest = page.nextCursor
        ? await read((cx) => search(cx, { q: word, sort, limit: 100, cursor: page.nextCursor! }))
        : { items: [] }
      expect
        .soft([who, sort, [...page.items, ...rest.items].map((hit) => hit.id).sort()])
        .toEqual([who, sort, [...ids].sort()])
      expect.soft([who, sort, page.total]).toEqual([who, sort, ids.size])
    }
    const all = await read((cx) => search(cx, { q: '', sort: 'newest', limit: 100 }))
    expect.soft([who, 'browse', all.total]).toEqual([who, 'browse', ids.size])
    for (const answer of [await read((cx) => facets(cx, { q: word })), await read((cx) => facets(cx, { q: '' }))]) {
      expect.soft([who, 'facets', answer.of]).toEqual([who, 'facets', ids.size])
      const units = answer.facets.find((facet) => facet.name === 'unit')!.values
      expect
        .soft([who, 'facet units', units.reduce((sum, one) => sum + one.count, 0)])
        .toEqual([who, 'facet units', ids.size])
    }
    expect.soft([who, (await read((cx) => statistics(cx, { q: '' }))).total]).toEqual([who, ids.size])
    const issues = await read((cx) => backIssues(cx, {}))
    const mayIssues = may.filter((record) => record.title.includes('号issue')).length
    expect
      .soft([who, issues.publications.flatMap((one) => one.years).reduce((sum, one) => sum + one.issues, 0)])
      .toEqual([who, mayIssues])

    for (const record of hidden.slice(0, 8)) {
      await expect
        .soft(
          read((cx) => showRecord(cx, { id: record.id })),
          who,
        )
        .rejects.toMatchObject({ code: 'not_found' })
      await expect
        .soft(
          read((cx) => similarRecords(cx, { id: record.id })),
          who,
        )
        .rejects.toMatchObject({ code: 'not_found' })
      await expect
        .soft(
          read((cx) => showChain(cx, { id: record.id })),
          who,
        )
        .rejects.toMatchObject({ code: 'not_found' })
      const one = await read((cx) => search(cx, { q: record.title, sort: 'newest', limit: 10 }))
      expect.soft([who, record.title, one.total, one.items.length]).toEqual([who, record.title, 0, 0])
    }
    for (const secret of new Set(hidden.filter((one) => one.to !== 'unit').map(secretOf))) {
      const [visible] = may.filter((record) => secretOf(record) === secret)
      if (visible) continue
      const found = await read((cx) => search(cx, { q: secret, sort: 'relevance', limit: 10 }))
      expect
        .soft([who, secret, found.items.filter((hit) => !ids.has(hit.id)), found.didYouMean])
        .toEqual([who, secret, [], null])
      break
    }
    const wrong = await read((cx) => search(cx, { q: '供热管网改照', sort: 'newest', limit: 10 }))
    expect.soft([who, wrong.didYouMean]).toEqual([who, ids.size > 0 ? word : null])
    const named = (await read((cx) => suggest(cx, { q: word.slice(0, 4) }))).items.filter(
      (item) => item.kind === 'title',
    )
    expect.soft([who, named.filter((item) => !titles.has(item.text))]).toEqual([who, []])
    const alike = await read((cx) =>
      alreadyReported(cx, {
        title: '',
        text: `${word}工程进展顺利，今年计划投资三千二百万元，覆盖居民一万二千户，下一步将加快老旧小区支线施工。`,
      }),
    )
    expect.soft([who, alike.items.filter((item) => !ids.has(item.id))]).toEqual([who, []])
    if (may[0]) {
      const near = await read((cx) => similarRecords(cx, { id: may[0]!.id }))
      expect.soft([who, near.items.filter((item) => !ids.has(item.id))]).toEqual([who, []])
    }
    const exported = await world
      .as(actor, (cx) => exportHits(cx, { q: word, withText: true }))
      .catch((error: { code: string }) => error)
    if ('code' in exported) expect.soft(exported.code).toBe('not_permitted')
    else
      expect
        .soft([who, exported.rows, hidden.filter((record) => exported.content.includes(record.title))])
        .toEqual([who, ids.size, []])
    if (isOnlyAdministrator(actor)) {
      const keeping = world.as(actor, (cx) =>
        saveSearch(cx, { id: newId(), name: '供热', query: { q: word }, alerts: true }),
      )
      await expect(keeping).rejects.toMatchObject({ code: 'not_permitted' })
      continue
    }
    await world.as(actor, (cx) => saveSearch(cx, { id: newId(), name: '供热', query: { q: word }, alerts: true }))
    await sql`update saved_search set seen_at = '2000-01-01'`.execute(world.db)
    const [saved] = (await read((cx) => savedSearches(cx))).items
    expect.soft([who, saved!.fresh]).toEqual([who, Math.min(100, ids.size)])
    await sql`update saved_search set told_at = '2000-01-01' where id = ${saved!.id}`.execute(world.db)
    await world.as(actor, tellNews)
    const told = (await world.events(saved!.id)).map(({ data }) => (data as { fresh: number }).fresh)
    expect.soft([who, 'told', told]).toEqual([who, 'told', ids.size > 0 ? [Math.min(100, ids.size)] : []])
  }
})

test('a collection shows each what each may see, and takes only what its filler may see', async () => {
  const [seer] = people.filter(
    (person) => person.grants[0]?.role === 'chiefEditor' && person.grants[0].reach === 'subtree',
  )
  const colleague = people.find((person) => person.grants[0]?.role === 'reader' && person.unitId === seer!.unitId)!
  const id = newId()
  const mine = allowed(seer!).slice(0, 40)
  await world.as(seer!, (cx) => saveCollection(cx, { id, name: '供热专辑', note: '', shared: true }))
  await world.as(seer!, (cx) => collect(cx, { id, recordIds: mine.map((record) => record.id), note: '' }))
  const hidden = records.find((record) => !allowed(seer!).includes(record))!
  await expect(world.as(seer!, (cx) => collect(cx, { id, recordIds: [hidden.id], note: '' }))).rejects.toMatchObject({
    code: 'not_found',
  })
  const both = new Set(allowed(colleague).map((record) => record.id))
  const seen = await world.asReader(colleague, (cx) => showCollection(cx, { id }))
  expect(seen.records.map((record) => record.id).sort()).toEqual(
    mine
      .map((record) => record.id)
      .filter((one) => both.has(one))
      .sort(),
  )
  expect([seen.entries, seen.hidden]).toEqual([seen.records.length, 0])
  expect((await world.asReader(colleague, (cx) => listCollections(cx))).items[0]!.entries).toBe(seen.records.length)
})

test('what a unit kept goes with it when it comes below another one', async () => {
  const chief = (unit: UnitCode) => world.person('chiefEditor', unit, { reach: 'subtree' })
  const [left, joined] = [await chief('140100'), await chief('140200')]
  const found = async (actor: Actor) => {
    const { items } = await world.asReader(actor, (cx) => search(cx, { q: '供热', sort: 'newest', limit: 100 }))
    const ids = new Set(items.map((item) => item.id))
    return records.filter((record) => ids.has(record.id) && record.unit === '140105' && record.to === 'none').length
  }
  const before = await found(left)
  expect(before).toBeGreaterThan(3)
  expect(await found(joined)).toBe(0)
  const admin = await world.person('systemAdmin', '140000', { reach: 'subtree' })
  const move = { id: world.unit('140105').id, parentId: world.unit('140200').id }
  await insideClient(world.app, admin).organisations.moveUnit({ ...move, effectiveOn: '2026-03-02', basis: '区划调整' })
  expect(await found(left)).toBe(0)
  expect(await found(joined)).toBe(before)
})

test('what is nearly spelled suggests only what the person would find', async () => {
  const nobody = people.at(-1)!
  const editor = people.find(
    (person) => person.grants[0]?.role === 'editor' && person.unitId === world.unit('140000').id,
  )!
  const wrong = { q: '供热管网改照', sort: 'newest' as const, limit: 10 }
  expect((await world.asReader(editor, (cx) => search(cx, wrong))).didYouMean).toBe(word)
  await sql`update library_record set shared_path = null, readers = '{}'`.execute(world.db)
  expect((await world.asReader(nobody, (cx) => search(cx, wrong))).didYouMean).toBe(null)
})
