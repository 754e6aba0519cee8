import type { Cx } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { loadHandling } from './load-handling.ts'
import { happened } from './move-handling.ts'
import { mayComment } from './rules/life.ts'
import { tellSource } from './tell-source.ts'

/** 共享: other units may see it, on a recorded ground (先审查、后公开); or no longer. */
export async function share(cx: Cx, input: { id: string; shared: boolean; ground: string }) {
  const handling = await loadHandling(cx, input.id, 'handling.edit', { lock: true })
  if (!mayComment(handling.status))
    throw new Refusal('handling.wrong_state', { status: handling.status, action: 'share' })
  if (handling.is_shared === input.shared) return happened(cx, handling)
  await cx.db
    .updateTable('handling')
    .set({
      is_shared: input.shared,
      shared_at: input.shared ? cx.now : null,
      shared_by_name: input.shared ? cx.actor.name : null,
      shared_ground: input.shared ? input.ground : null,
      version: handling.version + 1,
      updated_at: cx.now,
    })
    .where('id', '=', handling.id)
    .execute()
  await cx.record(
    input.shared ? 'handling.shared' : 'handling.unshared',
    { id: handling.id, unitId: handling.office_id },
    { title: handling.title, ground: input.ground },
  )
  if (input.shared) await tellSource(cx, handling, 'shared')
  cx.tell('desk', handling.office_id)
  return happened(cx, handling)
}
