import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { sendLetter } from './index.ts'
import { commitSender, newLine } from './line-state.ts'
import { queueLetter } from './queue-letter.ts'
import { newSender } from './rules/line.ts'
import { keepLetter } from './send-letter.ts'

let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

test('twenty letters about one object at the same moment are numbered 1 to 20, none is lost', async () => {
  const editor = await world.person('editor', '140100')
  const submissionId = newId()
  const [city, county] = [world.unit('140100'), world.unit('140105')]
  const comment = (text: string) =>
    world.as(editor, (cx) =>
      sendLetter(cx, {
        kind: 'item.comment',
        fromUnitId: city.id,
        toUnitId: county.id,
        objectId: submissionId,
        body: {
          submissionId,
          commentId: newId(),
          asksAnswer: false,
          officeId: city.id,
          officeName: city.name,
          authorName: editor.name,
          text,
          at: cx.now.toISOString(),
        },
      }),
    )
  await Promise.all(Array.from({ length: 20 }, (_, n) => comment(`第${n}条点评`)))
  const letters = await world.db
    .selectFrom('letter')
    .select('object_number')
    .where('object_id', '=', submissionId)
    .orderBy('object_number')
    .execute()
  expect(letters.map((letter) => letter.object_number)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
})

test('a letter to a unit that has ended is refused, and nothing of the act stays', async () => {
  const editor = await world.person('editor', '140100')
  const objectId = newId()
  await expect(
    world.as(editor, (cx) =>
      sendLetter(cx, {
        kind: 'item.withdrawn',
        fromUnitId: editor.unitId,
        toUnitId: newId(),
        objectId,
        body: { submissionId: objectId, reason: '改稿', withdrawnBy: editor.name, at: cx.now.toISOString() },
      }),
    ),
  ).rejects.toMatchObject({ code: 'letter.unknown_receiver' })
  expect(await world.db.selectFrom('letter').select('id').where('object_id', '=', objectId).execute()).toEqual([])
})

test('after a restore letters get their numbers anew: an ordinary one still leaves before a later urgent one about the same object', async () => {
  const editor = await world.person('editor', '140100')
  const [city, county] = [world.unit('140100'), world.unit('140105')]
  const nodeId = newId()
  const at = new Date()
  await world.db
    .insertInto('node')
    .values({ id: nodeId, role: 'lower', state: 'revoked', code: '140105', name: '', fingerprint: '', enrolled_at: at })
    .execute()
  await world.db
    .insertInto('line')
    .values({ node_id: nodeId, ...newLine() })
    .execute()
  const objectId = newId()
  const write = (objectNumber: number, priority: number) =>
    world.as(editor, async (cx) => {
      const letter = { id: newId(), kind: 'item.withdrawn', version: 1, fromUnitId: city.id, toUnitId: county.id }
      const written = { ...letter, objectId, objectNumber, body: {}, fileIds: [], writtenAt: at, viaNodeId: null }
      await keepLetter(cx, written, { delivered: false })
      await queueLetter(cx, written, nodeId, priority)
    })
  await write(1, 1)
  await world.db.updateTable('outbox').set({ seq: 1 }).where('node_id', '=', nodeId).execute() // it has its number
  await write(2, 0)
  await world.as(editor, (cx) => commitSender(cx, nodeId, newSender(), [{ do: 'unseal', above: 0 }]))
  const rows = await world.db
    .selectFrom('outbox')
    .innerJoin('letter', 'letter.id', 'outbox.letter_id')
    .select('letter.object_number as number')
    .where('node_id', '=', nodeId)
    .orderBy('priority')
    .orderBy('position')
    .execute()
  expect(rows.map((row) => row.number)).toEqual([1, 2])
})
