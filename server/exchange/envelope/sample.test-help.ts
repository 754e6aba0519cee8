import { suiteOf } from '../suites/index.ts'
import { openProven, proveEnvelope, sealEnvelope } from './envelope.ts'
import type { Head } from './head.ts'

/** Two nodes that know each other's keys, and letters between them. */
export function sampleLine(suite: string) {
  const signing = suiteOf(suite).makeKey('signing')
  const encryption = suiteOf(suite).makeKey('encryption')
  const headOf = (more: Partial<Head> = {}): Head => ({
    suite,
    from: '140100',
    to: '140000',
    epoch: 1,
    seq: 1,
    prev: '',
    id: '0197a3c2-7c1e-7000-8000-000000000001',
    kind: 'item.sent',
    object: '0197a3c2-7c1e-7000-8000-000000000002',
    objectNumber: 1,
    priority: 1,
    at: '2026-11-23T08:00:00.000Z',
    skid: '140100#s1',
    ekid: '140000#e1',
    ...more,
  })
  const seal = (content: string, more: Partial<Head> = {}) =>
    sealEnvelope(headOf(more), content, { signing, encryption })
  const open = (envelope: string) =>
    openProven(proveEnvelope(envelope, suite, signing.publicKey), encryption.privateKey)
  const isAccepted = (envelope: string) => {
    try {
      open(envelope)
      return true
    } catch {
      return false
    }
  }
  return { signing, encryption, headOf, seal, open, isAccepted }
}
