import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { headRevision, listRevisions } from '../documents/index.ts'
import { sendLetter } from '../exchange/index.ts'
import type { Actor } from '../platform/access.ts'
import { newId } from '../platform/ids.ts'
import { openHandling } from './open.ts'
import { receive } from './receive.ts'
import { reject } from './reject.ts'
import { deskWorld } from './testing.ts'

let world: World
let desk: Awaited<ReturnType<typeof deskWorld>>
let editor: Actor
beforeAll(async () => {
  world = await newWorld()
  desk = await deskWorld(world)
  editor = await world.person('editor', '140100')
})
afterAll(() => world.close())

const row = (id: string) => world.db.selectFrom('handling').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('an item arrives: its text is sealed with the digest that was signed, and the wait for the receipt begins', async () => {
  const letter = desk.letter('140105', { title: '小店区推进老旧小区改造' })
  const id = await desk.arrive({ title: '小店区推进老旧小区改造', submissionId: letter.submissionId })
  const text = await world.asReader(editor, (cx) => headRevision(cx, id))
  expect(text).toMatchObject({ number: 1, title: '小店区推进老旧小区改造', digest: letter.digest })
  expect(await row(id)).toMatchObject({
    status: 'arrived',
    source_unit_name: '小店区人民政府办公室',
    due_at: new Date('2026-03-02T09:00:00.000Z'),
    channel: 'system',
    urgency_hours: 72,
  })
  expect((await world.events(id)).map((event) => event.kind)).toEqual(['handling.arrived'])
})

test('the same letter twice is one item', async () => {
  const submissionId = newId()
  const first = await desk.arrive({ submissionId })
  expect(await desk.arrive({ submissionId })).toBe(first)
  expect(await world.asReader(editor, (cx) => listRevisions(cx, first))).toHaveLength(1)
})

describe('what was not signed so is not taken in', () => {
  const forged = bodyFromText('一季度新增就业三万人。')
  const signed = (submissionId = newId()) => ({
    submissionId,
    statement: desk.letter('140105', { submissionId }).signOff.statement,
  })
  test.each<[string, () => Parameters<typeof desk.arrive>[0], string]>([
    ['one character of the text was changed', () => ({ change: { body: forged } }), 'handling.tampered'],
    ['the title was changed', () => ({ change: { title: '小店区稳岗就业成效显著' } }), 'handling.tampered'],
    [
      'the statement was made to fit the changed text',
      () => {
        const { submissionId, statement } = signed()
        const good = desk.letter('140105', { submissionId, body: forged })
        return {
          submissionId,
          body: forged,
          change: { signOff: { ...good.signOff, statement: { ...statement, digest: good.digest } } },
        }
      },
      'handling.tampered',
    ],
    [
      'the signer was changed',
      () => {
        const { submissionId } = signed()
        const good = desk.letter('140105', { submissionId })
        return {
          submissionId,
          change: { signOff: { ...good.signOff, statement: { ...good.signOff.statement, signerName: '别人' } } },
        }
      },
      'handling.tampered',
    ],
    [
      'another key witnessed it',
      () => ({ change: { signOff: { ...desk.letter('140105', {}).signOff, keyId: '0123456789abcdef' } } }),
      'handling.unknown_key',
    ],
    [
      'another unit signed it',
      () => {
        const submissionId = newId()
        return { submissionId, change: { signOff: desk.letter('140106', { submissionId }).signOff } }
      },
      'handling.not_signed_by_unit',
    ],
    [
      'it is the sign-off of another item',
      () => ({ change: { submissionId: newId() } }),
      'handling.not_signed_by_unit',
    ],
    ['the text carries a secrecy mark', () => ({ text: '机密★1年\n关于……' }), 'handling.secrecy_mark'],
    [
      'the classification is none of ours',
      () => ({ change: { classificationCode: 'topSecret' } }),
      'catalogue.unknown_value',
    ],
    ['the urgency is none of ours', () => ({ change: { urgencyCode: 'whenever' } }), 'catalogue.unknown_value'],
    ['the receiver has no desk', () => ({ to: '140000-B01' as const }), 'letter.unknown_receiver'],
  ])('%s', async (_reason, arrival, code) => {
    const before = await world.db.selectFrom('handling').select('id').execute()
    await expect(desk.arrive(arrival())).rejects.toMatchObject({ code })
    expect(await world.db.selectFrom('handling').select('id').execute()).toHaveLength(before.length)
  })

  test('a key that is not this node’s is refused even when its signature is good', async () => {
    const other = await newWorld()
    const foreign = (await deskWorld(other)).letter('140105', {})
    const good = desk.letter('140105', { submissionId: foreign.submissionId })
    const { keyId, publicKeyPem } = foreign.signOff
    await other.close()
    await expect(
      desk.arrive({
        submissionId: foreign.submissionId,
        change: { signOff: { ...good.signOff, keyId, publicKeyPem } },
      }),
    ).rejects.toMatchObject({ code: 'handling.unknown_key' })
  })
})

test('rejected and sent again: the item is open anew, the new text on the old one, unread', async () => {
  const submissionId = newId()
  const id = await desk.arrive({ submissionId })
  await world.as(editor, (cx) => openHandling(cx, { id }))
  await world.as(editor, (cx) =>
    reject(cx, { id, reasonCode: 'thin', reasonText: '缺少数据', advice: '补充数据', mayResend: true }),
  )
  expect(await desk.arrive({ submissionId, text: '一季度新增就业3126人，同比增长8.2%。' })).toBe(id)
  expect(await row(id)).toMatchObject({ status: 'arrived', reason_code: null, received_at: null, decided_at: null })
  expect(await world.asReader(editor, (cx) => listRevisions(cx, id))).toMatchObject([{ number: 1 }, { number: 2 }])
  expect((await world.as(editor, (cx) => openHandling(cx, { id }))).text.body).toEqual(
    bodyFromText('一季度新增就业3126人，同比增长8.2%。'),
  )
  expect((await world.events(id)).map((event) => event.kind)).toContain('handling.resent')
})

test('sent again while the office still works on it: the new text lies on top and the work goes on', async () => {
  const submissionId = newId()
  const id = await desk.arrive({ submissionId })
  await world.as(editor, (cx) => openHandling(cx, { id }))
  await desk.arrive({ submissionId, text: '更正：新增就业三千一百人。', title: '更正' })
  expect(await row(id)).toMatchObject({ status: 'received', title: '更正' })
  expect(await world.asReader(editor, (cx) => listRevisions(cx, id))).toHaveLength(2)
  expect(
    await world.db.selectFrom('handling_read').select('person_id').where('handling_id', '=', id).execute(),
  ).toEqual([])
})

describe('撤回', () => {
  const withdraw = async (submissionId: string) =>
    world.as(await desk.reporter('140105'), (cx) =>
      sendLetter(cx, {
        kind: 'item.withdrawn',
        fromUnitId: world.unit('140105').id,
        toUnitId: world.unit('140100').id,
        objectId: submissionId,
        body: { submissionId, reason: '数据有误', withdrawnBy: '王信息', at: cx.now.toISOString() },
      }),
    )

  test('before the receipt the item goes', async () => {
    const submissionId = newId()
    const id = await desk.arrive({ submissionId })
    await withdraw(submissionId)
    expect(await desk.status(id)).toBe('withdrawn')
    await expect(world.as(editor, (cx) => receive(cx, { id }))).rejects.toMatchObject({ code: 'handling.wrong_state' })
  })
  test('after the receipt the sender’s act fails with who has it', async () => {
    const submissionId = newId()
    const id = await desk.arrive({ submissionId })
    await world.as(editor, (cx) => receive(cx, { id }))
    await expect(withdraw(submissionId)).rejects.toMatchObject({
      code: 'handling.already_received',
      data: { officeName: '太原市人民政府办公室', receivedByName: editor.name },
    })
    expect(await desk.status(id)).toBe('received')
  })
})
