import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { sendLetter } from './index.ts'

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
