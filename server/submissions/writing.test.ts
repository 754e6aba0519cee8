import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { createSubmission } from './create.ts'
import { discard, restore } from './discard.ts'
import { listSubmissions } from './list.ts'
import { getReadiness } from './readiness.ts'
import { returnToAuthor } from './return-to-author.ts'
import { saveDetails } from './save-details.ts'
import { saveSubmissionText } from './save-text.ts'
import { reportSecretMark } from './secrecy.ts'
import { getSubmission } from './show.ts'
import { situation } from './situation.test-help.ts'
import { submitForReview } from './submit-for-review.ts'
import { compareTextsOf } from './texts.ts'
import { getLife } from './life.ts'

let world: World
let office: Awaited<ReturnType<typeof situation>>
beforeAll(async () => {
  world = await newWorld()
  office = await situation(world)
})
afterAll(() => world.close())

const body = bodyFromText('正文一段。')

describe('拟稿', () => {
  test('creating twice with the same id is the same draft', async () => {
    const id = newId()
    const first = await world.as(office.reporter, (cx) => createSubmission(cx, { id, title: '甲', body }))
    const second = await world.as(office.reporter, (cx) => createSubmission(cx, { id, title: '乙', body }))
    expect(second).toMatchObject({ id, title: '甲', text: { title: '甲', version: 1 } })
    expect(first.receivers).toEqual([{ id: world.unit('140100').id, name: world.unit('140100').name }])
    expect(first.actions).toEqual(['edit', 'submitForReview', 'discard'])
    expect(await world.events(id)).toHaveLength(1)
  })

  test('two tabs at the same moment make one draft', async () => {
    const id = newId()
    const both = await Promise.all(
      [1, 2].map(() => world.as(office.reporter, (cx) => createSubmission(cx, { id, title: '', body }))),
    )
    expect(both.map((item) => item.id)).toEqual([id, id])
  })

  test('an id that somebody else used is refused and shows nothing', async () => {
    const id = newId()
    await world.as(office.reporter, (cx) => createSubmission(cx, { id, title: '甲', body }))
    await expect(
      world.as(office.reviewer, (cx) => createSubmission(cx, { id, title: '乙', body })),
    ).rejects.toMatchObject({ code: 'submission.id_taken' })
  })

  test('another county sees nothing of it, by id or in a list', async () => {
    const { id } = await office.item('draft')
    const stranger = await world.person('reporter', '140106')
    await expect(world.asReader(stranger, (cx) => getSubmission(cx, { id }))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(world.as(stranger, (cx) => submitForReview(cx, { id }))).rejects.toMatchObject({ code: 'not_found' })
    const list = await world.asReader(stranger, (cx) =>
      listSubmissions(cx, { scope: 'unit', sort: '-updated', limit: 50 }),
    )
    expect(list.items).toEqual([])
  })
})

describe('保存', () => {
  test('a stale version is refused with who and when, and nothing is overwritten', async () => {
    const { id } = await office.item('draft')
    const save = (title: string, baseVersion: number) =>
      world.as(office.reporter, (cx) => saveSubmissionText(cx, { id, title, body, baseVersion }))
    expect(await save('第一稿', 1)).toMatchObject({ version: 2 })
    await expect(save('旧页面', 1)).rejects.toMatchObject({
      code: 'text.stale',
      data: { version: 2, authorName: office.reporter.name, updatedAt: '2026-03-02T01:00:00.000Z' },
    })
    expect((await office.look(id)).text.title).toBe('第一稿')
  })

  test('the title in lists follows the text', async () => {
    const { id } = await office.item('draft')
    await world.as(office.reporter, (cx) => saveSubmissionText(cx, { id, title: '新标题', body, baseVersion: 1 }))
    expect(await office.look(id)).toMatchObject({ title: '新标题', characters: 5 })
  })

  test('details carry their version; what was not given stays', async () => {
    const { id, version } = await office.item('draft')
    const saved = await world.as(office.reporter, (cx) =>
      saveDetails(cx, { id, version, genreCode: 'news', keywords: ['春耕', '春耕', '农业'] }),
    )
    expect(saved).toMatchObject({
      categoryCode: 'keyWork',
      genreCode: 'news',
      keywords: ['春耕', '农业'],
      version: version + 1,
    })
    await expect(
      world.as(office.reporter, (cx) => saveDetails(cx, { id, version, genreCode: 'brief' })),
    ).rejects.toMatchObject({ code: 'stale', data: { by: office.reporter.name } })
    expect(
      (await world.as(office.reporter, (cx) => saveDetails(cx, { id, version: version + 1, genreCode: null })))
        .genreCode,
    ).toBeNull()
  })

  test.each([
    ['a category nobody knows', { categoryCode: 'weather' }, 'catalogue.unknown_value'],
    ['a 密级 of a secret network', { classificationCode: 'secret' }, 'catalogue.unknown_value'],
    ['a file nobody uploaded', { fileIds: [newId()] }, 'file.not_attached'],
  ])('%s is refused', async (_what, details, code) => {
    const { id, version } = await office.item('draft')
    await expect(world.as(office.reporter, (cx) => saveDetails(cx, { id, version, ...details }))).rejects.toMatchObject(
      { code },
    )
  })

  test('it is not sent sideways or down', async () => {
    const { id, version } = await office.item('draft')
    const receiverIds = [world.unit('140200').id]
    await expect(
      world.as(office.reporter, (cx) => saveDetails(cx, { id, version, receiverIds })),
    ).rejects.toMatchObject({ code: 'submission.receiver_not_above' })
  })

  test('a text with a 密级 mark is not kept here, and the attempt is reported once', async () => {
    const { id } = await office.item('draft')
    const marked = bodyFromText('机密★1年\n关于某项工作的情况')
    await expect(
      world.as(office.reporter, (cx) => saveSubmissionText(cx, { id, title: '甲', body: marked, baseVersion: 1 })),
    ).rejects.toMatchObject({ code: 'submission.secret_mark', data: { mark: '机密★1年' } })
    await expect(
      world.as(office.reporter, (cx) => createSubmission(cx, { id: newId(), title: '（秘密）甲', body })),
    ).rejects.toMatchObject({ code: 'submission.secret_mark' })
    expect(JSON.stringify(await office.look(id))).not.toContain('机密')
    for (const _ of [1, 2]) await world.as(office.reporter, (cx) => reportSecretMark(cx, id))
    expect((await world.events(id)).filter((event) => event.kind === 'submission.secret_mark_stopped')).toEqual([
      { kind: 'submission.secret_mark_stopped', data: {} },
    ])
  })
})

describe('送审', () => {
  test('what is missing is named, and nothing moves', async () => {
    const id = newId()
    await world.as(office.reporter, (cx) => createSubmission(cx, { id, title: '题'.repeat(101) }))
    await expect(world.as(office.reporter, (cx) => submitForReview(cx, { id }))).rejects.toMatchObject({
      code: 'submission.incomplete',
      data: { missing: ['titleLength', 'body', 'category'] },
    })
    expect((await office.look(id)).status).toBe('draft')
    expect(await world.asReader(office.reporter, (cx) => getReadiness(cx, { id }))).toMatchObject({
      missing: ['titleLength', 'body', 'category'],
      secretMark: null,
    })
  })

  test('the clock of the review starts by urgency, and the author can no longer write', async () => {
    const item = await office.item('inReview', { urgencyCode: 'urgent' })
    expect(item).toMatchObject({ status: 'inReview', dueAt: '2026-03-02T03:00:00.000Z', actions: [] })
    await expect(
      world.as(office.reporter, (cx) =>
        saveSubmissionText(cx, { id: item.id, title: 'x', body, baseVersion: item.text.version }),
      ),
    ).rejects.toMatchObject({ code: 'not_permitted' })
  })

  test('research without its parts is only warned about (第十一条)', async () => {
    const { id, version } = await office.item('draft', { text: '当前情况总体平稳。' })
    await world.as(office.reporter, (cx) => saveDetails(cx, { id, version, categoryCode: 'research' }))
    const { warnings, submission } = await world.as(office.reporter, (cx) => submitForReview(cx, { id }))
    expect(submission.status).toBe('inReview')
    expect(warnings.missingParts).toEqual(['problem', 'analysis', 'advice'])
  })

  test('a likely double is shown with its fate, within 30 days and not for its own follow-up', async () => {
    const title = '小店区全面推行河湖长制工作成效明显'
    const earlier = await office.item('inReview', { title })
    const { id } = await office.item('draft', { title: '小店区全面推行河湖长制工作取得成效' })
    const similar = async () => (await world.asReader(office.reporter, (cx) => getReadiness(cx, { id }))).similar
    expect(await similar()).toMatchObject([{ id: earlier.id, title, status: 'inReview' }])
    await world.db
      .updateTable('submission')
      .set({ created_at: '2026-01-15T00:00:00Z' })
      .where('id', '=', earlier.id)
      .execute()
    expect(await similar()).toEqual([])
  })
})

describe('审核', () => {
  test('the reviewer’s changes are traces against the author’s text', async () => {
    const item = await office.item('inReview', { text: '春耕工作有序推进。' })
    const edited = bodyFromText('春耕备耕工作有序推进。')
    await world.as(office.reviewer, (cx) =>
      saveSubmissionText(cx, { id: item.id, title: item.title, body: edited, baseVersion: item.text.version }),
    )
    const { texts } = await world.asReader(office.reporter, (cx) => getLife(cx, { id: item.id }))
    expect(texts.map((text) => text.by)).toEqual([office.reporter.name, office.reviewer.name])
    const compared = await world.asReader(office.reporter, (cx) =>
      compareTextsOf(cx, { id: item.id, before: texts[0]!.ref, after: texts[1]!.ref }),
    )
    expect(compared.blocks[0]).toMatchObject({
      kind: 'changed',
      runs: [
        { op: 'same', text: '春耕' },
        { op: 'insert', text: '备耕' },
        { op: 'same', text: '工作有序推进。' },
      ],
    })
  })

  test('returned with a reason from the list; the author reads it and submits again', async () => {
    const { id } = await office.item('inReview')
    const act = (reasonCode: string) =>
      world.as(office.reviewer, (cx) => returnToAuthor(cx, { id, reasonCode, text: '请补充面积数据' }))
    await expect(act('mood')).rejects.toMatchObject({ code: 'catalogue.unknown_value' })
    expect(await act('facts')).toMatchObject({ status: 'returned', returnReason: '事实或数据待核实：请补充面积数据' })
    const { submission } = await world.as(office.reporter, (cx) => submitForReview(cx, { id }))
    expect(submission).toMatchObject({ status: 'inReview', returnReason: null })
  })

  test('a text of somebody else’s item is not read through mine', async () => {
    const [mine, other] = [await office.item('draft'), await office.item('draft')]
    const ref = `revision:${other.text.revisionId}`
    await expect(
      world.asReader(office.reporter, (cx) => compareTextsOf(cx, { id: mine.id, before: ref, after: ref })),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('回收站: a draft is thrown away and taken back; only its writer finds it', async () => {
  const { id } = await office.item('draft')
  await world.as(office.reporter, (cx) => discard(cx, { id }))
  await expect(office.look(id, office.reviewer)).rejects.toMatchObject({ code: 'not_found' })
  const bin = await world.asReader(office.reporter, (cx) =>
    listSubmissions(cx, { scope: 'discarded', sort: '-updated', limit: 50 }),
  )
  expect(bin.items.map((item) => item.id)).toEqual([id])
  expect((await world.as(office.reporter, (cx) => restore(cx, { id }))).status).toBe('draft')
  const sent = await office.item('sent')
  await expect(world.as(office.reporter, (cx) => discard(cx, { id: sent.id }))).rejects.toMatchObject({
    code: 'submission.wrong_state',
  })
})
