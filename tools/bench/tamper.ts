import { alterations } from '../../server/exchange/envelope/alterations.test-help.ts'
import { openReceipt, signReceipt } from '../../server/exchange/envelope/index.ts'
import { sampleLine } from '../../server/exchange/envelope/sample.test-help.ts'
import { suiteOf, suites } from '../../server/exchange/suites/index.ts'

/**
 * npm run bench -- tamper [--quick]: every byte of an envelope, of its sealed line alone, and of a receipt, changed in nine ways, in both
 * suites. What is accepted although one byte is not as it was sealed, counts.
 */
const every = process.argv.includes('--quick') ? 11 : 1

for (const suite of Object.keys(suites)) {
  const { signing, encryption, seal, isAccepted } = sampleLine(suite)
  const { envelope } = seal(JSON.stringify({ title: '关于秋粮收购工作进展的报告', text: '进展顺利。'.repeat(60) }))
  const sealed = envelope.slice(envelope.indexOf('\n') + 1)
  const receipt = signReceipt(
    suite,
    { id: '140000#s1', privateKey: signing.privateKey },
    {
      from: '140000',
      to: '140100',
      at: '2026-11-23T08:00:00.000Z',
      epoch: 1,
      upto: 1,
      head: 'h'.repeat(43),
      count: 1,
      status: 'applied',
      notTaken: [],
    },
  )
  const opens = (text: string) => Boolean(suiteOf(suite).open(encryption.privateKey, text))
  const reads = (text: string) => Boolean(openReceipt(suite, text, signing.publicKey))
  if (!isAccepted(envelope) || !opens(sealed) || !reads(receipt)) throw new Error('The unchanged one must be accepted.')

  const counted = {
    envelope: count(envelope, isAccepted, every),
    sealed: count(sealed, opens, suite === 'gm-1' ? every * 7 : every),
    receipt: count(receipt, reads, every),
  }
  for (const [what, { tried, accepted }] of Object.entries(counted)) {
    console.log(JSON.stringify({ bench: 'tamper', metric: 'accepted', value: accepted, goal: 0, suite, what, tried }))
    if (accepted > 0) process.exitCode = 1
  }
}

function count(text: string, accepts: (text: string) => boolean, step: number): { tried: number; accepted: number } {
  const result = { tried: 0, accepted: 0 }
  for (const altered of alterations(text, 0, step)) {
    result.tried += 1
    try {
      if (accepts(altered.text)) {
        result.accepted += 1
        console.error(`accepted: ${altered.how} at ${altered.at}`)
      }
    } catch {}
  }
  return result
}
