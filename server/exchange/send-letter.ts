import { sql } from 'kysely'
import { letters } from '../../contract/letters.ts'
import type { LetterBody, LetterKind } from '../../contract/letters.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'

/**
 * Writes a letter from one unit to another in the transaction of the act it tells of. The addressee lives on this node,
 * so its effect happens here and now, with the same commit: sent, stored and handled are one.
 * Refuses with letter.unknown_receiver when no such unit exists today. Returns the letter's id.
 */
export async function sendLetter<Kind extends LetterKind>(
  cx: Cx,
  letter: { kind: Kind; fromUnitId: string; toUnitId: string; objectId: string; body: LetterBody<Kind> },
): Promise<string> {
  const { version, body: shape } = letters[letter.kind]
  const body = shape.parse(letter.body)
  const receiver = await cx.db
    .selectFrom('unit')
    .select('id')
    .where('id', '=', letter.toUnitId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!receiver) throw new Refusal('letter.unknown_receiver', { unitId: letter.toUnitId })
  const handle = cx.app.letterHandlers[letter.kind]
  if (!handle) throw new Error(`Nobody handles letters of kind ${letter.kind}: wire it in server/main.ts.`)

  const id = newId()
  await cx.db
    .insertInto('letter')
    .values({
      id,
      kind: letter.kind,
      version,
      from_unit_id: letter.fromUnitId,
      to_unit_id: letter.toUnitId,
      object_id: letter.objectId,
      object_number: await nextNumber(cx, letter),
      body: json(body),
      written_at: cx.now,
      delivered_at: cx.now,
    })
    .execute()
  await handle(cx, {
    id,
    kind: letter.kind,
    version,
    fromUnitId: letter.fromUnitId,
    toUnitId: letter.toUnitId,
    objectId: letter.objectId,
    body,
    writtenAt: cx.now,
  })
  return id
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
