import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../platform/command.ts'
import { joinFrame } from './envelope/index.ts'
import { noContact } from './line-notes.ts'
import type { Contact } from './line-notes.ts'
import { loadLine } from './line-state.ts'
import { giveBack, takeBack } from './lost-letters.ts'
import type { LostLetter } from './lost-letters.ts'
import type { NodeRow } from './nodes.ts'
import type { Own } from './own-keys.ts'
import { giveReceipt, hearWord, readReceipt } from './receipts.ts'
import type { Question } from './receipts.ts'
import { compareAgain, hearNothing, largestFrame, nextAct, newSession, sealAhead, waitBefore } from './rules/sender.ts'
import type { Sender, Session } from './rules/sender.ts'
import { frameAfter, frameOf, sealLetters } from './seal-letters.ts'
import { takeFrame } from './take-frame.ts'

/** What one side says to the other in one exchange, whoever opened the connection. */
export interface Say {
  /** A question, with letters or without. */
  ask?: Question & { frame: string }
  /** Give me back my letters after this number. */
  lostAfter?: number
}
export interface Reply {
  receipt?: string
  /** Files that letters of the frame name and that are not here. */
  filesMissing?: string[]
  lost?: { letters: LostLetter[]; gone: boolean }
}

/** The lower node waits for letters, with its answer to the last ones and what the node above cannot measure: its clock and the way there and back. */
export interface Listening {
  reply: Reply
  waitMs: number
  at?: number
  roundTripMs?: number | null
}

/**
 * The sending end of one line in this process: decides by the rules what to say next, and takes the reply. The state lies in the
 * database; what this process has found out about the other end (the session) lies here.
 */
export class Sending {
  readonly #app: App
  readonly #node: NodeRow
  #session: Session = newSession()
  /** More letters waited than the last frame took. */
  #moreWait = false
  #said: { nonce: string; about: 'frame' | 'state' | 'lost' } | null = null

  constructor(app: App, node: NodeRow) {
    this.#app = app
    this.#node = node
  }

  /** What to say now; null: nothing, until letters come or something changes. */
  async next(own: Own): Promise<Say | null> {
    for (;;) {
      let sender = await this.#sender()
      let act = nextAct(sender, largestFrame) // as if many waited: sealing finds out
      if (act.do === 'seal') {
        const { after, most } = act
        const sealed = await sealLetters(this.#app, own, this.#node, sender, act)
        sender = sealed.sender
        this.#moreWait = sealed.envelopes.length === most
        const isAllThereIs = sender.state.acked.seq === after.seq
        if (isAllThereIs && sealed.envelopes.length > 0)
          return { ask: this.#question(sender, 'frame', frameOf(sealed.envelopes)) }
        act = nextAct(sender, 0)
      }
      if (act.do === 'rest') return null
      if (act.do === 'pull') {
        this.#said = { nonce: '', about: 'lost' }
        return { lostAfter: act.after }
      }
      if (act.do === 'ask') return { ask: this.#question(sender, 'state', []) }
      if (act.do !== 'send') continue
      const { envelopes } = await frameAfter(this.#app, this.#node.id, act.from - 1, act.most)
      if (envelopes.length > 0) return { ask: this.#question(sender, 'frame', envelopes) }
      this.#session = compareAgain(sender).session
      return null
    }
  }

  /** While what was said travels: numbers and seals the letters of the next frame. */
  async prepareNext(own: Own): Promise<void> {
    if (this.#said?.about !== 'frame' || !this.#moreWait) return
    const sender = await this.#sender()
    const act = sealAhead(sender, largestFrame)
    if (!act) return
    const { envelopes } = await sealLetters(this.#app, own, this.#node, sender, act)
    this.#moreWait = envelopes.length === act.most
  }

  /** The other end's reply to what was said last. An answer to something else, or to nothing, moves nothing. */
  async hear(own: Own, reply: Reply, contact: Contact = noContact): Promise<void> {
    const said = this.#said
    this.#said = null
    if (!said) return
    if (said.about === 'lost') {
      const sender = await this.#sender()
      if (reply.lost) this.#session = (await takeBack(this.#app, own, this.#node, sender, reply.lost)).session
      return
    }
    if (!reply.receipt) return
    const receipt = await readReceipt(this.#app, own, this.#node, reply.receipt, said.nonce)
    this.#session = (
      await hearWord(this.#app, this.#node, this.#session, said.about, receipt, reply.receipt, contact)
    ).session
  }

  /** No answer, or none that can be believed. */
  async failed(): Promise<void> {
    this.#said = null
    this.#session = hearNothing(await this.#sender()).session
  }

  /** Quiet for a while, halted, or woken by an operator: compare both ends again. */
  async look(): Promise<void> {
    this.#session = compareAgain(await this.#sender()).session
  }

  /** A process that lost its right to send begins anew when it has it again. */
  restart(): void {
    this.#session = newSession()
    this.#said = null
  }

  /** Milliseconds to wait before the next word. */
  pause(): number {
    return waitBefore(this.#session, Math.random())
  }

  #question({ state }: Sender, about: 'frame' | 'state', envelopes: string[]): Question & { frame: string } {
    const nonce = randomUUID()
    this.#said = { nonce, about }
    return { nonce, after: state.acked.seq, claim: state.claim, frame: joinFrame(envelopes) }
  }

  async #sender(): Promise<Sender> {
    const { sender } = await loadLine(this.#app.db, this.#node.id)
    return { state: sender, session: this.#session }
  }
}

/** The receiving end: takes what the other side says, and answers when it is committed. */
export async function replyTo(app: App, own: Own, node: NodeRow, say: Say): Promise<Reply> {
  if (say.lostAfter !== undefined) return { lost: await giveBack(app, node.id, say.lostAfter) }
  if (!say.ask) return {}
  const { frame, ...question } = say.ask
  if (frame === '') return { receipt: await giveReceipt(app, own, node, question) }
  const taken = await takeFrame(app, own, node, frame)
  const { status, count } = taken
  const receipt = await giveReceipt(app, own, node, question, { status, count })
  return { receipt, ...(taken.filesMissing.length > 0 && { filesMissing: taken.filesMissing }) }
}

export const patience = (ms: number, signal: AbortSignal) =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
