import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyFromText, emptyBody } from '../../contract/body.ts'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { sendLetter } from '../exchange/index.ts'
import { newId } from '../platform/ids.ts'
import { createSubmission } from './create.ts'
import { submissionFileGate } from './file-gate.ts'
import { submissionReactions } from './index.ts'
import { loadProgress } from './letters.ts'
import { getLife } from './life.ts'
import { reopen } from './reopen.ts'
import { send } from './send.ts'
import { getSubmission } from './show.ts'
import { situation } from './situation.test-help.ts'
import { startFollowUp } from './start-follow-up.ts'
import { startForwarded } from './start-forwarded.ts'
import { submitForReview } from './submit-for-review.ts'
import { takeOver } from './take-over.ts'
import { passReview } from './pass-review.ts'
import { getText } from './texts.ts'
import { declineWithdrawal, requestWithdrawal, withdraw } from './withdrawal.ts'

let world: World
let office: Awaited<ReturnType<typeof situation>>
beforeAll(async () => {
  world = await newWorld()
  office = await situation(world)
})
afterAll(() => world.close())

const ask = (id: string) => world.as(office.reporter, (cx) => requestWithdrawal(cx, { id, reason: '数字有误' }))
const consent = (id: string) => world.as(office.deputy, (cx) => withdraw(cx, { id }))

describe('撤回', () => {
  test('the reporter asks, the signer consents, the desk hears', async () => {
    const { id } = await office.item('sent')
    await expect(consent(id)).rejects.toMatchObject({ code: 'submission.withdrawal_not_asked' })
    expect((await ask(id)).withdrawal).toMatchObject({ reason: '数字有误', askedBy: office.reporter.name })
    await expect(ask(id)).rejects.toMatchObject({
      code: 'submission.withdrawal_already_asked',
      data: { by: office.reporter.name },
    })
    expect(await consent(id)).toMatchObject({
      status: 'withdrawn',
      withdrawal: null,
      deliveries: [{ status: 'withdrawn' }],
    })
    expect(office.caught.at(-1)).toMatchObject({
      kind: 'item.withdrawn',
      body: { submissionId: id, reason: '数字有误' },
    })
    const reopened = await world.as(office.reporter, (cx) => reopen(cx, { id }))
    expect(reopened.status).toBe('returned')
  })

  test('never after 签收: refused with who received it and when; the request lapses', async () => {
    const { id } = await office.item('sent')
    await ask(id)
    await office.tell(id, { stage: 'received' })
    expect(await office.look(id)).toMatchObject({ status: 'received', withdrawal: null })
    await expect(consent(id)).rejects.toMatchObject({
      code: 'submission.already_received',
      data: { officeName: world.unit('140100').name, byName: '王编辑' },
    })
    expect((await world.events(id)).map((event) => event.kind)).toContain('submission.withdrawal_lapsed')
  })

  test('when both happen at the same moment, one of them wins and the other is told', async () => {
    const { id } = await office.item('sent')
    await ask(id)
    const [received, withdrawn] = await Promise.allSettled([office.tell(id, { stage: 'received' }), consent(id)])
    const { status, deliveries } = await office.look(id)
    if (withdrawn.status === 'fulfilled') expect([status, deliveries[0]!.status]).toEqual(['withdrawn', 'withdrawn'])
    else expect([status, deliveries[0]!.status, received.status]).toEqual(['received', 'received', 'fulfilled'])
  })

  test('the signer may decline; the item stays sent', async () => {
    const { id } = await office.item('sent')
    await ask(id)
    expect(await world.as(office.chief, (cx) => declineWithdrawal(cx, { id, reason: '已电话说明' }))).toMatchObject({
      status: 'sent',
      withdrawal: null,
    })
  })
})

describe('去向', () => {
  test('received, merged, adopted, published: state, delivery and life follow', async () => {
    const { id } = await office.item('sent')
    await office.tell(id, { stage: 'received' })
    world.setClock('2026-03-02T02:00:00.000Z')
    await office.tell(id, { stage: 'merged', mergedWith: ['迎泽区政府办'] })
    await office.tell(id, {
      stage: 'adopted',
      title: '我市春耕',
      body: bodyFromText('编辑后的正文。'),
      publicationName: '太原政务信息',
      columnName: '县区动态',
    })
    expect((await office.look(id)).status).toBe('adopted')
    await office.tell(id, {
      stage: 'published',
      publicationName: '太原政务信息',
      issueLabel: '2026年第12期',
      issueOn: '2026-03-03',
    })
    const { lines, texts } = await world.asReader(office.reporter, (cx) => getLife(cx, { id }))
    expect(lines.map((line) => line.kind)).toEqual([
      'drafted',
      'submitted',
      'reviewed',
      'secrecy_reviewed',
      'signed',
      'sent',
      'received',
      'merged',
      'adopted',
      'published',
    ])
    expect(lines.find((line) => line.kind === 'merged')).toMatchObject({
      source: 'office',
      unitName: world.unit('140100').name,
      data: { mergedWith: ['迎泽区政府办'] },
    })
    expect(lines.find((line) => line.kind === 'adopted')!.data).not.toHaveProperty('body')
    const edited = texts.find((text) => text.kind === 'edited')!
    expect(await world.asReader(office.reporter, (cx) => getText(cx, { id, ref: edited.ref }))).toEqual({
      title: '我市春耕',
      body: bodyFromText('编辑后的正文。'),
    })
    world.setClock('2026-03-02T01:00:00.000Z')
  })

  test('two receivers: the best fate wins, each delivery keeps its own', async () => {
    const { id } = await office.item('sent', { receiverIds: [world.unit('140100').id, world.unit('140000').id] })
    await office.tell(id, { stage: 'rejected', reasonName: '时效已过', reasonText: '过时', mayResend: false })
    expect((await office.look(id)).status).toBe('sent')
    await office.tell(id, { stage: 'heldBack', reasonName: '待续报' }, '140000')
    const item = await office.look(id)
    expect(item.status).toBe('heldBack')
    expect(item.deliveries.map((delivery) => [delivery.status, delivery.reasonName])).toEqual([
      ['rejected', '时效已过'],
      ['heldBack', '待续报'],
    ])
  })

  test('rejected and may be resent: worked on again, new review and sign-off, sent again', async () => {
    const { id } = await office.item('sent')
    await office.tell(id, { stage: 'received' })
    await office.tell(id, {
      stage: 'rejected',
      reasonName: '内容空泛',
      reasonText: '缺数据',
      advice: '补充播种面积',
      mayResend: true,
    })
    expect(await world.as(office.reporter, (cx) => reopen(cx, { id }))).toMatchObject({
      status: 'returned',
      returnReason: '内容空泛：缺数据：补充播种面积',
    })
    await world.as(office.reporter, (cx) => submitForReview(cx, { id }))
    await world.as(office.reviewer, (cx) => passReview(cx, { id, opinion: '' }))
    await office.passSecrecy(id)
    await office.sign(id)
    expect(await world.as(office.reporter, (cx) => send(cx, { id }))).toMatchObject({
      status: 'sent',
      deliveries: [{ status: 'sent', receivedAt: null, reasonName: null }],
    })
  })

  test('sent again, it passes by the office that still holds it, whose word stays', async () => {
    const { id } = await office.item('sent', { receiverIds: [world.unit('140100').id, world.unit('140000').id] })
    const reject = { stage: 'rejected', reasonName: '要素不全', reasonText: '补', mayResend: true } as const
    await office.tell(id, reject)
    await office.tell(id, reject, '140000')
    await world.as(office.reporter, (cx) => reopen(cx, { id }))
    await office.tell(id, { stage: 'heldBack', reasonName: '待续报' }, '140000')
    await world.as(office.reporter, (cx) => submitForReview(cx, { id }))
    await world.as(office.reviewer, (cx) => passReview(cx, { id, opinion: '' }))
    await office.passSecrecy(id)
    await office.sign(id)
    const letters = office.caught.length
    const sent = await world.as(office.reporter, (cx) => send(cx, { id }))
    expect(sent).toMatchObject({ status: 'heldBack' })
    expect(sent.deliveries.map((delivery) => [delivery.status, delivery.reasonName])).toEqual([
      ['sent', null],
      ['heldBack', '待续报'],
    ])
    expect(office.caught.length - letters).toBe(1)
  })

  test('rejected for good: not resent', async () => {
    const { id } = await office.item('sent')
    await office.tell(id, { stage: 'rejected', reasonName: '不属报送范围', reasonText: '不属', mayResend: false })
    await expect(world.as(office.reporter, (cx) => reopen(cx, { id }))).rejects.toMatchObject({
      code: 'submission.may_not_resend',
    })
  })

  test('a letter about an item of another unit changes nothing', async () => {
    const { id } = await office.item('sent')
    await world.as(office.editor, (cx) =>
      sendLetter(cx, {
        kind: 'item.progress',
        fromUnitId: world.unit('140100').id,
        toUnitId: world.unit('140106').id,
        objectId: id,
        body: {
          submissionId: id,
          stage: 'adopted',
          at: cx.now.toISOString(),
          officeId: world.unit('140100').id,
          officeName: '太原',
        },
      }),
    )
    expect((await office.look(id)).status).toBe('sent')
  })

  test('a comment is part of the life', async () => {
    const { id } = await office.item('sent')
    await world.as(office.editor, (cx) =>
      sendLetter(cx, {
        kind: 'item.comment',
        fromUnitId: world.unit('140100').id,
        toUnitId: world.unit('140105').id,
        objectId: id,
        body: {
          commentId: newId(),
          asksAnswer: false,
          submissionId: id,
          officeId: world.unit('140100').id,
          officeName: '太原市政府办',
          authorName: '王编辑',
          text: '数据扎实',
          at: cx.now.toISOString(),
        },
      }),
    )
    const { lines } = await world.asReader(office.reporter, (cx) => getLife(cx, { id }))
    expect(lines.at(-1)).toMatchObject({ kind: 'comment', actorName: '王编辑', data: { text: '数据扎实' } })
  })

  test('the desk it was delivered to reads its files, until it is withdrawn; a neighbour never', async () => {
    const { id } = await office.item('sent')
    const neighbour = await world.person('editor', '140200')
    const gate = (who: typeof neighbour) => world.asReader(who, (cx) => submissionFileGate(cx, id))
    expect([await gate(office.editor), await gate(neighbour)]).toEqual([true, false])
    await ask(id)
    await consent(id)
    expect(await gate(office.editor)).toBe(false)
  })
})

describe('转报', () => {
  test('the office’s own draft, with the chain below; what becomes of it is told for the desk to pass on', async () => {
    const pieceId = newId()
    const provenance = [
      {
        submissionId: newId(),
        unitId: world.unit('140105').id,
        unitName: '小店区政府办',
        title: '原稿',
        digest: null,
        signedBy: null,
        signedAt: null,
        role: 'lead' as const,
        depth: 1,
      },
    ]
    const start = {
      officeId: world.unit('140100').id,
      pieceId,
      title: '我市春耕',
      body: bodyFromText('综合稿。'),
      meta: { categoryCode: 'keyWork', urgencyCode: 'urgent' },
      provenance,
    }
    const { id } = await world.as(office.editor, (cx) => startForwarded(cx, start))
    await expect(world.as(office.reporter, (cx) => startForwarded(cx, start))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await office.look(id, office.editor)).toMatchObject({
      status: 'draft',
      isForwarded: true,
      originPieceId: pieceId,
      provenance,
      receivers: [{ id: world.unit('140000').id }],
    })

    const heard: Record<string, unknown>[] = []
    world.app.reactions = { 'submission.progressed': [async (_cx, event) => void heard.push(event.data)] }
    const province = await world.person('editor', '140000')
    const progress = {
      submissionId: id,
      stage: 'adopted' as const,
      at: '2026-03-02T01:00:00.000Z',
      officeId: world.unit('140000').id,
      officeName: '省政府办公厅',
      title: '太原春耕',
      body: bodyFromText('省稿。'),
    }
    await world.as(province, (cx) =>
      sendLetter(cx, {
        kind: 'item.progress',
        fromUnitId: world.unit('140000').id,
        toUnitId: world.unit('140100').id,
        objectId: id,
        body: progress,
      }),
    )
    expect(heard).toMatchObject([{ stage: 'adopted', originPieceId: pieceId, officeName: '省政府办公厅' }])
    expect(await world.asReader(office.editor, (cx) => loadProgress(cx, String(heard[0]!.entryId)))).toEqual(progress)
    world.app.reactions = {}
  })

  test('what the province did with the city’s version reaches the county, and counts as an adoption', async () => {
    const { id } = await office.item('sent')
    await office.tell(id, { stage: 'received' })
    await office.tell(id, { stage: 'forwarded', forwardedTo: ['省政府办公厅'] })
    await office.tell(id, {
      stage: 'adopted',
      officeId: world.unit('140000').id,
      officeName: '省政府办公厅',
      publicationName: '山西政务信息',
    })
    expect(await office.look(id)).toMatchObject({
      status: 'adopted',
      deliveries: [{ officeName: world.unit('140100').name, status: 'received' }],
    })
    await office.tell(id, {
      stage: 'unadopted',
      officeId: world.unit('140000').id,
      officeName: '省政府办公厅',
      at: '2026-03-02T01:00:00.001Z',
    })
    expect((await office.look(id)).status).toBe('received')
  })
})

describe('接手', () => {
  test('the reviewer gives what one who left had not finished to another writer; not while the reporter is there', async () => {
    const leaver = await world.person('reporter', '140105', { name: '将离' })
    const heir = await world.person('reporter', '140105', { name: '接手者' })
    const [one, two] = [newId(), newId()]
    for (const id of [one, two])
      await world.as(leaver, (cx) => createSubmission(cx, { id, title: '未完稿', body: bodyFromText('写了一半') }))
    const give = (toId: string, all: boolean, id = one) =>
      world.as(office.reviewer, (cx) => takeOver(cx, { id, toId, all }))
    await expect(give(heir.personId, true)).rejects.toMatchObject({ code: 'submission.reporter_still_here' })
    await world.db.deleteFrom('role_grant').where('person_id', '=', leaver.personId).execute()
    await expect(give(leaver.personId, true)).rejects.toMatchObject({ code: 'submission.no_writer' })
    expect(await give(heir.personId, true)).toMatchObject({ count: 2, submission: { reporterName: '接手者' } })
    expect((await world.asReader(heir, (cx) => getSubmission(cx, { id: two }))).actions).toContain('edit')
    expect((await world.events(two)).at(-1)).toMatchObject({
      kind: 'submission.taken_over',
      data: { fromName: '将离', toName: '接手者' },
    })
  })

  test('who is named when the post ends takes over at once; a stranger to the unit does not', async () => {
    world.app.reactions = submissionReactions
    const leaver = await world.person('reporter', '140105', { name: '调离' })
    const heir = await world.person('reporter', '140105', { name: '继任' })
    const stranger = await world.person('reporter', '140106', { name: '外单位' })
    const id = newId()
    await world.as(leaver, (cx) => createSubmission(cx, { id, title: '草稿', body: bodyFromText('草稿') }))
    const ended = (handOverToId: string | null) =>
      world.as(office.reviewer, (cx) =>
        cx.record('post.ended', { id: leaver.personId, unitId: leaver.unitId }, { handOverToId }),
      )
    for (const nobody of [null, stranger.personId]) await ended(nobody)
    expect((await office.look(id)).reporterName).toBe('调离')
    await ended(heir.personId)
    expect((await office.look(id)).reporterName).toBe('继任')
  })
})

describe('续报', () => {
  test('numbered from the first report, an own draft; nothing after a 终报', async () => {
    const first = await office.item('sent', { title: '小店区暴雨情况' })
    const next = (id: string, isFinal = false) =>
      world.as(office.reporter, (cx) => startFollowUp(cx, { id, newId: newId(), isFinal }))
    const one = await next(first.id)
    expect(one).toMatchObject({
      title: '小店区暴雨情况（续报一）',
      followUpNumber: 1,
      followUpOf: { id: first.id },
      status: 'draft',
      text: { body: emptyBody },
      categoryCode: 'keyWork',
    })
    await world.db.updateTable('submission').set({ status: 'sent' }).where('id', '=', one.id).execute()
    expect(await next(one.id, true)).toMatchObject({
      title: '小店区暴雨情况（终报）',
      followUpNumber: 2,
      followUpOf: { id: first.id },
      isFinalReport: true,
    })
    await expect(next(first.id)).rejects.toMatchObject({ code: 'submission.final_report_exists' })
    expect((await office.look(first.id)).thread.map((report) => [report.number, report.isFinal])).toEqual([
      [null, false],
      [1, false],
      [2, true],
    ])
  })

  test('not of a draft, and the same id twice is the same report', async () => {
    const draft = await office.item('draft')
    await expect(
      world.as(office.reporter, (cx) => startFollowUp(cx, { id: draft.id, newId: newId(), isFinal: false })),
    ).rejects.toMatchObject({ code: 'submission.wrong_state' })
    const first = await office.item('sent')
    const again = { id: first.id, newId: newId(), isFinal: false }
    const both = [
      await world.as(office.reporter, (cx) => startFollowUp(cx, again)),
      await world.as(office.reporter, (cx) => startFollowUp(cx, again)),
    ]
    expect(both.map((report) => [report.id, report.followUpNumber])).toEqual([
      [again.newId, 1],
      [again.newId, 1],
    ])
  })
})
