import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import type { Database } from '../../server/platform/database.ts'
import { newId } from '../../server/platform/ids.ts'
import { draft, signAndSend } from '../flow/road.ts'
import { Answer, codeOf, signIn } from './caller.ts'
import type { Client } from './caller.ts'
import { countyOffice } from './cast.ts'

interface Writer {
  id: string
  client: Client
  version: number
  count: number
  saves: number
}

/**
 * Work that goes on whatever happens to the node: writers whose pages save as they type, and an office that sends one item after the
 * other. It keeps what the server acknowledged, and `check` compares that with what is there.
 */
export interface Load {
  heard: Map<string, number>
  saves(): number
  sends(): number
  /** Ends the work and throws what went wrong in it. */
  finish(): Promise<void>
  check(db: Database): Promise<void>
}

export async function startLoad(url: string, writers = 4): Promise<Load> {
  const heard = new Map<string, number>()
  const state = { stopped: false, sent: [] as string[], begun: [] as string[] }
  const pages = await Promise.all(
    Array.from({ length: writers }, async (): Promise<Writer> => {
      const { client } = await signIn(url, 'xiaodian.li', heard)
      const id = newId()
      const { text } = await client.submissions.create({ id, title: '第0稿', body: bodyFromText('第0稿') })
      return { id, client, version: text.version, count: 0, saves: 0 }
    }),
  )
  const office = await countyOffice(url, heard)
  const typing = pages.map(async (page) => {
    while (!state.stopped) {
      await saveOnce(page)
      await sleep(70) // a session may ask 20 times a second
    }
  })
  const sending = (async () => {
    while (!state.stopped) await sendOne(office, state)
  })()
  const all = Promise.all([...typing, sending])
  all.catch(() => {}) // told by finish
  return {
    heard,
    saves: () => pages.reduce((sum, page) => sum + page.saves, 0),
    sends: () => state.sent.length,
    async finish() {
      state.stopped = true
      await all
    },
    async check(db) {
      for (const page of pages) await checkText(db, page)
      await checkSent(db, state)
      for (const answer of heard.keys()) expect(answer, 'a fault of the machine is never a bug').not.toMatch(/^500/)
    },
  }
}

/** What a page does: it sends its text on top of the version it knows; after a lost answer it looks what is there. */
async function saveOnce(page: Writer) {
  const next = page.count + 1
  const text = `第${next}稿`
  try {
    const { version } = await page.client.submissions.saveText({
      id: page.id,
      title: text,
      body: bodyFromText(`${text}\n${'政务信息'.repeat(40)}`),
      baseVersion: page.version,
    })
    expect(version).toBe(page.version + 1)
    Object.assign(page, { version, count: next, saves: page.saves + 1 })
  } catch (error) {
    if (!(error instanceof Answer)) throw error
    if (error.code === 'text.stale') return lookAgain(page, next)
    await sleep(200)
  }
}

/** The save whose answer was lost may have been done; nothing else may stand there. */
async function lookAgain(page: Writer, next: number) {
  const there = await page.client.submissions.get({ id: page.id }).catch((error: unknown) => {
    if (error instanceof Answer) return undefined
    throw error
  })
  if (!there) return
  expect([there.text.version, there.text.title]).toEqual([page.version + 1, `第${next}稿`])
  Object.assign(page, { version: there.text.version, count: next })
}

/** An item that fails on its way is left where it is; only the sending itself is repeated until it is answered. */
async function sendOne(
  office: Awaited<ReturnType<typeof countyOffice>>,
  state: { stopped: boolean; sent: string[]; begun: string[] },
) {
  const submissions = new Proxy(office.reporter.submissions, {
    get: (there, name) =>
      name === 'send'
        ? ({ id }: { id: string }) => sendUntilAnswered(office.reporter, id, state)
        : Reflect.get(there, name),
  })
  const people = { ...office, reporter: { submissions } as Client }
  try {
    const id = await draft(people, {
      title: `关于供暖设施排查整治的报告${state.begun.length}`,
      body: bodyFromText('一、排查情况\n对47个老旧小区供暖设施逐一排查。'),
    })
    state.begun.push(id)
    await signAndSend(people, id)
  } catch (error) {
    if (!(error instanceof Answer)) throw error
    await sleep(200)
  }
}

/** Nobody answered, the server says that it is busy, or that it is about to stop. */
const passing = new Set(['away', 'busy', 'nothing'])

async function sendUntilAnswered(reporter: Client, id: string, state: { stopped: boolean; sent: string[] }) {
  for (;;) {
    const code = await codeOf(reporter.submissions.send({ id }))
    if (code === 'done' || code === 'submission.already_sent') return void state.sent.push(id)
    if (!passing.has(code)) throw new Error(`The signed item could not be sent: ${code}`)
    if (state.stopped) return undefined
    await sleep(200)
  }
}

async function checkText(db: Database, page: Writer) {
  const revisions = await db
    .selectFrom('revision')
    .select(['version', 'title'])
    .where('owner_id', '=', page.id)
    .orderBy('number')
    .execute()
  const text = revisions.at(-1)!
  const extra = text.version - page.version
  expect([0, 1], 'at most the one save that was not answered').toContain(extra)
  expect(text.title).toBe(`第${page.count + extra}稿`)
}

async function checkSent(db: Database, state: { sent: string[]; begun: string[] }) {
  for (const id of state.begun) {
    const item = await db.selectFrom('submission').select('status').where('id', '=', id).executeTakeFirst()
    const letters = await db
      .selectFrom('letter')
      .select('id')
      .where('object_id', '=', id)
      .where('kind', '=', 'item.sent')
      .execute()
    const handlings = await db.selectFrom('handling').select('id').where('submission_id', '=', id).execute()
    const deliveries = await db.selectFrom('delivery').select('office_id').where('submission_id', '=', id).execute()
    const expected = item?.status === 'sent' ? 1 : 0
    expect([letters.length, handlings.length, deliveries.length], 'all of a sending or nothing').toEqual([
      expected,
      expected,
      expected,
    ])
    if (state.sent.includes(id)) expect(item?.status).toBe('sent')
  }
}
