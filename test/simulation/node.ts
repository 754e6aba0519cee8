import type { Link, Position, ReceiptBody } from '../../server/exchange/rules/line.ts'

import type { Sender, SenderCommit, SenderStep, Session } from '../../server/exchange/rules/sender.ts'
import type { Known, Verdict } from '../../server/exchange/rules/receiver.ts'
import { copyOf, newDisk, sealedAt } from './disk.ts'
import type { Disk, InRow, OutRow } from './disk.ts'
import type { Random } from './random.ts'
import type { Rules } from './rules.ts'

export type Message =
  | { type: 'ask'; nonce: string; claim: { epoch: number; from: number }; after: number }
  | { type: 'frame'; nonce: string; rows: OutRow[] }
  | { type: 'pull'; nonce: string; after: number }
  | { type: 'state' | 'receipt'; nonce: string; receipt: ReceiptBody }
  | { type: 'pulled'; nonce: string; rows: InRow[] }

/** The process ended in the middle of something. */
export class Crash extends Error {}

/**
 * One end of a line in both directions, doing what the real shell does: it commits the state together with the rows the rules name, and
 * sends only afterwards. The process may end before or after any commit; the disk may be put back to an earlier one.
 */
export class SimNode {
  disk: Disk = newDisk()
  session: Session
  #awaited: { nonce: string; since: number } | null = null
  /** Outlives restores: real nonces, salts and ids are random. */
  #fresh = 0
  #position = 0
  readonly name: string
  #now = 0
  readonly #rules: Rules
  readonly #random: Random
  readonly #send: (message: Message) => void
  crashShare = 0
  alarms: string[] = []

  constructor(name: string, rules: Rules, random: Random, send: (message: Message) => void) {
    this.name = name
    this.#rules = rules
    this.#random = random
    this.#send = send
    this.session = rules.begin(this.disk.sender).session
  }

  restart() {
    this.session = this.#rules.begin(this.disk.sender).session
    this.#awaited = null
  }

  restore(backup: Disk) {
    this.disk = copyOf(backup)
    this.restart()
  }

  /** A business act: the letter commits with it. */
  write(written: number) {
    const object = `o${this.#random.below(4)}`
    const row: OutRow = {
      id: `${this.name}${this.#fresh++}`,
      object,
      priority: this.#random.below(3),
      position: (this.#position += 1),
      written,
      isPoison: this.#random.chance(0.02),
      link: null,
      acked: false,
    }
    this.#commit((disk) => void disk.outbox.push(row))
  }

  /** One step of the sending process. */
  work(now: number) {
    this.#now = now
    if (this.#awaited) {
      if (now - this.#awaited.since < 12) return this.#sealAhead()
      this.#awaited = null
      this.#move(this.#rules.hearNothing(this.#sender()))
      return
    }
    const waiting = this.disk.outbox.filter((row) => !row.link)
    const act = this.#rules.nextAct(this.#sender(), waiting.length)
    const nonce = `${this.name}${this.#fresh++}`
    if (act.do === 'seal') return this.#seal(waiting, act.epoch, act.after, act.most)
    if (act.do === 'rest')
      return this.#random.chance(0.1) ? this.#move(this.#rules.compareAgain(this.#sender())) : undefined
    this.#awaited = { nonce, since: now }
    if (act.do === 'ask') this.#send({ type: 'ask', nonce, claim: act.claim, after: act.after })
    if (act.do === 'pull') this.#send({ type: 'pull', nonce, after: act.after })
    if (act.do !== 'send') return
    const rows = this.disk.outbox.filter(
      (row) => row.link && row.link.seq >= act.from && row.link.seq < act.from + act.most,
    )
    this.#send({ type: 'frame', nonce, rows: rows.sort((a, b) => a.link!.seq - b.link!.seq) })
  }

  #sealAhead() {
    const waiting = this.disk.outbox.filter((row) => !row.link)
    const act = this.#random.chance(0.3) && this.#rules.sealAhead(this.#sender(), waiting.length)
    if (act) this.#seal(waiting, act.epoch, act.after, act.most)
  }

  hear(message: Message) {
    if (message.type === 'ask') return this.#answerAsk(message)
    if (message.type === 'frame') return this.#takeFrame(message)
    if (message.type === 'pull') {
      const rows = this.disk.inbox.filter((row) => row.link.seq > message.after).slice(0, 5)
      return this.#send({ type: 'pulled', nonce: message.nonce, rows })
    }
    const isAwaited = this.#awaited?.nonce === message.nonce
    if (isAwaited) this.#awaited = null
    else if (message.type !== 'receipt') return // an old answer: its nonce fits nothing
    if (message.type === 'pulled') {
      const step = this.#rules.hearPulled(
        this.#sender(),
        message.rows.map((row) => row.link),
      )
      return this.#keep(step, message.rows)
    }
    const own = sealedAt(this.disk, message.receipt.upto)?.link?.hash
    const step =
      message.type === 'receipt'
        ? this.#rules.hearReceipt(this.#sender(), message.receipt, own)
        : this.#rules.hearState(this.#sender(), message.receipt, own, this.#now)
    this.#keep(step, [])
  }

  #sender(): Sender {
    return { state: this.disk.sender, session: this.session }
  }

  #move(sender: Sender) {
    this.session = sender.session
  }

  #seal(waiting: OutRow[], epoch: number, after: Position, most: number) {
    let last = after
    const numbers = new Map<string, number>()
    for (const { link } of this.disk.outbox)
      if (link) numbers.set(link.object, Math.max(link.objectNumber, numbers.get(link.object) ?? 0))
    const sealed = this.#rules
      .sealingOrder(waiting)
      .slice(0, most)
      .map((row) => {
        const objectNumber = (numbers.get(row.object) ?? 0) + 1
        numbers.set(row.object, objectNumber)
        const hash = `${this.name}#${last.seq + 1}.${this.#fresh++}`
        const link: Link = {
          epoch,
          seq: last.seq + 1,
          prev: last.head,
          hash,
          id: row.id,
          object: row.object,
          objectNumber,
        }
        last = { seq: link.seq, head: hash }
        return { ...row, link }
      })
    const sender = this.#rules.noteSealed(this.#sender(), last)
    this.#commit((disk) => {
      disk.outbox = disk.outbox.map((row) => sealed.find((one) => one.id === row.id) ?? row)
      disk.sender = sender.state
    })
    this.#move(sender)
  }

  #keep(step: SenderStep, pulled: InRow[]) {
    this.#commit((disk) => {
      disk.sender = step.sender.state
      for (const one of step.commit) this.#keepRows(disk, one, pulled)
    })
    this.#move(step.sender)
  }

  #keepRows(disk: Disk, one: SenderCommit, pulled: InRow[]) {
    if (one.do === 'alarm') this.alarms.push(one.alarm)
    if (one.do === 'ack')
      disk.outbox = disk.outbox.map((row) => (row.link && row.link.seq <= one.upto ? { ...row, acked: true } : row))
    if (one.do === 'rewind')
      disk.outbox = disk.outbox.map((row) => (row.link && row.link.seq > one.to ? { ...row, acked: false } : row))
    if (one.do === 'unseal')
      disk.outbox = disk.outbox.map((row) =>
        row.link && row.link.seq > one.above ? { ...row, link: null, acked: false } : row,
      )
    if (one.do !== 'adopt') return
    for (const link of one.links) {
      const mine = pulled.find((row) => row.link.seq === link.seq)!.row
      const others = disk.outbox.filter((row) => row.id !== link.id)
      disk.outbox = [...others, { ...mine, link, acked: true }]
    }
  }

  #answerAsk(message: Message & { type: 'ask' }) {
    const receiver = this.#rules.hearClaim(this.disk.receiver, message.claim)
    this.#commit((disk) => void (disk.receiver = receiver))
    const receipt = this.#rules.stateReceipt(receiver, message.nonce, [])
    this.#send({ type: 'state', nonce: message.nonce, receipt })
  }

  #takeFrame({ rows, nonce }: Message & { type: 'frame' }) {
    const { inbox, effects, receiver } = this.disk
    const known: Known = {
      at: (seq) => inbox.find((row) => row.link.seq === seq)?.link,
      numberOf: (object) =>
        inbox.reduce<number | undefined>(
          (most, { link }) => (link.object === object ? Math.max(most ?? 0, link.objectNumber) : most),
          undefined,
        ) ?? 0,
      has: (id) => effects.some((row) => row.id === id),
    }
    const sorted = this.#rules.sortFrame(
      receiver,
      rows.map((row) => row.link!),
      known,
    )
    const rowOf = (link: Link) => rows.find((row) => row.link === link)!
    const verdicts = sorted.next.map((link): Verdict =>
      rowOf(link).isPoison ? { is: 'poison', why: 'unreadable' } : { is: 'good' },
    )
    const seen = this.#rules.dedupes ? known : { numberOf: () => undefined, has: () => false }
    const step = this.#rules.takeFrame(receiver, sorted, verdicts, seen, { is: 'good' })
    if (step.alarm) this.alarms.push(step.alarm)
    const answer = { status: step.status, count: step.store.length, notTaken: [] }
    const receipt: Message = { type: 'receipt', nonce, receipt: this.#rules.receiptOf(step.state, answer) }
    if (this.#rules.receiptBeforeCommit) this.#send(receipt)
    this.#commit((disk) => {
      disk.receiver = step.state
      for (const { link, effect } of step.store) {
        disk.inbox.push({ link, effect, row: rowOf(link) })
        if (effect === 'give') disk.effects.push(rowOf(link))
      }
    })
    if (!this.#rules.receiptBeforeCommit) this.#send(receipt)
  }

  #commit(change: (disk: Disk) => void) {
    if (this.#random.chance(this.crashShare)) throw new Crash('before the commit')
    const disk = copyOf(this.disk)
    change(disk)
    this.disk = disk
    if (this.#random.chance(this.crashShare)) throw new Crash('after the commit')
  }
}
