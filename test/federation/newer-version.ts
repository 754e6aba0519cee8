import { z } from 'zod'
import { ItemWithdrawn, letters } from '../../contract/letters.ts'
import type { LetterDefinition } from '../../contract/letters.ts'
import type { App } from '../../server/platform/command.ts'
import { keepEffect } from './line-app.ts'

/** The withdrawal as a program one version on writes it: other names, and who did it in one place. */
const Withdrawn2 = z.object({
  submissionId: z.uuid(),
  ground: z.string(),
  by: z.object({ name: z.string(), at: z.string() }),
})
const Recalled = z.object({ submissionId: z.uuid(), ground: z.string() })

/** Makes this process one version newer: a shape that changed, and a kind that was not there. Returns the way back. */
export function becomeNewer(app: App): () => void {
  const kinds = letters as Record<string, LetterDefinition>
  const [before, handle] = [kinds['item.withdrawn']!, app.letterHandlers['item.withdrawn']!]
  kinds['item.withdrawn'] = {
    version: 2,
    body: Withdrawn2,
    earlier: {
      1: {
        body: ItemWithdrawn,
        lift: ({ submissionId, reason, withdrawnBy, at }: z.infer<typeof ItemWithdrawn>) => ({
          submissionId,
          ground: reason,
          by: { name: withdrawnBy, at },
        }),
      },
    },
  }
  kinds['item.recalled'] = { version: 1, body: Recalled }
  for (const kind of ['item.withdrawn', 'item.recalled'])
    app.letterHandlers[kind] = (cx, letter) => keepEffect(cx, letter, (letter.body as { ground: string }).ground)
  return () => {
    kinds['item.withdrawn'] = before
    delete kinds['item.recalled']
    app.letterHandlers['item.withdrawn'] = handle
    delete app.letterHandlers['item.recalled']
  }
}
