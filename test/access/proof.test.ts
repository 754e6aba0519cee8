import { afterAll, beforeAll, expect, test } from 'vitest'
import { Role } from '../../contract/access.ts'
import { publicEntries } from '../../contract/identity.ts'
import type { Actor } from '../../server/platform/access.ts'
import { mayRead } from '../../server/platform/files.ts'
import { newId } from '../../server/platform/ids.ts'
import { entriesOf } from '../security/fuzz.ts'
import type { Entry } from '../security/fuzz.ts'
import { newWorld } from '../world.ts'
import type { UnitCode, World } from '../world.ts'
import { askAs, leastInput } from './ask.ts'
import type { Answer } from './ask.ts'
import { entries, seenBy } from './entries.ts'
import { believableProvince, marks } from './province.ts'

/** Every entry of the contract × every role × own, subordinate, superior, neighbouring and foreign unit, against entries.ts. */
let world: World
let ids: Record<string, string>
const actors = new Map<string, Actor>()
const administrators: Role[] = ['systemAdmin', 'securityAdmin', 'auditor']
const business = Role.options.filter((role) => !administrators.includes(role))

/** Who stands elsewhere holds everything there at once: grants only add, so that what all together may not, none may. */
const elsewhere: [string, UnitCode, 'own' | 'subtree'][] = [
  ['superior', '140000', 'own'],
  ['neighbour', '140106', 'own'],
  ['another city', '140200', 'own'],
  ['a department', '140000-B01', 'own'],
]
beforeAll(async () => {
  world = await newWorld()
  ids = (await believableProvince(world)).ids
  for (const at of ['140105', '140100'] as const)
    for (const role of Role.options) actors.set(`${role}@${at}`, await world.person(role, at))
  for (const [name, at, reach] of elsewhere) actors.set(name, await world.person(business, at, { reach }))
  actors.set('city', await world.person(business, '140100'))
  actors.set('county', await world.person(business, '140105'))
})
afterAll(() => world.close())

const all = entriesOf()
const lineOf = (name: string) => {
  const [module, act] = name.split('.') as [string, string]
  return entries[module]?.[act]
}
const read = (name: string) => {
  const [subject = '', may] = (lineOf(name) ?? '').split(':')
  return { subject, may: may?.trim().split(' ') ?? null, seen: seenBy[subject] }
}
const ask = (who: string, entry: Entry, id: string) =>
  askAs(world.app, actors.get(who)!, entry.name, entry.schema ? leastInput(entry.schema, id) : undefined)
/** A shape that only a whole form fits: the entry says so to everybody alike, before it looks at who asks. */
const unasked = (answer: Answer) => answer.code === 'BAD_REQUEST'
const told = (answer: Answer) => Object.values(marks).filter((mark) => answer.text.includes(mark))

/** Common knowledge that only administrators change. */
const atCounty = ['unit', 'person', 'post', 'grant']

/** Several at a time: they wait for the database in turn. */
async function eachOf<T>(list: readonly T[], work: (one: T) => Promise<void>) {
  const rest = [...list]
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one)
    }),
  )
}

test('the table names every entry of the contract and nothing else', () => {
  const written = Object.entries(entries).flatMap(([module, acts]) =>
    Object.keys(acts).map((act) => `${module}.${act}`),
  )
  expect(written.sort()).toEqual(all.map((entry) => entry.name).sort())
  expect(all.filter(({ name }) => lineOf(name) === 'public').map(({ name }) => name)).toEqual(
    publicEntries.filter((name) => lineOf(name) === 'public'),
  )
})

test.each(Object.keys(entries))('%s: each role where the record lies', async (module) => {
  const cases = all
    .filter((entry) => entry.name.startsWith(`${module}.`) && lineOf(entry.name) && lineOf(entry.name) !== 'public')
    .flatMap((entry) => Role.options.map((role) => ({ entry, role })))
  await eachOf(cases, async ({ entry, role }) => {
    const { subject, may, seen } = read(entry.name)
    const answer = await ask(
      `${role}@${seen?.at ?? (atCounty.includes(subject) ? '140105' : '140100')}`,
      entry,
      ids[subject] ?? newId(),
    )
    const said = [entry.name, role, answer.code]
    if (administrators.includes(role)) expect.soft([entry.name, role, told(answer)]).toEqual([entry.name, role, []])
    if (unasked(answer) || subject === 'everybody') {
      if (subject === 'everybody') expect.soft(said).not.toContain('not_permitted')
    } else if (subject === 'nothing there') expect.soft(said).toEqual([entry.name, role, 'not_found'])
    else if (!seen) {
      const refused = ['not_found', 'not_permitted'].includes(answer.code)
      expect
        .soft([entry.name, role, refused, answer.code])
        .toEqual([entry.name, role, !may!.includes(role), answer.code])
    } else if (!seen.roles.includes(role)) expect.soft(said).toEqual([entry.name, role, 'not_found'])
    else if (may && !may.includes(role)) expect.soft(said).toEqual([entry.name, role, 'not_permitted'])
    else expect.soft(said).not.toContain('not_permitted')
  })
})

test.each(['superior', 'neighbour', 'another city', 'a department', 'city', 'county'])(
  '%s, with every business role at once: a foreign record is told from a missing one by nothing',
  async (who) => {
    const records = all.filter((entry) => {
      const { seen } = read(entry.name)
      return seen && (who === 'city' ? seen.at === '140105' : who === 'county' ? seen.at === '140100' : true)
    })
    expect(records.length).toBeGreaterThan(20)
    await eachOf(records, async (entry) => {
      const { subject } = read(entry.name)
      const [foreign, missing] = [await ask(who, entry, ids[subject]!), await ask(who, entry, newId())]
      expect.soft([entry.name, foreign]).toEqual([entry.name, missing])
      if (!unasked(foreign)) expect.soft([entry.name, foreign.code]).toEqual([entry.name, 'not_found'])
    })
  },
)

test.each([
  ...elsewhere.map(([name]) => name),
  ...administrators.map((role) => `${role}@140105`), // where the issue was released to and the item was written
])('%s: no list, search, count, export or notice tells of it', async (who) => {
  await eachOf(
    all.filter((entry) => !read(entry.name).seen && lineOf(entry.name) !== 'public'),
    async (entry) => {
      for (const mark of Object.values(marks)) {
        const wide = withWords(entry, mark)
        if (!wide) continue
        const answer = await askAs(world.app, actors.get(who)!, entry.name, wide)
        // the issue was released to the neighbour too (分层次服务): what stands in it, and no more, may be told
        const released = who === 'neighbour' ? [marks.city] : []
        const leaked = told(answer).filter((one) => !released.includes(one))
        expect.soft([entry.name, leaked]).toEqual([entry.name, []])
      }
    },
  )
})

/** The same question as widely as its shape lets one ask: with the words looked for, wherever it takes words. */
function withWords(entry: Entry, words: string): Record<string, unknown> | undefined {
  if (!entry.schema || entry.method !== 'GET') return entry.method === 'GET' ? {} : undefined
  const input = leastInput(entry.schema, ids.issue!) as Record<string, unknown>
  return {
    ...input,
    ...(entry.schema.properties?.['limit'] ? { limit: 50 } : {}),
    ...(entry.schema.properties?.['q'] ? { q: words } : {}),
  }
}

test('files: who sees the item or what became of it may open its attachment, and nobody else', async () => {
  const may: string[] = []
  for (const [who, actor] of actors) if (await world.asReader(actor, (cx) => mayRead(cx, ids.file!))) may.push(who)
  expect(may.sort()).toEqual(
    [
      ...seenBy.submission!.roles.map((role) => `${role}@140105`),
      ...seenBy.piece!.roles.map((role) => `${role}@140100`), // the desk, and who signs what was made of it
      'city',
      'county',
    ].sort(),
  )
})
