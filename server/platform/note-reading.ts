import type { RequestContext } from './api.ts'

/** 公开 and 内部 are everyday reading; whatever stands above them (工作秘密 and an office's own marks) is marked content. */
const everyday = new Set(['open', 'internal'])
const sameSittingMs = 10 * 60_000

export interface Shown {
  id: string
  classificationCode: string
}

/**
 * Who read marked content, and when, is recorded before it goes out (SEC-08, SEC-10): no record, no text. A page that fetches the same
 * text again within ten minutes is the same reading. These records are the auditor's; life lines do not show them.
 */
export async function noted<T extends Shown>(
  context: RequestContext,
  kind: `${string}.viewed`,
  unitOf: (shown: T) => string,
  reading: Promise<T>,
): Promise<T> {
  const shown = await reading
  if (everyday.has(shown.classificationCode)) return shown
  await context.run(async (cx) => {
    const lately = await cx.db
      .selectFrom('event')
      .select('id')
      .where('subject_id', '=', shown.id)
      .where('kind', '=', kind)
      .where('actor_id', '=', cx.actor.personId)
      .where('at', '>', new Date(cx.now.getTime() - sameSittingMs))
      .limit(1)
      .executeTakeFirst()
    if (!lately)
      await cx.record(
        kind,
        { id: shown.id, unitId: unitOf(shown) },
        { classificationCode: shown.classificationCode, address: context.address },
      )
  })
  return shown
}
