import { expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'
import type { Client } from '../app/api.ts'
import { sendUp } from './send-up.ts'
import type { TakenDraft, TakenReview } from './taken.ts'

class Refused extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}
const readRefusal = (error: unknown) => (error instanceof Refused ? { code: error.code, data: {} } : undefined)
const sentenceOf = (error: unknown) => `不行：${(error as Refused).code}`

/** The server's rules about a text, and what it did. */
class Desk {
  items = new Map<string, { title: string; body: Body; version: number; status: string; digest: string }>()
  acts: string[] = []
  /** The answer to this act is lost after it happened. */
  loses = ''
  refuses = ''
  #done(act: string) {
    if (this.refuses === act) throw new Refused(`${act}.refused`)
    this.acts.push(act)
    if (this.loses === act) {
      this.loses = ''
      throw new TypeError('Failed to fetch')
    }
  }
  #shown(id: string) {
    const item = this.items.get(id)!
    const { title, body, version, digest } = item
    return { version: 1, status: item.status, text: { title, body, version, digest, authorName: '王红' } }
  }
  submissions = {
    create: async ({ id, title, body }: { id: string; title: string; body: Body }) => {
      if (!this.items.has(id)) this.items.set(id, { title, body, version: 1, status: 'draft', digest: 'd' })
      this.#done('create')
      return this.#shown(id)
    },
    get: async ({ id }: { id: string }) => this.#shown(id),
    saveText: async ({
      id,
      title,
      body,
      baseVersion,
    }: {
      id: string
      title: string
      body: Body
      baseVersion: number
    }) => {
      const item = this.items.get(id)!
      if (item.version !== baseVersion) throw new Refused('text.stale')
      Object.assign(item, { title, body, version: baseVersion + 1 })
      this.#done('saveText')
      return { version: item.version }
    },
    saveDetails: async () => this.#done('saveDetails'),
    submitForReview: async ({ id }: { id: string }) => {
      if (this.refuses === 'submitForReview') throw new Refused('submission.incomplete')
      this.items.get(id)!.status = 'inReview'
      this.#done('submitForReview')
    },
    passReview: async ({ id }: { id: string }) => {
      this.items.get(id)!.status = 'awaitingSignOff'
      this.#done('passReview')
    },
  } as unknown as Client['submissions']
}

const draft = (more: Partial<TakenDraft> = {}): TakenDraft => ({
  kind: 'draft',
  id: 'i1',
  title: '山洪情况',
  body: bodyFromText('路通了。'),
  categoryCode: 'keyWork',
  genreCode: 'news',
  authorName: '李娟',
  authorPhone: '1',
  baseVersion: null,
  wish: 'submit',
  state: { name: 'waiting' },
  updatedAt: '2026-03-02T01:00:00.000Z',
  ...more,
})
const review: TakenReview = {
  kind: 'review',
  id: 'i1',
  title: '山洪情况',
  body: bodyFromText('路通了。'),
  digest: 'd',
  reporterName: '李娟',
  opinion: '同意',
  wish: 'pass',
  state: { name: 'waiting' },
  updatedAt: '2026-03-02T01:00:00.000Z',
}
const send = (taken: TakenDraft | TakenReview, desk: Desk) => sendUp(taken, desk, readRefusal, sentenceOf)

test('a draft begun here is made, filled in and handed to the review', async () => {
  const desk = new Desk()
  expect(await send(draft(), desk)).toMatchObject({ baseVersion: 1, wish: 'keep', state: { name: 'done' } })
  expect(desk.acts).toEqual(['create', 'saveDetails', 'submitForReview'])
})

test.each(['create', 'saveDetails', 'submitForReview'])(
  'the line breaks after %s: nothing is lost, and once again has one effect',
  async (act) => {
    const desk = new Desk()
    desk.loses = act
    await expect(send(draft(), desk)).rejects.toThrow('Failed to fetch')
    expect(await send(draft(), desk)).toMatchObject({ state: { name: 'done' } })
    expect([...desk.items.values()]).toMatchObject([{ title: '山洪情况', status: 'inReview' }])
  },
)

test('a text that changed at the server meanwhile is a conflict with both texts, and nothing is overwritten', async () => {
  const desk = new Desk()
  desk.items.set('i1', {
    title: '别人的标题',
    body: bodyFromText('别人的正文'),
    version: 5,
    status: 'draft',
    digest: 'x',
  })
  const taken = await send(draft({ baseVersion: 4 }), desk)
  expect(taken).toMatchObject({
    title: '山洪情况',
    state: { name: 'conflict', title: '别人的标题', version: 5, by: '王红' },
  })
  expect(desk.items.get('i1')).toMatchObject({ title: '别人的标题', version: 5 })
})

test('the own save whose answer was lost is no conflict', async () => {
  const desk = new Desk()
  desk.items.set('i1', { title: '旧', body: bodyFromText('旧'), version: 4, status: 'draft', digest: 'x' })
  desk.loses = 'saveText'
  await expect(send(draft({ baseVersion: 4 }), desk)).rejects.toThrow()
  expect(await send(draft({ baseVersion: 4 }), desk)).toMatchObject({ baseVersion: 5, state: { name: 'done' } })
})

test('what the server refuses stays here with its sentence', async () => {
  const desk = new Desk()
  desk.refuses = 'submitForReview'
  expect(await send(draft(), desk)).toMatchObject({
    wish: 'keep',
    state: { name: 'refused', sentence: '不行：submission.incomplete' },
  })
})

test('a review is passed only over the text that was read', async () => {
  const desk = new Desk()
  desk.items.set('i1', { title: '山洪情况', body: review.body, version: 2, status: 'inReview', digest: 'd' })
  desk.loses = 'passReview'
  await expect(send(review, desk)).rejects.toThrow()
  expect(await send(review, desk)).toMatchObject({ state: { name: 'done' } })
  expect(desk.acts).toEqual(['passReview'])
  desk.items.get('i1')!.digest = 'other'
  expect(await send(review, desk)).toMatchObject({ state: { name: 'conflict' } })
})
