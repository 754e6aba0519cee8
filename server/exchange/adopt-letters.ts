import type { Cx } from '../platform/command.ts'
import type { Link } from './rules/line.ts'
import { keepLetter } from './send-letter.ts'
import type { LetterContent } from './letter-content.ts'

/**
 * Own letters come back from the other node after this one was restored from a backup: those still waiting here get the number they
 * had, and letters that the backup does not know are written into its record again. `contents`: by number, as the other node gave them.
 */
export async function adoptLetters(
  cx: Cx,
  nodeId: string,
  links: Link[],
  contents: Map<number, string>,
): Promise<void> {
  for (const link of links) {
    const sealed = {
      seq: link.seq,
      epoch: link.epoch,
      object_number: link.objectNumber,
      hash: link.hash,
      acked_at: cx.now,
      sealed_at: cx.now,
      ready: true,
    }
    const waiting = await cx.db
      .updateTable('outbox')
      .set(sealed)
      .where('node_id', '=', nodeId)
      .where('letter_id', '=', link.id)
      .where('seq', 'is', null)
      .returning('position')
      .executeTakeFirst()
    if (waiting) continue
    const text = contents.get(link.seq)
    if (!text) continue
    const { letter, files } = JSON.parse(text) as LetterContent
    const there = await cx.db.selectFrom('letter').select('id').where('id', '=', link.id).executeTakeFirst()
    if (!there)
      await keepLetter(
        cx,
        { ...letter, fileIds: files.map((file) => file.id), writtenAt: new Date(letter.writtenAt), viaNodeId: null },
        { delivered: true },
      )
    await cx.db
      .insertInto('outbox')
      .values({
        letter_id: link.id,
        node_id: nodeId,
        priority: 1,
        object_id: letter.objectId,
        queued_at: letter.writtenAt,
        ...sealed,
      })
      .execute()
    await cx.record(
      'letter.recovered',
      { id: link.id, unitId: letter.fromUnitId },
      { kind: letter.kind, objectId: letter.objectId, seq: link.seq },
    )
  }
}
