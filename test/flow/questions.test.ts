import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { insideClient } from '../../server/inside-client.ts'
import type { InsideClient } from '../../server/inside-client.ts'
import type { Actor } from '../../server/platform/access.ts'
import { newWorld } from '../world.ts'
import type { World } from '../world.ts'
import { draft, signAndSend } from './road.ts'

/** 核实: an editor asks, the unit answers, both see it; nobody else does. */
let world: World
let editor: InsideClient
let writer: InsideClient
let reporter: Actor
let id: string
let handlingId: string
beforeAll(async () => {
  world = await newWorld()
  const as = async (role: Parameters<World['person']>[0], unit: Parameters<World['person']>[1]) =>
    insideClient(world.app, await world.person(role, unit))
  reporter = await world.person('reporter', '140105')
  writer = insideClient(world.app, reporter)
  editor = await as('editor', '140100')
  const people = {
    reporter: writer,
    reviewer: await as('reviewer', '140105'),
    secrecy: await as('secrecyReviewer', '140105'),
    signer: await as('deputySigner', '140105'),
    authorName: '李娟',
  }
  id = await draft(people, {
    title: '小店区稳岗情况',
    body: bodyFromText('新增就业三千人，其中高校毕业生一千二百人。'),
  })
  await signAndSend(people, id)
  const inbox = await editor.desk.inbox({})
  handlingId = inbox.items[0]!.id
  await editor.desk.open({ id: handlingId })
})
afterAll(() => world.close())

test('the question waits for whoever writes for the unit, and the answer stands beside it at the desk', async () => {
  const asked = await editor.desk.comment({
    id: handlingId,
    text: '一千二百人的口径？',
    forSource: true,
    asksAnswer: true,
  })
  expect(asked).toMatchObject({ asksAnswer: true, answer: null })
  const waiting = async () =>
    (await writer.home.tasks()).groups.find((group) => group.kind === 'submission.toAnswer')?.items ?? []
  expect(await waiting()).toMatchObject([{ id, from: '太原市人民政府办公室' }])
  const item = await writer.submissions.get({ id })
  expect(item.questions).toMatchObject([{ text: '一千二百人的口径？', answer: null, mayAnswer: true }])

  await writer.submissions.answerQuestion({ id, questionId: asked.id, text: '截至2月底签订劳动合同的人数。' })
  expect(await waiting()).toEqual([])
  const { comments } = await editor.desk.handling({ id: handlingId })
  expect(comments).toMatchObject([
    { id: asked.id, answer: { text: '截至2月底签订劳动合同的人数。', authorName: reporter.name } },
  ])
  expect((await writer.submissions.life({ id })).lines.map((line) => line.kind)).toContain('question')
})

test('it is answered once, and not by a neighbour', async () => {
  const [question] = (await writer.submissions.get({ id })).questions
  const again = { id, questionId: question!.id, text: '再答一次' }
  await expect(writer.submissions.answerQuestion(again)).rejects.toMatchObject({ code: 'submission.question_answered' })
  const neighbour = insideClient(world.app, await world.person('reporter', '140106'))
  await expect(neighbour.submissions.answerQuestion(again)).rejects.toMatchObject({ code: 'not_found' })
})

test('the one who signs reads the question and does not answer it', async () => {
  await editor.desk.comment({ id: handlingId, text: '请再核实总数。', forSource: true, asksAnswer: true })
  const signer = insideClient(world.app, await world.person('deputySigner', '140105'))
  const question = (await signer.submissions.get({ id })).questions.at(-1)!
  expect(question.mayAnswer).toBe(false)
  await expect(
    signer.submissions.answerQuestion({ id, questionId: question.id, text: '三千零五人' }),
  ).rejects.toMatchObject({ code: 'not_permitted' })
})
