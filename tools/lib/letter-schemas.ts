import { z } from 'zod'
import { letters } from '../../contract/letters.ts'
import type { LetterDefinition } from '../../contract/letters.ts'

/** A kind of letter in one version, as docs/protocol/letters has it: 'item.sent.v1'. */
export interface LetterShape {
  name: string
  body: z.ZodType
}

/** Every kind of letter in every version that this program reads. */
export const letterShapes = (): LetterShape[] =>
  Object.entries(letters as Record<string, LetterDefinition>).flatMap(([kind, { version, body, earlier = {} }]) => [
    ...Object.entries(earlier).map(([number, shape]) => ({ name: `${kind}.v${number}`, body: shape.body })),
    { name: `${kind}.v${version}`, body },
  ])

/** JSON Schema of a letter's body, for whoever writes or reads letters with other programs. */
export const letterSchema = ({ name, body }: LetterShape): Record<string, unknown> => ({
  $id: `zhengxin:letter:${name}`,
  ...z.toJSONSchema(body, { io: 'input', reused: 'ref' }),
})
