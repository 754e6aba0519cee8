import { Forged } from '../suites/suite.ts'
import { envelopeLimit } from './envelope.ts'

/** Envelopes in one frame; `largestFrame` of rules/sender.ts asks for no more. */
const most = 256

/** Consecutive envelopes of a line: the body of a request, a message of a broker, a file carried by hand. */
export const joinFrame = (envelopes: readonly string[]): string => envelopes.join('\n\n')

/** Refuses what is too long or too much before looking inside. */
export function splitFrame(frame: string): string[] {
  if (frame.length > envelopeLimit + 2) throw new Forged('size')
  if (frame === '') return []
  const envelopes = frame.split('\n\n', most + 1)
  if (envelopes.length > most) throw new Forged('size')
  return envelopes
}
