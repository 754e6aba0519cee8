import * as receiver from '../../server/exchange/rules/receiver.ts'
import { sealingOrder } from '../../server/exchange/rules/sealing-order.ts'
import * as sender from '../../server/exchange/rules/sender.ts'
import type { Sender } from '../../server/exchange/rules/sender.ts'

const { sortFrame, takeFrame, hearClaim, stateReceipt, receiptOf } = receiver
const { nextAct, sealAhead, noteSealed, hearNothing, compareAgain, hearReceipt, hearState, hearPulled } = sender

/** The rules as they are. */
export const realRules = {
  sortFrame,
  takeFrame,
  hearClaim,
  stateReceipt,
  receiptOf,
  sealingOrder,
  nextAct,
  sealAhead,
  noteSealed,
  hearNothing,
  compareAgain,
  hearReceipt,
  hearState,
  hearPulled,
  begin: sender.beginSending,
  /** Whether a letter's id and its number for its object are looked up before it takes effect. */
  dedupes: true,
  receiptBeforeCommit: false,
}
export type Rules = typeof realRules

const alwaysOpen = (one: Sender): Sender => ({ ...one, session: { ...one.session, phase: 'open', agreed: true } })
const withoutHandshake: Partial<Rules> = {
  begin: (state) => alwaysOpen(sender.beginSending(state)),
  hearNothing: (one) => alwaysOpen(hearNothing(one)),
  compareAgain: (one) => one,
  hearReceipt: (...args) => {
    const step = hearReceipt(...args)
    return { ...step, sender: alwaysOpen(step.sender) }
  },
}

/** Bugs planted on purpose: a simulation that does not find these finds nothing. The first four are those that were made before. */
export const planted: Record<string, Partial<Rules>> = {
  'letters are taken twice': {
    dedupes: false,
    sortFrame: (state, links, known) => {
      const old = links.filter((link) => link.seq <= state.last.seq)
      const sorted = sortFrame(state, links, known)
      return { ...sorted, next: [...old, ...sorted.next] }
    },
  },
  'gaps are not noticed': {
    sortFrame: (state, links) => ({
      duplicates: links.filter((link) => link.seq <= state.last.seq).length,
      next: links.filter((link) => link.seq > state.last.seq),
      misfit: null,
    }),
  },
  'the receipt leaves before the commit, and nobody compares': { ...withoutHandshake, receiptBeforeCommit: true },
  'nobody compares before sending': withoutHandshake,
  'letters from before a restart are still taken': {
    sortFrame: (state, links, known) => sortFrame({ ...state, claim: { epoch: 0, from: 1 } }, links, known),
  },
  'own letters are not fetched back': { hearPulled: (one) => hearPulled(one, [], true) },
  'urgent letters overtake earlier ones about the same thing': {
    sealingOrder: (waiting) => [...waiting].sort((a, b) => a.priority - b.priority),
  },
}
