import { sql } from 'kysely'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'

/**
 * Puts a letter into the outbox of a line; it leaves when this transaction has committed. Its number on the line is given later,
 * to rows everybody can see. A letter with files waits until the other node has them, and later letters about the same object wait behind it.
 */
export async function queueLetter(cx: Cx, letter: ReceivedLetter, nodeId: string, priority: number): Promise<void> {
  await cx.db
    .updateTable('outbox') // an earlier letter about the same object becomes as urgent, so that it still leaves first
    .set({ priority })
    .where('node_id', '=', nodeId)
    .where('object_id', '=', letter.objectId)
    .where('seq', 'is', null)
    .where('priority', '>', priority)
    .execute()
  await cx.db
    .insertInto('outbox')
    .values({
      letter_id: letter.id,
      node_id: nodeId,
      priority,
      object_id: letter.objectId,
      ready: letter.fileIds.length === 0,
      queued_at: cx.now,
    })
    .execute()
  if (letter.fileIds.length > 0) {
    await cx.db
      .insertInto('blob')
      .values(
        letter.fileIds.map((fileId) => ({
          id: newId(),
          node_id: nodeId,
          letter_id: letter.id,
          file_id: fileId,
        })),
      )
      .execute()
    await wakeLine(cx, `files ${nodeId}`)
  }
  await wakeLine(cx, nodeId)
}

/** Wakes whoever serves the line, in whichever process, after the commit; `files ` before its id: whoever moves its files. */
export const wakeLine = (cx: Pick<Cx, 'db'>, name: string) => sql`select pg_notify('line', ${name})`.execute(cx.db)
