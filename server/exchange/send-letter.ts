import { sql } from 'kysely'
import { letters } from '../../contract/letters.ts'
import type { LetterBody, LetterKind } from '../../contract/letters.ts'
import { onBehalfOfTheSystem } from '../platform/command.ts'
import type { Cx, ReceivedLetter } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import { filesIn } from './files-in.ts'
import { destinationOf } from './nodes.ts'
import { queueLetter } from './queue-letter.ts'

export interface Letter<Kind extends LetterKind> {
  kind: Kind
  fromUnitId: string
  toUnitId: string
  objectId: string
  body: LetterBody<Kind>
  /** 0 leaves before 1, 1 before 2; never before an earlier letter about the same object. */
  priority?: 0 | 1 | 2
}

/**
 * Writes a letter from one unit to another in the transaction of the act it tells of. When the addressee lives on this node, its
 * effect happens here and now, with the same commit: sent, stored and handled are one. Else it waits in the outbox, and
 * `delivered_at` is set when the other node's signed receipt says that its effect is committed there.
 * Refuses with letter.unknown_receiver when no such unit exists today. Returns the letter's id.
 */
export async function sendLetter<Kind extends LetterKind>(cx: Cx, letter: Letter<Kind>): Promise<string> {
  const { version, body: shape } = letters[letter.kind]
  const body = shape.parse(letter.body)
  const receiver = await cx.db
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('id', '=', letter.toUnitId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!receiver) throw new Refusal('letter.unknown_receiver', { unitId: letter.toUnitId })
  const handle = cx.app.letterHandlers[letter.kind]
  if (!handle) throw new Error(`Nobody handles letters of kind ${letter.kind}: wire it in server/wiring.ts.`)
  const elsewhere = await destinationOf(cx, receiver.path)

  const objectNumber = await nextNumber(cx, letter)
  const written: ReceivedLetter = {
    id: newId(), // after the lock of the object, so that ids are in its order too
    kind: letter.kind,
    version,
    fromUnitId: letter.fromUnitId,
    toUnitId: letter.toUnitId,
    objectId: letter.objectId,
    objectNumber,
    body,
    fileIds: await filesOf(cx, body),
    writtenAt: cx.now,
    viaNodeId: null,
  }
  await keepLetter(cx, written, { delivered: !elsewhere })
  if (elsewhere) await queueLetter(cx, written, elsewhere.id, letter.priority ?? 1)
  else await onBehalfOfTheSystem(cx, () => handle(cx, written))
  return written.id
}

/** The attachments and pictures it names travel with it, and have the same ids at the receiver. */
async function filesOf(cx: Cx, body: unknown): Promise<string[]> {
  const named = filesIn(body)
  if (named.length === 0) return []
  const files = await cx.db.selectFrom('stored_file').select('id').where('id', 'in', named).execute()
  return named.filter((id) => files.some((file) => file.id === id))
}

/** The record of the letter at this node. */
export const keepLetter = (cx: Cx, letter: ReceivedLetter, state: { delivered: boolean }) =>
  keepLetters(cx, [letter], state)

/** The same for several, in one statement. */
export async function keepLetters(cx: Cx, letters: ReceivedLetter[], state: { delivered: boolean }): Promise<void> {
  await cx.db
    .insertInto('letter')
    .values(
      letters.map((letter) => ({
        id: letter.id,
        kind: letter.kind,
        version: letter.version,
        from_unit_id: letter.fromUnitId,
        to_unit_id: letter.toUnitId,
        object_id: letter.objectId,
        object_number: letter.objectNumber,
        body: json(letter.body),
        file_ids: letter.fileIds,
        written_at: letter.writtenAt,
        delivered_at: state.delivered ? cx.now : null,
      })),
    )
    .execute()
}

async function nextNumber(cx: Cx, letter: { fromUnitId: string; toUnitId: string; objectId: string }): Promise<number> {
  // two acts may tell of one object at the same moment: the second waits here until the first has committed
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${letter.fromUnitId}>${letter.toUnitId}:${letter.objectId}`}, 0))`.execute(
    cx.db,
  )
  const last = await cx.db
    .selectFrom('letter')
    .select((eb) => eb.fn.max('object_number').as('last'))
    .where('from_unit_id', '=', letter.fromUnitId)
    .where('to_unit_id', '=', letter.toUnitId)
    .where('object_id', '=', letter.objectId)
    .executeTakeFirst()
  return (last?.last ?? 0) + 1
}
