import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { markAdopted, markPublished } from '../../server/desk/index.ts'
import { comment } from '../../server/desk/comment.ts'
import { forward } from '../../server/desk/forward.ts'
import { openHandling } from '../../server/desk/open.ts'
import { mergeIntoPiece } from '../../server/desk/merge-into-piece.ts'
import { getHandling } from '../../server/desk/show-handling.ts'
import { startEditing } from '../../server/desk/start-editing.ts'
import { submitForSecondReview } from '../../server/desk/submit-for-second-review.ts'
import type { Actor } from '../../server/platform/access.ts'
import { newId } from '../../server/platform/ids.ts'
import { createSubmission } from '../../server/submissions/create.ts'
import { getLife } from '../../server/submissions/life.ts'
import { passReview } from '../../server/submissions/pass-review.ts'
import { reviewSecrecy } from '../../server/submissions/review-secrecy.ts'
import { saveDetails } from '../../server/submissions/save-details.ts'
import { send } from '../../server/submissions/send.ts'
import { getSubmission } from '../../server/submissions/show.ts'
import { signOff } from '../../server/submissions/sign-off.ts'
import { submitForReview } from '../../server/submissions/submit-for-review.ts'
import { newWorld } from '../world.ts'
import type { UnitCode, World } from '../world.ts'

interface Office {
  reporter: Actor
  reviewer: Actor
  secrecy: Actor
  signer: Actor
}
let world: World
beforeAll(async () => {
  world = await newWorld()
})
afterAll(() => world.close())

const office = async (code: UnitCode): Promise<Office> => ({
  reporter: await world.person(['reporter', 'editor'], code),
  reviewer: await world.person('reviewer', code),
  secrecy: await world.person('secrecyReviewer', code),
  signer: await world.person('deputySigner', code),
})

/** Draft → review → secrecy review → sign-off → sent, by the people of the office. */
async function release(people: Office, id: string) {
  await world.as(people.reporter, (cx) => submitForReview(cx, { id }))
  const {
    text: { digest },
  } = await world.asReader(people.reporter, (cx) => getSubmission(cx, { id }))
  await world.as(people.reviewer, (cx) => passReview(cx, { id, opinion: '' }))
  await world.as(people.secrecy, (cx) => reviewSecrecy(cx, { id, digest, conclusion: 'pass', ground: '不涉密' }))
  await world.as(people.signer, (cx) => signOff(cx, { id, digest, opinion: '同意' }))
  await world.as(people.reporter, (cx) => send(cx, { id }))
}

async function write(people: Office, title: string): Promise<string> {
  const id = newId()
  const draft = await world.as(people.reporter, (cx) =>
    createSubmission(cx, { id, title, body: bodyFromText(`${title}的具体情况。`) }),
  )
  await world.as(people.reporter, (cx) =>
    saveDetails(cx, {
      id,
      version: draft.version,
      categoryCode: 'keyWork',
      authorName: '王信息',
      authorPhone: '0351-1',
    }),
  )
  await release(people, id)
  return id
}

const arrivedAs = async (submissionId: string, code: UnitCode) =>
  (
    await world.db
      .selectFrom('handling')
      .select('id')
      .where('submission_id', '=', submissionId)
      .where('office_id', '=', world.unit(code).id)
      .executeTakeFirstOrThrow()
  ).id

test('county → city → province: the city signs its own version, and what the province does reaches both counties', async () => {
  const [xiaodian, yingze, taiyuan] = [await office('140105'), await office('140106'), await office('140100')]
  const provinceEditor = await world.person('editor', '140000')
  const provinceChief = await world.person('chiefEditor', '140000')

  const [first, second] = [await write(xiaodian, '小店区就业情况'), await write(yingze, '迎泽区就业情况')]
  const [a, b] = [await arrivedAs(first, '140100'), await arrivedAs(second, '140100')]
  for (const id of [a, b]) await world.as(taiyuan.reporter, (cx) => openHandling(cx, { id }))
  const { pieceId } = await world.as(taiyuan.reporter, (cx) =>
    mergeIntoPiece(cx, {
      title: '太原市就业情况',
      sources: [
        { handlingId: a, role: 'lead', weight: 2 },
        { handlingId: b, role: 'other', weight: 1 },
      ],
    }),
  )
  const { submissionId } = await world.as(taiyuan.reporter, (cx) => forward(cx, { id: pieceId, categoryCode: null }))
  await release(taiyuan, submissionId)

  const up = await arrivedAs(submissionId, '140000')
  const seen = await world.as(provinceEditor, (cx) => openHandling(cx, { id: up }))
  expect(seen).toMatchObject({
    title: '太原市就业情况',
    sourceUnitName: '太原市人民政府办公室',
    categoryCode: 'keyWork',
    signOff: { statement: { unitName: '太原市人民政府办公室' } },
  })
  expect(seen.provenance).toMatchObject([
    {
      submissionId: first,
      unitName: '小店区人民政府办公室',
      role: 'lead',
      depth: 1,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      signedBy: xiaodian.signer.name,
    },
    { submissionId: second, unitName: '迎泽区人民政府办公室', role: 'other', depth: 1 },
  ])
  await world.as(provinceEditor, (cx) => comment(cx, { id: up, text: '综合得好', forSource: true }))
  const piece = (await world.as(provinceEditor, (cx) => startEditing(cx, { id: up }))).pieceId
  await world.as(provinceEditor, (cx) =>
    submitForSecondReview(cx, { id: piece, baseVersion: 1, publicationId: null, columnId: null }),
  )
  const adoption = { adoptionId: newId(), publicationName: '每日要情', columnName: '民生', modeName: '综合采用' }
  await world.as(provinceChief, (cx) => markAdopted(cx, piece, adoption))
  await world.as(provinceChief, (cx) =>
    markPublished(cx, piece, {
      ...adoption,
      issueLabel: '2026年第12期',
      issueOn: '2026-03-02',
      title: '太原市就业情况',
      body: bodyFromText('刊出'),
    }),
  )

  for (const [people, id] of [
    [xiaodian, first],
    [yingze, second],
  ] as const) {
    const { lines } = await world.asReader(people.reporter, (cx) => getLife(cx, { id }))
    const told = lines
      .filter((line) => line.source === 'office')
      .map((line) => `${line.unitName.slice(0, 3)} ${line.kind}`)
    expect(told).toEqual([
      '太原市 received',
      '太原市 merged',
      '太原市 forwarded',
      '山西省 received',
      '山西省 comment',
      '山西省 editing',
      '山西省 inSecondReview',
      '山西省 adopted',
      '山西省 published',
    ])
    expect(await world.asReader(people.reporter, (cx) => getSubmission(cx, { id }))).toMatchObject({
      status: 'adopted',
    })
  }
  expect(await world.asReader(taiyuan.reporter, (cx) => getSubmission(cx, { id: submissionId }))).toMatchObject({
    status: 'adopted',
    originPieceId: pieceId,
  })
  expect((await world.asReader(taiyuan.reporter, (cx) => getHandling(cx, { id: a }))).status).toBe('editing')
})
