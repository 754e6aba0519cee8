import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { UnitCode } from '../../test/world.ts'
import type { Actor } from '../platform/access.ts'
import {
  findCreditOf,
  loadPieceForAdoption,
  loadPieceText,
  markAdopted,
  markPublished,
  markRecalled,
  markUnadopted,
} from './adoption.ts'
import { comparePiece } from './compare-piece.ts'
import { mergeIntoPiece } from './merge-into-piece.ts'
import { answerPassageComment, commentPassage, openCommentsOf, resolvePassageComment } from './piece-comments.ts'
import { receive } from './receive.ts'
import { savePiece } from './save-piece.ts'
import { sendBack } from './send-back.ts'
import { setSources } from './set-sources.ts'
import { getPiece } from './show-piece.ts'
import { splitPiece } from './split-piece.ts'
import { startEditing } from './start-editing.ts'
import { submitForSecondReview } from './submit-for-second-review.ts'
import { takePassage } from './take-passage.ts'
import { deskWorld } from './testing.ts'

let world: World
let desk: Awaited<ReturnType<typeof deskWorld>>
let editor: Actor
let colleague: Actor
let chief: Actor
beforeAll(async () => {
  world = await newWorld()
  desk = await deskWorld(world)
  editor = await world.person('editor', '140100', { name: '张编辑' })
  colleague = await world.person('editor', '140100', { name: '李编辑' })
  chief = await world.person('chiefEditor', '140100', { name: '王处长' })
})
afterAll(() => world.close())

const received = async (from: UnitCode = '140105', title = '来稿', text = '来稿正文。') => {
  const id = await desk.arrive({ from, title, text })
  await world.as(editor, (cx) => receive(cx, { id }))
  return id
}
const started = async () => {
  const id = await received()
  return { id, ...(await world.as(editor, (cx) => startEditing(cx, { id }))) }
}
const show = (id: string) => world.asReader(editor, (cx) => getPiece(cx, { id }))
const merge = (...sources: [string, 'lead' | 'other'][]) =>
  world.as(editor, (cx) =>
    mergeIntoPiece(cx, { sources: sources.map(([handlingId, role]) => ({ handlingId, role, weight: 1 })) }),
  )
const inReview = async () => {
  const { id, pieceId } = await started()
  await world.as(editor, (cx) =>
    submitForSecondReview(cx, { id: pieceId, baseVersion: 1, publicationId: null, columnId: null }),
  )
  return { id, pieceId }
}

describe('编辑', () => {
  test('the piece starts as the original, sealed as revision 1; the original never changes', async () => {
    const { id, pieceId } = await started()
    expect(await show(pieceId)).toMatchObject({
      status: 'editing',
      editorName: '张编辑',
      text: { number: 1, digest: expect.any(String) },
      sources: [{ handlingId: id, role: 'lead' }],
    })
    await world.as(editor, (cx) =>
      savePiece(cx, { id: pieceId, title: '改题', body: bodyFromText('改过的正文。'), baseVersion: 1 }),
    )
    const piece = await show(pieceId)
    expect(piece).toMatchObject({
      title: '改题',
      text: { number: 2, version: 2 },
      sources: [{ text: { title: '来稿', body: bodyFromText('来稿正文。') } }],
      revisions: [{ number: 1 }, { number: 2, authorName: '张编辑' }],
    })
    const traces = await world.asReader(editor, (cx) => comparePiece(cx, { id: pieceId, handlingId: id }))
    expect(
      traces.blocks[0]!.runs.filter((run) => run.op === 'delete')
        .map((run) => run.text)
        .join(''),
    ).toContain('来')
    expect(await desk.stages(id)).toEqual(['received', 'editing'])
  })
  test('two editors at one item: the second learns who has it', async () => {
    const { id, pieceId } = await started()
    await expect(world.as(colleague, (cx) => startEditing(cx, { id }))).rejects.toMatchObject({
      code: 'handling.in_piece',
      data: { pieceId, editorName: '张编辑' },
    })
  })
  test('two editors on one piece: the later save is refused with who and when, and nothing is overwritten', async () => {
    const { pieceId } = await started()
    await world.as(editor, (cx) =>
      savePiece(cx, { id: pieceId, title: '张改', body: bodyFromText('张的文字'), baseVersion: 1 }),
    )
    await expect(
      world.as(colleague, (cx) =>
        savePiece(cx, { id: pieceId, title: '李改', body: bodyFromText('李的文字'), baseVersion: 1 }),
      ),
    ).rejects.toMatchObject({ code: 'text.stale', data: { version: 2, authorName: '张编辑' } })
    expect((await show(pieceId)).text).toMatchObject({ title: '张改', body: bodyFromText('张的文字') })
    await world.as(colleague, (cx) =>
      savePiece(cx, { id: pieceId, title: '李改', body: bodyFromText('李的文字'), baseVersion: 2 }),
    )
    expect((await show(pieceId)).revisions.map((revision) => revision.authorName)).toEqual([
      '张编辑',
      '张编辑',
      '李编辑',
    ])
  })
  test('at the same moment: one save wins, the other is told', async () => {
    const { pieceId } = await started()
    const saves = [editor, colleague].map((actor) =>
      world.as(actor, (cx) =>
        savePiece(cx, { id: pieceId, title: actor.name, body: bodyFromText(actor.name), baseVersion: 1 }),
      ),
    )
    const results = await Promise.allSettled(saves)
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await show(pieceId)).text.version).toBe(2)
  })
})

describe('合并', () => {
  test('two items of one unit and one of another: sections in order, each unit once in the credit', async () => {
    const [a, b, c] = [
      await received('140105', '小店甲', '甲文'),
      await received('140106', '迎泽乙', '乙文'),
      await received('140105', '小店丙', '丙文'),
    ]
    const { pieceId } = await merge([a, 'lead'], [b, 'other'], [c, 'other'])
    const piece = await show(pieceId)
    expect(piece.title).toBe('小店甲')
    expect(JSON.stringify(piece.text.body).match(/小店甲|甲文|迎泽乙|乙文|小店丙|丙文/g)).toEqual([
      '小店甲',
      '甲文',
      '迎泽乙',
      '乙文',
      '小店丙',
      '丙文',
    ])
    expect(piece.credit).toMatchObject([
      { unitName: '小店区人民政府办公室', role: 'lead', items: 2 },
      { unitName: '迎泽区人民政府办公室', role: 'other', items: 1 },
    ])
    expect(await world.asReader(editor, (cx) => findCreditOf(cx, pieceId))).toEqual(piece.credit)
    expect((await desk.told(b)).at(-1)).toMatchObject({ stage: 'merged', mergedWith: ['小店区人民政府办公室'] })
    expect((await desk.told(a)).at(-1)).toMatchObject({ stage: 'merged', mergedWith: ['迎泽区人民政府办公室'] })
    expect(await desk.status(c)).toBe('editing')
  })
  test('最少选择两项', async () => {
    const id = await received()
    await expect(merge([id, 'lead'])).rejects.toMatchObject({ code: 'piece.select_two' })
    await expect(merge([id, 'lead'], [id, 'other'])).rejects.toMatchObject({ code: 'piece.select_two' })
  })
  test('somebody must lead', async () => {
    await expect(merge([await received(), 'other'], [await received(), 'other'])).rejects.toMatchObject({
      code: 'piece.needs_lead',
    })
  })
  test('what is only arrived is received first', async () => {
    await expect(merge([await received(), 'lead'], [await desk.arrive(), 'other'])).rejects.toMatchObject({
      code: 'handling.wrong_state',
    })
  })
  test('已采用的文章不能合并', async () => {
    const { id, pieceId } = await inReview()
    await world.as(chief, (cx) =>
      markAdopted(cx, pieceId, {
        adoptionId: pieceId,
        publicationName: '太原信息',
        columnName: '要情',
        modeName: '单篇采用',
      }),
    )
    await expect(merge([await received(), 'lead'], [id, 'other'])).rejects.toMatchObject({
      code: 'piece.adopted_cannot_merge',
    })
    await expect(
      world.as(editor, async (cx) =>
        mergeIntoPiece(cx, { pieceId, sources: [{ handlingId: await received(), role: 'other', weight: 1 }] }),
      ),
    ).rejects.toMatchObject({ code: 'piece.adopted_cannot_merge' })
  })
  test('items of two offices are not merged', async () => {
    const both = await world.person('editor', '140000', { reach: 'subtree' })
    const [here, there] = [await desk.arrive(), await desk.arrive({ from: '140100', to: '140000' })]
    for (const id of [here, there]) await world.as(both, (cx) => receive(cx, { id }))
    await expect(
      world.as(both, (cx) =>
        mergeIntoPiece(cx, {
          sources: [
            { handlingId: here, role: 'lead', weight: 1 },
            { handlingId: there, role: 'other', weight: 1 },
          ],
        }),
      ),
    ).rejects.toMatchObject({ code: 'piece.other_office' })
  })
  test('work already done on an item comes along, and comes back when the merge is undone', async () => {
    const [a, b] = [await received('140105', '甲'), await received('140106', '乙')]
    const own = (await world.as(editor, (cx) => startEditing(cx, { id: a }))).pieceId
    await world.as(editor, (cx) =>
      savePiece(cx, { id: own, title: '甲改', body: bodyFromText('编辑过的甲'), baseVersion: 1 }),
    )
    const { pieceId } = await merge([a, 'lead'], [b, 'other'])
    expect(await show(own)).toMatchObject({ status: 'dissolved', actions: [] })
    expect(JSON.stringify((await show(pieceId)).text.body)).toContain('编辑过的甲')

    const { pieceIds } = await world.as(editor, (cx) => splitPiece(cx, { id: pieceId, handlingIds: [] }))
    expect(pieceIds[0]).toBe(own)
    expect(await show(own)).toMatchObject({ status: 'editing', text: { body: bodyFromText('编辑过的甲') } })
    expect(await show(pieceIds[1]!)).toMatchObject({ status: 'editing', sources: [{ handlingId: b }] })
    expect(await show(pieceId)).toMatchObject({ status: 'dissolved' })
    expect(await desk.stages(b)).toEqual(['received', 'merged', 'unmerged'])
  })
  test('a further item joins the piece behind what was written', async () => {
    const { pieceId } = await started()
    const more = await received('140106', '续', '后来的')
    await world.as(editor, (cx) =>
      mergeIntoPiece(cx, { pieceId, sources: [{ handlingId: more, role: 'other', weight: 2 }] }),
    )
    const piece = await show(pieceId)
    expect(JSON.stringify(piece.text.body).match(/来稿正文|后来的/g)).toEqual(['来稿正文', '后来的'])
    expect(piece.sources.map((source) => [source.role, source.weight])).toEqual([
      ['lead', 1],
      ['other', 2],
    ])
  })
  test('an open page that saves after a merge is told, so that the new section is not lost', async () => {
    const { pieceId } = await started()
    const more = await received('140106')
    await world.as(colleague, (cx) =>
      mergeIntoPiece(cx, { pieceId, sources: [{ handlingId: more, role: 'other', weight: 1 }] }),
    )
    await expect(
      world.as(editor, (cx) => savePiece(cx, { id: pieceId, title: '旧', body: bodyFromText('旧'), baseVersion: 1 })),
    ).rejects.toMatchObject({ code: 'text.stale' })
  })
})

describe('选段综合', () => {
  const composed = async () => {
    const [a, b, c] = [
      await received('140105', '小店甲', '小店新增就业三千人。小店其他情况。'),
      await received('140106', '迎泽乙', '迎泽开展专项整治。'),
      await received('140105', '小店丙', '小店又报一事。'),
    ]
    const { pieceId } = await world.as(editor, (cx) =>
      mergeIntoPiece(cx, {
        passages: true,
        sources: [a, b, c].map((handlingId, i) => ({ handlingId, role: i === 0 ? 'lead' : 'other', weight: 1 })),
      }),
    )
    return { pieceId, a, b, c }
  }
  const take = (pieceId: string, handlingId: string, quote: string, role: 'lead' | 'other', weight: number) =>
    world.as(editor, (cx) => takePassage(cx, { id: pieceId, handlingId, quote, role, weight }))

  test('the piece starts empty; each passage keeps its source, and its unit gets role and weight once for all its items', async () => {
    const { pieceId, a, b, c } = await composed()
    expect((await show(pieceId)).text.body).toEqual(bodyFromText(''))
    await take(pieceId, b, '迎泽开展专项整治', 'lead', 3)
    await take(pieceId, c, '小店又报\n一事', 'other', 2)
    await world.as(editor, (cx) =>
      savePiece(cx, { id: pieceId, title: '两区', body: bodyFromText('据报，迎泽开展专项整治。'), baseVersion: 1 }),
    )
    const piece = await show(pieceId)
    expect(piece.credit).toMatchObject([
      { unitName: '迎泽区人民政府办公室', role: 'lead', weight: 3, items: 1 },
      { unitName: '小店区人民政府办公室', role: 'other', weight: 2, items: 2 },
    ])
    expect(piece.sources.map((source) => source.passages.map(({ quote, present }) => [quote, present]))).toEqual([
      [],
      [['迎泽开展专项整治', true]],
      [['小店又报\n一事', false]],
    ])
    await world.as(editor, (cx) => splitPiece(cx, { id: pieceId, handlingIds: [c] }))
    expect((await show(pieceId)).sources.map((source) => source.handlingId)).toEqual([a, b])
  })
  test('what the unit did not write, what is no source, and a piece nobody leads are refused', async () => {
    const { pieceId, a } = await composed()
    await expect(take(pieceId, a, '小店新增就业四千人', 'lead', 1)).rejects.toMatchObject({
      code: 'piece.passage_not_in_source',
      data: { title: '小店甲' },
    })
    await expect(take(pieceId, await received(), '来稿正文', 'other', 1)).rejects.toMatchObject({
      code: 'piece.not_a_source',
    })
    await expect(take(pieceId, a, '小店新增就业', 'other', 1)).rejects.toMatchObject({ code: 'piece.needs_lead' })
    const reviewed = await inReview()
    await expect(take(reviewed.pieceId, reviewed.id, '来稿正文', 'lead', 1)).rejects.toMatchObject({
      code: 'not_permitted',
    })
  })
})

describe('批注', () => {
  const say = (actor: Actor, id: string, quote: string, text: string) =>
    world.as(actor, (cx) => commentPassage(cx, { id, quote, text }))

  test('it holds on to the words: moved they are found, changed it stays and says so; answered and settled', async () => {
    const { pieceId } = await started()
    await world.as(editor, (cx) =>
      savePiece(cx, { id: pieceId, title: '题', body: bodyFromText('新增三千人。\n已整改。'), baseVersion: 1 }),
    )
    const first = (await say(chief, pieceId, '新增三千人', '数据请核')).comments[0]!
    await say(editor, pieceId, '已整改', '补充日期')
    await world.as(colleague, (cx) =>
      answerPassageComment(cx, { id: pieceId, commentId: first.id, text: '已向小店区核实' }),
    )
    await world.as(editor, (cx) =>
      savePiece(cx, { id: pieceId, title: '题', body: bodyFromText('3月已整治。\n近日新增三千人。'), baseVersion: 2 }),
    )
    expect((await show(pieceId)).comments).toMatchObject([
      {
        quote: '新增三千人',
        present: true,
        resolved: null,
        answers: [{ authorName: '李编辑', text: '已向小店区核实' }],
      },
      { quote: '已整改', present: false, resolved: null },
    ])
    expect(await world.asReader(editor, (cx) => openCommentsOf(cx, [pieceId]))).toEqual(new Map([[pieceId, 2]]))
    await world.as(chief, (cx) => resolvePassageComment(cx, { id: pieceId, commentId: first.id, resolved: true }))
    expect((await show(pieceId)).comments[0]).toMatchObject({ resolved: { byName: '王处长' } })
    await expect(
      world.as(editor, (cx) => answerPassageComment(cx, { id: pieceId, commentId: first.id, text: '再说' })),
    ).rejects.toMatchObject({ code: 'piece.comment_resolved', data: { name: '王处长' } })
    await world.as(editor, (cx) => resolvePassageComment(cx, { id: pieceId, commentId: first.id, resolved: false }))
    expect(await world.asReader(editor, (cx) => openCommentsOf(cx, [pieceId]))).toEqual(new Map([[pieceId, 2]]))
  })
  test('words that do not stand there, a comment of another piece and a stranger are refused', async () => {
    const [one, two] = [await started(), await started()]
    await expect(say(editor, one.pieceId, '没有的话', '什么')).rejects.toMatchObject({ code: 'piece.passage_gone' })
    const { comments } = await say(editor, one.pieceId, '来稿正文', '改')
    await expect(
      world.as(editor, (cx) =>
        resolvePassageComment(cx, { id: two.pieceId, commentId: comments[0]!.id, resolved: true }),
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
    const stranger = await world.person('editor', '140105')
    await expect(say(stranger, one.pieceId, '来稿正文', '改')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('解除合并', () => {
  test('one of three leaves, the others close ranks and one of them leads', async () => {
    const [a, b, c] = [await received('140105', '甲'), await received('140106', '乙'), await received('140105', '丙')]
    const { pieceId } = await merge([a, 'lead'], [b, 'other'], [c, 'other'])
    await world.as(editor, (cx) => splitPiece(cx, { id: pieceId, handlingIds: [a] }))
    expect((await show(pieceId)).sources.map((source) => [source.handlingId, source.role])).toEqual([
      [b, 'lead'],
      [c, 'other'],
    ])
  })
  test('a piece of one item is not merged', async () => {
    const { pieceId } = await started()
    await expect(world.as(editor, (cx) => splitPiece(cx, { id: pieceId, handlingIds: [] }))).rejects.toMatchObject({
      code: 'piece.not_merged',
    })
  })
  test('已成刊的文章不能解除合并', async () => {
    const { pieceId } = await merge([await received(), 'lead'], [await received('140106'), 'other'])
    await world.as(editor, (cx) =>
      submitForSecondReview(cx, { id: pieceId, baseVersion: 1, publicationId: null, columnId: null }),
    )
    await expect(world.as(editor, (cx) => splitPiece(cx, { id: pieceId, handlingIds: [] }))).rejects.toMatchObject({
      code: 'piece.wrong_state',
    })
    await world.as(chief, (cx) =>
      markAdopted(cx, pieceId, {
        adoptionId: pieceId,
        publicationName: '太原信息',
        columnName: '要情',
        modeName: '综合采用',
      }),
    )
    await expect(world.as(editor, (cx) => splitPiece(cx, { id: pieceId, handlingIds: [] }))).rejects.toMatchObject({
      code: 'piece.in_issue',
    })
  })
})

describe('来源与权重', () => {
  test('order, roles and weights are set for exactly the sources, one of them leading', async () => {
    const [a, b] = [await received(), await received('140106')]
    const { pieceId } = await merge([a, 'lead'], [b, 'other'])
    const set = (sources: { handlingId: string; role: 'lead' | 'other'; weight: number }[]) =>
      world.as(editor, (cx) => setSources(cx, { id: pieceId, sources }))
    await set([
      { handlingId: b, role: 'lead', weight: 7 },
      { handlingId: a, role: 'other', weight: 3 },
    ])
    expect((await show(pieceId)).credit).toMatchObject([
      { unitName: '迎泽区人民政府办公室', weight: 7 },
      { unitName: '小店区人民政府办公室', weight: 3 },
    ])
    await expect(set([{ handlingId: b, role: 'lead', weight: 1 }])).rejects.toMatchObject({
      code: 'piece.sources_incomplete',
    })
    await expect(
      set([
        { handlingId: b, role: 'other', weight: 1 },
        { handlingId: a, role: 'other', weight: 1 },
      ]),
    ).rejects.toMatchObject({ code: 'piece.needs_lead' })
  })
})

describe('送审 and 退回', () => {
  test('the exact text goes to review; there only the reviewer writes', async () => {
    const { id, pieceId } = await inReview()
    expect(await desk.status(id)).toBe('inSecondReview')
    await expect(
      world.as(editor, (cx) =>
        savePiece(cx, { id: pieceId, title: '再改', body: bodyFromText('再改'), baseVersion: 1 }),
      ),
    ).rejects.toMatchObject({ code: 'not_permitted' })
    await world.as(chief, (cx) =>
      savePiece(cx, { id: pieceId, title: '处长改', body: bodyFromText('处长改'), baseVersion: 1 }),
    )
    expect((await show(pieceId)).revisions.at(-1)).toMatchObject({ authorName: '王处长' })
  })
  test('what changed since the editor looked is not sent', async () => {
    const { pieceId } = await started()
    await world.as(colleague, (cx) =>
      savePiece(cx, { id: pieceId, title: '李改', body: bodyFromText('李'), baseVersion: 1 }),
    )
    await expect(
      world.as(editor, (cx) =>
        submitForSecondReview(cx, { id: pieceId, baseVersion: 1, publicationId: null, columnId: null }),
      ),
    ).rejects.toMatchObject({ code: 'text.stale' })
  })
  test.each([
    ['an empty title', ' ', '正文', 'piece.title_missing'],
    ['a title of 1,000 characters', '长'.repeat(1000), '正文', 'piece.title_too_long'],
    ['an empty text', '标题', '', 'text.empty'],
  ])('%s is not sent', async (_reason, title, text, code) => {
    const { pieceId } = await started()
    await world.as(editor, (cx) => savePiece(cx, { id: pieceId, title, body: bodyFromText(text), baseVersion: 1 }))
    await expect(
      world.as(editor, (cx) =>
        submitForSecondReview(cx, { id: pieceId, baseVersion: 2, publicationId: null, columnId: null }),
      ),
    ).rejects.toMatchObject({ code })
  })
  test('a secrecy mark is not even saved', async () => {
    const { pieceId } = await started()
    const text = { title: '标题', body: bodyFromText('机密★1年') }
    await expect(
      world.as(editor, (cx) => savePiece(cx, { id: pieceId, ...text, baseVersion: 1 })),
    ).rejects.toMatchObject({ code: 'wording.secret_mark' })
  })
  test('退回 needs a reason and a reviewer; the reason waits for the editor and stays in the office', async () => {
    const { id, pieceId } = await inReview()
    const back = { id: pieceId, reasonCode: 'wording', reasonText: '导语太长' }
    await expect(world.as(editor, (cx) => sendBack(cx, back))).rejects.toMatchObject({ code: 'not_permitted' })
    await world.as(chief, (cx) => sendBack(cx, back))
    expect(await show(pieceId)).toMatchObject({ status: 'editing', sendBackReason: '文字需修改：导语太长' })
    expect(JSON.stringify(await desk.told(id))).not.toContain('导语太长')
    expect(await desk.stages(id)).toEqual(['received', 'editing', 'inSecondReview', 'editing'])
  })
})

describe('采用', () => {
  const adoption = {
    adoptionId: '019c0000-0000-7000-8000-000000000001',
    publicationName: '太原信息',
    columnName: '要情',
    modeName: '单篇采用',
  }
  test('the reviewer takes the sealed text with its sources; editors may not', async () => {
    const { id, pieceId } = await inReview()
    await expect(world.as(editor, (cx) => loadPieceForAdoption(cx, pieceId))).rejects.toMatchObject({
      code: 'not_permitted',
    })
    const piece = await world.as(chief, (cx) => loadPieceForAdoption(cx, pieceId))
    expect(piece).toMatchObject({
      id: pieceId,
      status: 'inSecondReview',
      revision: { title: '来稿', digest: expect.any(String) },
      sources: [{ handlingId: id, unitName: '小店区人民政府办公室', role: 'lead', weight: 1 }],
    })
  })
  test('before the second review nothing is adopted', async () => {
    const { pieceId } = await started()
    await expect(world.as(chief, (cx) => loadPieceForAdoption(cx, pieceId))).rejects.toMatchObject({
      code: 'piece.wrong_state',
    })
  })
  test('two publications: the piece stays adopted while one of them holds it', async () => {
    const { id, pieceId } = await inReview()
    await world.as(chief, (cx) => markAdopted(cx, pieceId, adoption))
    await world.as(chief, (cx) => loadPieceForAdoption(cx, pieceId))
    await world.as(chief, (cx) => markAdopted(cx, pieceId, { ...adoption, publicationName: '太原专报' }))
    await world.as(chief, (cx) =>
      markUnadopted(cx, pieceId, { ...adoption, reasonName: '内容有误', reasonText: '数据', remaining: 1 }),
    )
    expect([await desk.status(id), (await show(pieceId)).status]).toEqual(['adopted', 'adopted'])
    await world.as(chief, (cx) =>
      markUnadopted(cx, pieceId, { ...adoption, publicationName: '太原专报', remaining: 0 }),
    )
    expect([await desk.status(id), (await show(pieceId)).status]).toEqual(['editing', 'editing'])
    expect(await desk.stages(id)).toEqual([
      'received',
      'editing',
      'inSecondReview',
      'adopted',
      'adopted',
      'unadopted',
      'unadopted',
    ])
  })
  test('成刊 and 撤销发布: the unit sees issue, date and printed text', async () => {
    const { id, pieceId } = await inReview()
    await world.as(chief, (cx) => markAdopted(cx, pieceId, adoption))
    await world.as(chief, (cx) =>
      markPublished(cx, pieceId, {
        ...adoption,
        issueLabel: '2026年第12期',
        issueOn: '2026-03-02',
        title: '刊出题',
        body: bodyFromText('刊出文'),
      }),
    )
    expect((await desk.told(id)).at(-1)).toMatchObject({
      stage: 'published',
      issueLabel: '2026年第12期',
      issueOn: '2026-03-02',
      title: '刊出题',
      body: bodyFromText('刊出文'),
    })
    await expect(
      world.as(chief, (cx) => markUnadopted(cx, pieceId, { ...adoption, remaining: 0 })),
    ).rejects.toMatchObject({ code: 'piece.wrong_state' })
    await world.as(chief, (cx) =>
      markRecalled(cx, pieceId, {
        publicationName: '太原信息',
        issueLabel: '2026年第12期',
        reasonName: '内容有误',
        reasonText: '数据',
      }),
    )
    expect([await desk.status(id), (await show(pieceId)).status]).toEqual(['adopted', 'adopted'])
    expect(await world.asReader(chief, (cx) => loadPieceText(cx, pieceId))).toMatchObject({
      title: '来稿',
      digest: expect.any(String),
    })
  })
  test('the unit sees the text as edited', async () => {
    const { id, pieceId } = await inReview()
    await world.as(chief, (cx) =>
      savePiece(cx, { id: pieceId, title: '改后题', body: bodyFromText('改后文'), baseVersion: 1 }),
    )
    await world.as(chief, async (cx) => {
      await loadPieceForAdoption(cx, pieceId)
      await markAdopted(cx, pieceId, adoption)
    })
    expect((await desk.told(id)).at(-1)).toMatchObject({
      stage: 'adopted',
      title: '改后题',
      body: bodyFromText('改后文'),
      publicationName: '太原信息',
      columnName: '要情',
      modeName: '单篇采用',
    })
  })
})
