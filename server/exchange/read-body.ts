import type { z } from 'zod'
import type { LetterDefinition } from '../../contract/letters.ts'

/**
 * The body of a letter in today's shape. One from a node of an earlier version is read by the shape of its time and lifted;
 * what is not in the shape is left out.
 */
export function readBody(known: LetterDefinition, version: number, body: unknown): z.ZodSafeParseResult<unknown> {
  if (version === known.version) return known.body.safeParse(body)
  const { body: shape, lift } = known.earlier![version]!
  const before = shape.safeParse(body)
  return before.success ? known.body.safeParse(lift(before.data as never)) : before
}
