import { newSender } from './line.ts'
import type { Alarm, Claim, Link, NotTaken, Position, ReceiptBody, SenderState, Stop } from './line.ts'

/** What a process knows of a line while it serves it. Never stored: after a restart both ends are compared anew. */
export interface Session {
  /** asking: where does the receiver stand? pulling: it has letters of mine that I lost. open: letters may go. halted: it is paused or stopped. */
  phase: 'asking' | 'pulling' | 'open' | 'halted'
  /** Whether this process has made a claim of its own since it began. */
  claimed: boolean
  /** Whether it has found both ends in agreement under that claim: from then on a surprise is a second sender, not a restore. */
  agreed: boolean
  /** Letters in the next frame: grows while frames arrive, shrinks when they do not, so that slow cryptography cannot starve the line. */
  batch: number
  /** Attempts since the last progress; `waitBefore` makes a pause of it. */
  fruitless: number
  /** Where the receiver was when it turned out to be ahead. */
  target: Position | null
}

export interface Sender {
  state: SenderState
  session: Session
}

/** Rows to change in the transaction that stores the state. */
export type SenderCommit =
  /** Numbers up to here have a receipt; the letters named are stored there, but not taken. */
  | { do: 'ack'; upto: number; notTaken: NotTaken[] }
  /** The receiver lost letters: those above wait for a receipt again. Their envelopes stay as they are. */
  | { do: 'rewind'; to: number }
  /** Letters above lose number, hash and envelope and are sealed anew: the receiver has none of them, and takes none of them any more. */
  | { do: 'unseal'; above: number }
  /** Own letters, back from the receiver: the row with that letter id gets this number, hash and envelope, acknowledged; a missing one is made. */
  | { do: 'adopt'; links: Link[] }
  | { do: 'alarm'; alarm: Alarm; at: number }

export interface SenderStep {
  sender: Sender
  commit: SenderCommit[]
}

/** What to do now. Only `seal` is done in a transaction, the one that stores the state. */
export type SenderAct =
  /** Ask where the receiver stands, with the claim and a fresh nonce; `hearState` takes the answer. */
  | { do: 'ask'; claim: Claim; after: number }
  /** Fetch own envelopes that follow `after`, verify own signatures; `hearPulled` takes them. */
  | { do: 'pull'; after: number }
  /** Give up to `most` waiting letters their numbers (`sealingOrder`) and seal them; `noteSealed` takes the last one. */
  | { do: 'seal'; epoch: number; after: Position; most: number }
  /** Send the stored envelopes from this number on, at most `most` and as a frame allows; `hearReceipt` takes the answer. */
  | { do: 'send'; from: number; most: number }
  /** Nothing to do until letters come, `compareAgain`, or an operator. */
  | { do: 'rest'; why: 'done' | 'paused' | 'stopped' | 'peer_halted' }

export const largestFrame = 256
const firstBatch = 16

export const newSession = (): Session => ({
  phase: 'asking',
  claimed: false,
  agreed: false,
  batch: firstBatch,
  fruitless: 0,
  target: null,
})

/** A process begins to serve the line. */
export const beginSending = (state: SenderState = newSender()): Sender => ({ state, session: newSession() })

/** What to do now; `waiting`: letters without a number that may leave. Wait `waitBefore` first. */
export function nextAct({ state, session }: Sender, waiting: number): SenderAct {
  if (state.stopped) return { do: 'rest', why: 'stopped' }
  if (state.paused) return { do: 'rest', why: 'paused' }
  if (session.phase === 'halted') return { do: 'rest', why: 'peer_halted' }
  if (session.phase === 'asking') return { do: 'ask', claim: state.claim, after: state.acked.seq }
  if (session.phase === 'pulling') return { do: 'pull', after: state.last.seq }
  const unanswered = state.last.seq - state.acked.seq
  if (unanswered < session.batch && waiting > 0) {
    const most = Math.min(waiting, session.batch - unanswered)
    return { do: 'seal', epoch: state.claim.epoch, after: state.last, most }
  }
  if (unanswered > 0) return { do: 'send', from: state.acked.seq + 1, most: Math.min(unanswered, session.batch) }
  return { do: 'rest', why: 'done' }
}

/** While a frame travels the next one can be sealed, and no more: an urgent letter finds one frame before it at most. */
export function sealAhead({ state, session }: Sender, waiting: number): (SenderAct & { do: 'seal' }) | null {
  if (state.stopped || state.paused || session.phase !== 'open') return null
  const most = Math.min(waiting, 2 * session.batch - (state.last.seq - state.acked.seq))
  return most > 0 ? { do: 'seal', epoch: state.claim.epoch, after: state.last, most } : null
}

/** Milliseconds to wait before the next act: none after progress, up to a minute on a line that stays down. `jitter` 0–1. */
export const waitBefore = (session: Session, jitter: number): number =>
  session.fruitless === 0 ? 0 : Math.min(60_000, 25 * 2 ** Math.min(session.fruitless, 12)) * (0.5 + jitter / 2)

/** Letters were numbered and sealed one after the other; this is the last of them. */
export const noteSealed = ({ state, session }: Sender, last: Position): Sender => ({
  state: { ...state, last },
  session,
})

/** No answer, or none that could be read: what became of it is unknown, so both ends are compared before anything is sent again. */
export const hearNothing = ({ state, session }: Sender): Sender => ({
  state,
  session: {
    ...session,
    phase: 'asking',
    batch: Math.max(1, session.batch >> 1),
    fruitless: session.fruitless + 1,
  },
})

/** The line was quiet for a while (30 s), or the peer was halted: see whether the receiver still has what it had. */
export const compareAgain = ({ state, session }: Sender): Sender => ({
  state,
  session: session.phase === 'pulling' ? session : { ...session, phase: 'asking' },
})

/**
 * The receipt that answers a frame, its signature verified. `ownHash`: of this sender's envelope number `receipt.upto`, undefined when
 * it has none. Anything but progress leads to a comparison; a receipt alone never moves the line back.
 */
export function hearReceipt(sender: Sender, receipt: ReceiptBody, ownHash: string | undefined): SenderStep {
  const { state, session } = sender
  if (state.stopped) return { sender, commit: [] }
  const { upto, head } = receipt
  const asking: Sender = { state, session: { ...session, phase: 'asking', fruitless: session.fruitless + 1 } }
  if (upto > state.last.seq) return { sender: asking, commit: [{ do: 'alarm', alarm: 'unknown_number', at: upto }] }
  if (upto <= state.acked.seq || hashAt(state, upto, ownHash) !== head) return { sender: asking, commit: [] }
  const batch = Math.min(largestFrame, session.batch * 2)
  const acked = { state: reach(state, { seq: upto, head }), session: { ...session, batch, fruitless: 0 } }
  return {
    sender: receipt.status === 'applied' ? acked : compareAgain(acked),
    commit: [{ do: 'ack', upto, notTaken: receipt.notTaken }],
  }
}

/**
 * The receiver's answer to `ask`, signature and nonce verified; `ownHash` as above. Here restores and forks come to light. `now`: a number
 * that grows with time. When both ends come from backups, both have forgotten the latest claims: a new one stands above those all the same.
 */
export function hearState(sender: Sender, receipt: ReceiptBody, ownHash: string | undefined, now = 0): SenderStep {
  const { state, session } = sender
  const { upto, head } = receipt
  if (state.stopped || session.phase !== 'asking') return { sender, commit: [] }
  if (receipt.status === 'paused') return halt(sender, [])
  if (receipt.status === 'stopped') return halt(sender, [{ do: 'alarm', alarm: 'fork', at: upto }])
  if (session.agreed && receipt.epoch > state.claim.epoch) return stop(sender, 'fork', upto)

  const own = hashAt(state, upto, ownHash)
  if (upto > state.last.seq || (own !== head && upto > state.settled.seq)) return wasRestored(sender, receipt)
  if (own === undefined) return stop(sender, 'pruned', upto)
  if (own !== head) return stop(sender, 'fork', upto)

  const commit: SenderCommit[] =
    upto >= state.acked.seq
      ? [{ do: 'ack', upto, notTaken: receipt.notTaken }]
      : [
          { do: 'rewind', to: upto },
          { do: 'alarm', alarm: 'peer_restored', at: upto },
        ]
  const agreed: Sender = { state: reach(state, { seq: upto, head }), session }
  if (!session.claimed || receipt.epoch > state.claim.epoch)
    return claimAnew(agreed, Math.max(receipt.epoch, now), commit)
  if (receipt.epoch < state.claim.epoch) return { sender: hearNothing(agreed), commit }
  return { sender: { ...agreed, session: { ...session, phase: 'open', agreed: true } }, commit }
}

/** What is sealed and was never received is sealed anew under the new claim. */
function claimAnew({ state, session }: Sender, epoch: number, commit: SenderCommit[]): SenderStep {
  const { last, settled } = state
  const claim = { epoch: Math.max(state.claim.epoch, epoch) + 1, from: settled.seq + 1 }
  return {
    sender: { state: { ...state, claim, last: settled }, session: { ...session, claimed: true } },
    commit: last.seq > settled.seq ? [...commit, { do: 'unseal', above: settled.seq }] : commit,
  }
}

/** The receiver has letters under my name that I do not know. After a restart I come from a backup; in the middle of work there are two of me. */
function wasRestored(sender: Sender, receipt: ReceiptBody): SenderStep {
  const { state, session } = sender
  if (session.agreed) return stop(sender, 'fork', receipt.upto)
  const claim = { ...state.claim, epoch: Math.max(state.claim.epoch, receipt.epoch) }
  const target = { seq: receipt.upto, head: receipt.head }
  return {
    sender: {
      state: { ...state, claim, last: state.settled, acked: state.settled },
      session: { ...session, phase: 'pulling', claimed: false, target },
    },
    commit: state.last.seq > state.settled.seq ? [{ do: 'unseal', above: state.settled.seq }] : [],
  }
}

/**
 * Own envelopes back from the receiver, own signatures verified, in order. `isGone`: it keeps none after that number any more; then its
 * position alone is adopted. Caught up, both ends are compared again and a new claim is made.
 */
export function hearPulled(sender: Sender, links: readonly Link[], isGone = false): SenderStep {
  const { state, session } = sender
  const { target } = session
  if (state.stopped || session.phase !== 'pulling' || !target) return { sender, commit: [] }
  let last = state.last
  const adopted: Link[] = []
  for (const link of links) {
    if (link.seq !== last.seq + 1) continue
    if (link.prev !== last.head) return stop(sender, 'fork', link.seq)
    last = { seq: link.seq, head: link.hash }
    adopted.push(link)
  }
  if (adopted.length === 0 && !isGone) return { sender: hearNothing(sender), commit: [] }
  if (isGone && last.seq < target.seq) last = target
  const isCaughtUp = last.seq >= target.seq
  const commit: SenderCommit[] = adopted.length > 0 ? [{ do: 'adopt', links: adopted }] : []
  if (isCaughtUp) commit.push({ do: 'alarm', alarm: 'restored', at: last.seq })
  return {
    sender: {
      state: reach({ ...state, last }, last),
      session: { ...session, fruitless: 0, ...(isCaughtUp && { phase: 'asking', target: null }) },
    },
    commit,
  }
}

/** An operator stops sending. */
export const pauseSending = ({ state, session }: Sender): Sender => ({ state: { ...state, paused: true }, session })

/** An operator goes on; also after an alarm that stopped the line, comparing as after a restart. */
export const resumeSending = ({ state }: Sender): Sender => beginSending({ ...state, paused: false, stopped: null })

const halt = ({ state, session }: Sender, commit: SenderCommit[]): SenderStep => ({
  sender: { state, session: { ...session, phase: 'halted' } },
  commit,
})

const stop = ({ state, session }: Sender, stopped: Stop, at: number): SenderStep => ({
  sender: { state: { ...state, stopped }, session },
  commit: [{ do: 'alarm', alarm: stopped, at }],
})

const reach = (state: SenderState, acked: Position): SenderState => ({
  ...state,
  acked,
  settled: acked.seq > state.settled.seq ? acked : state.settled,
})

function hashAt(state: SenderState, seq: number, stored: string | undefined): string | undefined {
  if (seq === state.last.seq) return state.last.head
  if (seq === state.settled.seq) return state.settled.head
  if (seq === state.acked.seq) return state.acked.head
  return seq === 0 ? '' : stored
}
