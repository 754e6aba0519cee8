import type { Alarm, Claim, Link, NotTaken, ReceiptBody, ReceiverState } from './line.ts'

/** What the receiver's inbox knows; read for the frame at hand. */
export interface Known {
  /** The envelope stored under this number; undefined when it is not kept any more. */
  at: (seq: number) => { hash: string; epoch: number } | undefined
  /** Highest number stored for this object; undefined when nothing is known of it. */
  numberOf: (object: string) => number | undefined
  /** Whether the letter has had its effect: under another number, before the sender was restored, or because it was sent once more. */
  has: (id: string) => boolean
}

/** A frame looked through before any cryptography: what is old, what comes next, where it stops to fit. */
export interface Sorted {
  /** Numbers that are here already. */
  duplicates: number
  /** To verify, open and give their effect, in this order. */
  next: Link[]
  /** The first that does not fit. A fork is believed only when its signature is good: anybody can write a number. */
  misfit: { kind: 'gap' | 'stale' | 'fork'; link: Link } | null
}

/** A sender makes itself known (`ask`): what it sealed under an earlier claim is taken no more from `from` on. Commit before answering. */
export const hearClaim = (state: ReceiverState, claim: Claim): ReceiverState =>
  claim.epoch > state.claim.epoch && !state.stopped ? { ...state, claim } : state

/** Looks a frame through by number, claim and chain. */
export function sortFrame(state: ReceiverState, links: readonly Link[], known: Pick<Known, 'at'>): Sorted {
  const next: Link[] = []
  let duplicates = 0
  let { seq, head } = state.last
  for (const link of links) {
    const there = next.find((one) => one.seq === link.seq) ?? known.at(link.seq)
    if (link.seq <= seq && (!there || there.hash === link.hash)) duplicates += 1
    else if (isFenced(state.claim, link) || (there && link.epoch < there.epoch)) return misfit('stale', link)
    else if (link.seq > seq + 1) return misfit('gap', link)
    else if (link.seq <= seq || link.prev !== head) return misfit('fork', link)
    else {
      next.push(link)
      seq = link.seq
      head = link.hash
    }
  }
  return { duplicates, next, misfit: null }

  function misfit(kind: 'stale' | 'gap' | 'fork', link: Link): Sorted {
    return { duplicates, next, misfit: { kind, link } }
  }
}

const isFenced = (claim: Claim, link: Link) => link.seq >= claim.from && link.epoch < claim.epoch

/** What verifying and opening an envelope came to. */
export type Verdict =
  | { is: 'good' }
  /** Signed by the right key, but it cannot be read (poison): it is kept, takes no effect and blocks nobody. */
  | { is: 'poison'; why: string }
  /** Not signed by the pinned key for this line, this number: it was never here. */
  | { is: 'forged'; why: string }

/** A row for the inbox. */
export interface Stored {
  link: Link
  /** give: hand it to its handler in this transaction. none: it had its effect before. keep: it takes none, for the reason in `why`. */
  effect: 'give' | 'none' | 'keep'
  why: string | null
}

export interface ReceiverStep {
  state: ReceiverState
  /** To be committed together with the state; the receipt leaves after the commit. */
  store: Stored[]
  status: ReceiptBody['status']
  alarm: Alarm | null
}

/**
 * Takes what `sortFrame` found and the verdicts on `next`, in its order (they may end early, at the first forged one). `misfit`: the
 * verdict on the signature of the misfit, when it looks like a fork.
 */
export function takeFrame(
  state: ReceiverState,
  sorted: Sorted,
  verdicts: Verdict[],
  known: Pick<Known, 'numberOf' | 'has'>,
  misfit: Verdict = { is: 'forged', why: 'unchecked' },
): ReceiverStep {
  if (state.stopped) return { state, store: [], status: 'stopped', alarm: null }
  if (state.paused) return { state, store: [], status: 'paused', alarm: null }
  const store: Stored[] = []
  const numbers = new Map<string, number>()
  const ids = new Set<string>()
  for (const [index, link] of sorted.next.entries()) {
    const verdict = verdicts[index]
    if (!verdict || verdict.is === 'forged') break
    const before = numbers.get(link.object) ?? known.numberOf(link.object)
    store.push({ link, ...effectOf(link, verdict, before, known.has(link.id) || ids.has(link.id)) })
    numbers.set(link.object, Math.max(before ?? 0, link.objectNumber))
    ids.add(link.id)
  }
  const last = store.at(-1)?.link
  const next = last ? { ...hearClaimOf(state, store), last: { seq: last.seq, head: last.hash } } : state
  const isForged = verdicts.some((verdict) => verdict.is === 'forged')
  const isFork = !isForged && sorted.misfit?.kind === 'fork' && misfit.is !== 'forged'
  if (isFork) return { state: { ...next, stopped: 'fork' }, store, status: 'stopped', alarm: 'fork' }
  const refused = isForged || sorted.misfit?.kind === 'fork'
  const nothing = sorted.misfit?.kind === 'stale' ? 'stale' : 'nothing'
  return {
    state: next,
    store,
    status: store.length > 0 || (sorted.duplicates > 0 && !sorted.misfit) ? 'applied' : nothing,
    alarm: refused ? 'refused' : null,
  }
}

/** A letter of a later claim that nobody announced (a file carried by hand) announces it. */
const hearClaimOf = (state: ReceiverState, store: Stored[]): ReceiverState =>
  store.reduce((now, { link }) => hearClaim(now, { epoch: link.epoch, from: link.seq }), state)

function effectOf(link: Link, verdict: Verdict, before: number | undefined, isKnown: boolean): Omit<Stored, 'link'> {
  if (verdict.is === 'poison') return { effect: 'keep', why: verdict.why }
  if (isKnown) return { effect: 'none', why: null }
  if (before !== undefined && link.objectNumber <= before) return { effect: 'keep', why: 'number_taken' }
  if (before !== undefined && link.objectNumber > before + 1) return { effect: 'keep', why: 'number_skipped' }
  return { effect: 'give', why: null }
}

/** What the receipt says after the commit. `notTaken`: letters kept without effect with a number above what the sender has a receipt for. */
export function receiptOf(
  state: ReceiverState,
  answer: { status: ReceiptBody['status']; count: number; notTaken: NotTaken[]; nonce?: string },
): ReceiptBody {
  return { epoch: state.claim.epoch, upto: state.last.seq, head: state.last.head, ...answer }
}

/** Where the receiver stands: its answer to `ask`. */
export function stateReceipt(state: ReceiverState, nonce: string, notTaken: NotTaken[]): ReceiptBody {
  const status = state.stopped ? 'stopped' : state.paused ? 'paused' : 'nothing'
  return receiptOf(state, { status, count: 0, notTaken, nonce })
}

/** An operator stops receiving, or goes on; going on after a fork alarm means: the chain as it is here is the right one. */
export const pauseReceiving = (state: ReceiverState): ReceiverState => ({ ...state, paused: true })
export const resumeReceiving = (state: ReceiverState): ReceiverState => ({ ...state, paused: false, stopped: null })
