import { expect, test } from 'vitest'
import { newReceiver, newSender } from './line.ts'
import type { Link, ReceiptBody, SenderState } from './line.ts'
import { hearClaim, sortFrame, takeFrame } from './receiver.ts'
import { sealingOrder } from './sealing-order.ts'
import { beginSending, hearPulled, hearReceipt, hearState, nextAct, resumeSending, waitBefore } from './sender.ts'
import type { Sender } from './sender.ts'

const at = (seq: number) => ({ seq, head: seq === 0 ? '' : `h${seq}` })
const receipt = (upto: number, more: Partial<ReceiptBody> = {}): ReceiptBody => ({
  epoch: 1,
  upto,
  head: at(upto).head,
  count: 0,
  status: 'nothing',
  notTaken: [],
  ...more,
})
const state = (last: number, acked: number, settled = acked): SenderState => ({
  ...newSender(),
  claim: { epoch: 1, from: settled + 1 },
  last: at(last),
  acked: at(acked),
  settled: at(settled),
})
const fresh = (...args: Parameters<typeof state>): Sender => beginSending(state(...args))
const working = (...args: Parameters<typeof state>): Sender => {
  const { state: now, session } = fresh(...args)
  return { state: now, session: { ...session, claimed: true, agreed: true } }
}
const told = (step: { commit: { do: string; alarm?: string }[] }) => step.commit.map((one) => one.alarm ?? one.do)

test.each([
  [
    'agreement: a fresh process claims, and seals anew what nobody received',
    fresh(9, 5),
    receipt(7),
    'h7',
    ['ack', 'unseal'],
    'asking',
  ],
  ['agreement in the middle of work: it goes on', working(9, 5), receipt(7), 'h7', ['ack'], 'open'],
  [
    'the peer lost letters: they wait again, as they were',
    working(9, 9),
    receipt(4),
    'h4',
    ['rewind', 'peer_restored'],
    'open',
  ],
  ['the peer is ahead of a fresh process: that one was restored', fresh(5, 5), receipt(9), undefined, [], 'pulling'],
  [
    'the peer is ahead in the middle of work: there are two of us',
    working(5, 5),
    receipt(9),
    undefined,
    ['fork'],
    'asking',
  ],
  [
    'another claim in the middle of work: there are two of us',
    working(5, 5),
    receipt(5, { epoch: 2 }),
    'h5',
    ['fork'],
    'asking',
  ],
  ['another head under a settled number', fresh(9, 9), receipt(4, { head: 'other' }), 'h4', ['fork'], 'asking'],
  [
    'a settled number that fell to the peer’s old backup, and is not kept here any more',
    fresh(9, 9),
    receipt(4),
    undefined,
    ['pruned'],
    'asking',
  ],
  ['the peer is paused', working(9, 5), receipt(5, { status: 'paused' }), 'h5', [], 'halted'],
  ['the peer has raised the fork alarm', working(9, 5), receipt(5, { status: 'stopped' }), 'h5', ['fork'], 'halted'],
] as const)('%s', (_reason, sender, answer, own, commit, phase) => {
  const step = hearState(sender, answer, own)
  expect(told(step)).toEqual(commit)
  expect(step.sender.session.phase).toBe(phase)
  expect(step.sender.state.stopped !== null).toBe(
    commit.some((one) => one === 'fork' || one === 'pruned') && phase === 'asking',
  )
})

test.each([
  ['progress', receipt(7, { status: 'applied' }), 'h7', ['ack'], 7],
  ['letters that were never sent are no receipt', receipt(12, { status: 'applied' }), undefined, ['unknown_number'], 5],
  ['another head is no receipt', receipt(7, { status: 'applied', head: 'other' }), 'h7', [], 5],
  ['an old receipt never moves the line back', receipt(3, { status: 'applied' }), 'h3', [], 5],
] as const)('a receipt for a frame: %s', (_reason, answer, own, commit, acked) => {
  const { state: now, session } = working(9, 5)
  const step = hearReceipt({ state: now, session: { ...session, phase: 'open' } }, answer, own)
  expect(told(step)).toEqual(commit)
  expect(step.sender.state.acked.seq).toBe(acked)
  expect(step.sender.session.phase).toBe(commit[0] === 'ack' ? 'open' : 'asking')
})

test('what was ever received is never sealed anew, even when the receiver has lost it and this process is new', () => {
  const lost = hearState(fresh(9, 9), receipt(4), 'h4')
  expect(lost.sender.state).toMatchObject({ last: at(9), acked: at(4), settled: at(9), claim: { epoch: 2, from: 10 } })
  const again = hearState(beginSending(lost.sender.state), receipt(4, { epoch: 2 }), 'h4')
  expect(told(again)).toEqual(['ack'])
  expect(again.sender.state.last).toEqual(at(9))
})

const link = (seq: number, more: Partial<Link> = {}): Link => ({
  epoch: 1,
  seq,
  prev: at(seq - 1).head,
  hash: `h${seq}`,
  id: `letter ${seq}`,
  object: 'an item',
  objectNumber: seq,
  ...more,
})

test('own letters come back, chained to what is here; a chain that does not fit is a fork', () => {
  const pulling = hearState(fresh(5, 5), receipt(7), undefined).sender
  const back = hearPulled(pulling, [link(6), link(7)])
  expect(told(back)).toEqual(['adopt', 'restored'])
  expect(back.sender.state.settled).toEqual(at(7))
  expect(told(hearPulled(pulling, [link(6, { prev: 'other' })]))).toEqual(['fork'])
  expect(hearPulled(pulling, [], true).sender.state.last).toEqual(at(7))
})

const receiver = { ...newReceiver(), claim: { epoch: 2, from: 5 }, last: at(5) }
const inbox = { at: (seq: number) => ({ hash: `h${seq}`, epoch: seq < 5 ? 1 : 2 }) }

test.each([
  ['the next one', [link(6, { epoch: 2 })], 1, 0, null],
  ['old ones, then the next', [link(4), link(5, { epoch: 2 }), link(6, { epoch: 2 })], 1, 2, null],
  ['a number too far', [link(7, { epoch: 2 })], 0, 0, 'gap'],
  ['sealed before the last claim', [link(6)], 0, 0, 'stale'],
  ['another letter under a number that is taken', [link(5, { epoch: 2, hash: 'other' })], 0, 0, 'fork'],
  ['the same, on its way since before the claim', [link(5, { epoch: 1, hash: 'other' })], 0, 0, 'stale'],
  ['not chained to the last', [link(6, { epoch: 2, prev: 'other' })], 0, 0, 'fork'],
] as const)('a frame with %s', (_reason, links, next, duplicates, misfit) => {
  const known = { at: (seq: number) => (seq <= 5 ? inbox.at(seq) : undefined) }
  const sorted = sortFrame(receiver, links, known)
  expect([sorted.next.length, sorted.duplicates, sorted.misfit?.kind ?? null]).toEqual([next, duplicates, misfit])
})

const nothing = { numberOf: () => undefined, has: () => false }
test('a forged envelope ends the frame; what was good before it stays', () => {
  const sorted = { duplicates: 0, next: [link(6), link(7)], misfit: null }
  const step = takeFrame(receiver, sorted, [{ is: 'good' }, { is: 'forged', why: 'signature' }], nothing)
  expect([step.store.length, step.state.last.seq, step.status, step.alarm]).toEqual([1, 6, 'applied', 'refused'])
})

test('a fork counts only when it is signed: anybody can write a number', () => {
  const sorted = { duplicates: 0, next: [], misfit: { kind: 'fork' as const, link: link(5) } }
  expect(takeFrame(receiver, sorted, [], nothing, { is: 'forged', why: '' }).state.stopped).toBeNull()
  expect(takeFrame(receiver, sorted, [], nothing, { is: 'good' }).state.stopped).toBe('fork')
})

test.each([
  ['cannot be read: kept, blocks nobody', { is: 'poison', why: 'unreadable' }, 5, false, ['keep', 'unreadable']],
  ['had its effect under another number', { is: 'good' }, 5, true, ['none', null]],
  ['comes before the one it follows', { is: 'good' }, 3, false, ['keep', 'number_skipped']],
  ['takes a number that is taken', { is: 'good' }, 6, false, ['keep', 'number_taken']],
  ['is as it should be', { is: 'good' }, 5, false, ['give', null]],
] as const)('a letter that %s', (_reason, verdict, before, known, expected) => {
  const sorted = { duplicates: 0, next: [link(6)], misfit: null }
  const step = takeFrame(receiver, sorted, [verdict], { numberOf: () => before, has: () => known })
  expect([step.store[0]!.effect, step.store[0]!.why]).toEqual(expected)
  expect(step.state.last.seq).toBe(6)
})

test('claims only grow', () => {
  expect(hearClaim(receiver, { epoch: 3, from: 6 }).claim).toEqual({ epoch: 3, from: 6 })
  expect(hearClaim(receiver, { epoch: 2, from: 1 }).claim).toEqual({ epoch: 2, from: 5 })
})

const waits = (position: number, priority: number, object: string) => ({ position, priority, object })
test.each([
  ['urgent ones first', [waits(1, 1, 'a'), waits(2, 0, 'b')], [2, 1]],
  [
    'an earlier one about the same thing goes with it',
    [waits(1, 1, 'a'), waits(2, 2, 'b'), waits(3, 0, 'b')],
    [2, 3, 1],
  ],
  ['else as written', [waits(2, 1, 'a'), waits(1, 1, 'b')], [1, 2]],
])('order of sealing: %s', (_reason, letters, order) => {
  expect(sealingOrder(letters).map((letter) => letter.position)).toEqual(order)
})

test('a line that stays down is tried once a minute at most; going on after an alarm compares first', () => {
  const sender = fresh(0, 0)
  const tired = { ...sender, session: { ...sender.session, fruitless: 40 } }
  expect([waitBefore(sender.session, 1), waitBefore(tired.session, 1)]).toEqual([0, 60_000])
  const stopped: Sender = { ...tired, state: { ...tired.state, stopped: 'fork' } }
  expect(nextAct(stopped, 5)).toEqual({ do: 'rest', why: 'stopped' })
  expect(nextAct(resumeSending(stopped), 5).do).toBe('ask')
})
