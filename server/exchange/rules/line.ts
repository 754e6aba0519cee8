/**
 * One direction of a line, as pure functions (state, message) → (state, what to do): sender.ts and receiver.ts. They know no clock, database
 * or network; whoever calls them commits the state together with the rows named in `commit`, and only then does what `nextAct` says.
 *
 * The carrier may lose, repeat, reorder. What guarantees is here: a number for each letter without gaps, a hash chain over the envelopes,
 * cumulative receipts that name the head of the chain, and a comparison of both ends before anything is sent.
 */

/** The end of a chain: the number of the last letter, and the hash of its envelope. */
export interface Position {
  seq: number
  head: string
}

/** Before the first letter. */
const start: Position = { seq: 0, head: '' }

/** An envelope as far as the line is concerned. */
export interface Link {
  /** Of the sender's claim under which it was sealed. */
  epoch: number
  seq: number
  /** Hash of the envelope before; '' for the first. */
  prev: string
  hash: string
  /** Of the letter: one effect for one id, whatever number it travels under. */
  id: string
  /**
   * What the letter is about, and its number among those about it on this line: 1, 2, 3 … The number is given when it is sealed: after a
   * restore the letters that come back have taken theirs, and new ones must not take the same.
   */
  object: string
  objectNumber: number
}

/**
 * A process that begins to send claims a new epoch: from number `from` on, nothing sealed under an earlier one is taken any more. So what
 * still travels from before a restore cannot come between, and a second sender with the same key is found out at once.
 */
export interface Claim {
  epoch: number
  from: number
}

/** A letter that the receiver has stored, but which has not taken effect there. */
export interface NotTaken {
  seq: number
  id: string
  /** waiting: may yet take effect (newer version, unknown unit). refused: will not (poison). */
  status: 'waiting' | 'refused'
  why: string
}

/** What a receipt says: all up to here is verified, stored, and its effect committed, except for what it names. Signed by the receiver. */
export interface ReceiptBody {
  /** The highest epoch the receiver has heard of. */
  epoch: number
  upto: number
  head: string
  /** Letters in the frame it answers that were new. */
  count: number
  /** paused: come again later. stopped: the receiver has raised the fork alarm. stale: the frame was of an earlier epoch. */
  status: 'applied' | 'nothing' | 'paused' | 'stopped' | 'stale'
  notTaken: NotTaken[]
  /** Echo of the question it answers, so that an old answer cannot be taken for a new one. */
  nonce?: string
}

/**
 * restored: this side comes from a backup and has caught up. peer_restored: the other side does, and hears again what it lost.
 * fork: both sides know different letters under one number; the line stops. pruned: the other side lost letters which are no longer
 * kept here; the line stops. unknown_number: a receipt for letters that were never sent. refused: a bad signature, or not the pinned key.
 */
export type Alarm = 'restored' | 'peer_restored' | 'fork' | 'pruned' | 'unknown_number' | 'refused'

/** The alarms after which nothing moves until an operator has looked. */
export type Stop = Extract<Alarm, 'fork' | 'pruned'>

/** The sender's row. */
export interface SenderState {
  claim: Claim
  /** Last letter sealed: its number and hash. */
  last: Position
  /** Last letter that the receiver has, by its last word. */
  acked: Position
  /** Last letter it ever had a receipt for: up to here envelopes are history and never sealed anew, whatever the receiver has lost since. */
  settled: Position
  stopped: Stop | null
  paused: boolean
}

/** The receiver's row. Numbers per object and hashes by number are read from its inbox (`Known`). */
export interface ReceiverState {
  claim: Claim
  last: Position
  stopped: Stop | null
  paused: boolean
}

const noClaim: Claim = { epoch: 0, from: 1 }
export const newSender = (): SenderState => ({
  claim: noClaim,
  last: start,
  acked: start,
  settled: start,
  stopped: null,
  paused: false,
})
export const newReceiver = (): ReceiverState => ({ claim: noClaim, last: start, stopped: null, paused: false })
