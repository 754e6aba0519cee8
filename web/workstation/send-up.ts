import type { Body } from '../../contract/body.ts'
import type { Client } from '../app/api.ts'
import type { Taken, TakenDraft, TakenReview } from './taken.ts'

type Server = Pick<Client, 'submissions'>
/** What a refusal of the server is: its code and data; undefined for a line that broke. */
export type ReadRefusal = (error: unknown) => { code: string; data: Record<string, unknown> } | undefined

/**
 * Sends one thing up and says how it stands then. Nothing at the server is overwritten: a text that changed there meanwhile
 * is a conflict with both texts shown. Throws when the line breaks, and the thing stays as it was; sending twice has one effect.
 */
export async function sendUp(
  taken: Taken,
  server: Server,
  readRefusal: ReadRefusal,
  sentenceOf: (error: unknown) => string,
): Promise<Taken> {
  try {
    if (taken.kind === 'review') return await passUp(taken, server)
    return await uploadDraft(taken, server)
  } catch (error) {
    if (!readRefusal(error)) throw error
    return { ...taken, wish: 'keep', state: { name: 'refused', sentence: sentenceOf(error) } }
  }
}

async function uploadDraft(draft: TakenDraft, { submissions }: Server): Promise<TakenDraft> {
  const { id, title, body } = draft
  const begunHere = draft.baseVersion === null
  const there = begunHere ? await submissions.create({ id, title, body }) : await submissions.get({ id })
  const isThere = there.text.title === title && sameBody(there.text.body, body)
  if (!isThere && (begunHere || there.text.version !== draft.baseVersion)) return conflict(draft, there)
  const version = isThere
    ? there.text.version
    : (await submissions.saveText({ id, title, body, baseVersion: there.text.version })).version
  const done = (): TakenDraft => ({
    ...draft,
    baseVersion: version,
    wish: 'keep',
    state: { name: 'done', at: new Date().toISOString() },
  })
  if (there.status !== 'draft' && there.status !== 'returned') return done() // handed on before: the answer was lost
  await submissions.saveDetails({
    id,
    version: there.version,
    categoryCode: draft.categoryCode,
    genreCode: draft.genreCode,
    authorName: draft.authorName,
    authorPhone: draft.authorPhone,
  })
  if (draft.wish === 'submit') await submissions.submitForReview({ id })
  return done()
}

async function passUp(review: TakenReview, { submissions }: Server): Promise<TakenReview> {
  const there = await submissions.get({ id: review.id })
  const done = { ...review, wish: 'keep' as const, state: { name: 'done' as const, at: new Date().toISOString() } }
  if (there.text.digest !== review.digest) return conflict(review, there)
  if (there.status === 'awaitingSignOff') return done // our own act, whose answer was lost
  await submissions.passReview({ id: review.id, opinion: review.opinion })
  return done
}

const conflict = <T extends Taken>(
  taken: T,
  there: { text: { title: string; body: Body; version: number; authorName: string } },
): T => ({
  ...taken,
  wish: 'keep',
  state: {
    name: 'conflict',
    by: there.text.authorName,
    title: there.text.title,
    body: there.text.body,
    version: there.text.version,
  },
})

const sameBody = (a: Body, b: Body) => JSON.stringify(a) === JSON.stringify(b)
