import { afterAll, beforeAll, expect, test } from 'vitest'
import { newWorld } from '../../test/world.ts'
import type { World } from '../../test/world.ts'
import { bodyFromText } from '../../contract/body.ts'
import type { UnitCode } from '../../test/world.ts'
import { insideClient } from '../inside-client.ts'
import type { InsideClient } from '../inside-client.ts'
import type { Actor } from '../platform/access.ts'
import { findActor } from '../organisations/index.ts'
import { newId } from '../platform/ids.ts'
import { runCommand } from '../platform/command.ts'
import { systemActor } from '../platform/system-actor.ts'
import { seedPublications } from './index.ts'
import { signIssue } from './sign-issue.ts'

let world: World
let cast: Record<'editor' | 'chief' | 'signer' | 'leader' | 'otherLeader' | 'county', Actor>
const as = (actor: Actor): InsideClient => insideClient(world.app, actor)

beforeAll(async () => {
  world = await newWorld()
  cast = {
    editor: await world.person('editor', '140100'),
    chief: await world.person('chiefEditor', '140100'),
    signer: await world.person('issueSigner', '140100'),
    leader: await world.person('leader', '140100'),
    otherLeader: await world.person('leader', '140200'),
    county: await world.person('reporter', '140105'),
  }
  await runCommand(world.app, systemActor, (cx) =>
    seedPublications(cx, world.unit('140100').id, world.unit('140100').name),
  )
})
afterAll(() => world.close())

/** A piece that passed from a phone call to the second review: no sign-off below, so its issue carries a warning. */
async function pieceInReview(title: string, source: UnitCode = '140105') {
  const editor = as(cast.editor)
  const handling = await editor.desk.backEntry({
    officeId: world.unit('140100').id,
    channel: 'phone',
    sourceUnitId: world.unit(source).id,
    title,
    body: bodyFromText(`${title}的正文。`),
    categoryCode: 'newSituation',
    urgencyCode: 'normal',
    classificationCode: 'internal',
    authorName: '值班员',
  })
  const { pieceId } = await editor.desk.startEditing({ id: handling.id })
  const { text } = await editor.desk.piece({ id: pieceId })
  await editor.desk.submitForSecondReview({
    id: pieceId,
    baseVersion: text.version,
    publicationId: null,
    columnId: null,
  })
  return pieceId
}

async function mainPublication() {
  const { publications } = await as(cast.editor).publications.options({})
  return publications.find((one) => one.columns.length > 1)!
}

async function adopted(title: string) {
  const publication = await mainPublication()
  const { adoptionId } = await as(cast.chief).publications.adopt({
    pieceId: await pieceInReview(title),
    publicationId: publication.id,
    columnId: publication.columns[0]!.id,
    mode: 'sole',
  })
  return { adoptionId, publication }
}

async function issueWith(title: string) {
  const { adoptionId, publication } = await adopted(title)
  const id = newId()
  const { version } = await as(cast.editor).publications.createIssue({
    id,
    publicationId: publication.id,
    series: 'main',
  })
  await as(cast.editor).publications.arrange({
    id,
    version,
    columns: [{ columnId: publication.columns[0]!.id, adoptionIds: [adoptionId] }],
  })
  const issue = await as(cast.editor).publications.preRelease({ id })
  return { id, adoptionId, publication, version: issue.version }
}

test('from the adopted piece to the leader who reads it: numbered at signing, released to tiers, counted', async () => {
  const { id, version } = await issueWith('供暖初期问题')
  const draft = await as(cast.editor).publications.issue({ id })
  expect([draft.number, draft.label]).toEqual([null, '（未编号）'])

  const signed = await as(cast.signer).publications.sign({ id, version })
  expect([signed.status, signed.number, signed.label, signed.issueOn]).toEqual([
    'signed',
    1,
    '2026年第1期',
    '2026-03-02',
  ])
  expect((await as(cast.leader).publications.readingList({ limit: 50 })).items).toEqual([])

  await as(cast.chief).publications.release({ id })
  const [row] = (await as(cast.leader).publications.readingList({ limit: 50, unread: true })).items
  expect(row).toMatchObject({ id, label: '2026年第1期', titles: ['供暖初期问题'], readAt: null })

  const read = await as(cast.leader).publications.openIssue({ id })
  expect(read.columns[0]!.entries[0]).toMatchObject({ title: '供暖初期问题', source: '小店区人民政府办公室' })
  expect((await as(cast.leader).publications.readingList({ limit: 50, unread: true })).items).toEqual([])
  const rate = await as(cast.editor).publications.reading({ id })
  expect(rate.read).toBe(1)
  expect(rate.tiers.flatMap((tier) => tier.lines).find((line) => line.name === cast.leader.name)).toMatchObject({
    readBy: cast.leader.name,
    times: 1,
  })
})

test('a reader outside the tiers finds nothing: not in the list, not by id', async () => {
  const { id, version } = await issueWith('不在范围')
  await as(cast.signer).publications.sign({ id, version })
  await as(cast.chief).publications.release({ id })
  expect((await as(cast.otherLeader).publications.readingList({ limit: 50 })).items).toEqual([])
  await expect(as(cast.otherLeader).publications.openIssue({ id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(as(cast.otherLeader).publications.issue({ id })).rejects.toMatchObject({ code: 'not_found' })
  await as(cast.chief).publications.addRecipients({
    id,
    personIds: [cast.otherLeader.personId],
    unitIds: [],
    tierIds: [],
  })
  expect(await as(cast.otherLeader).publications.openIssue({ id })).toMatchObject({ id })
})

test('a unit reads when anyone there reads', async () => {
  const { id, version } = await issueWith('下级也能看')
  await as(cast.signer).publications.sign({ id, version })
  await as(cast.chief).publications.release({ id })
  await as(cast.county).publications.openIssue({ id })
  const lines = (await as(cast.editor).publications.reading({ id })).tiers.flatMap((tier) => tier.lines)
  expect(lines.find((line) => line.name === '小店区人民政府办公室')).toMatchObject({
    kind: 'unit',
    readBy: cast.county.name,
  })
  expect(lines.find((line) => line.name === '迎泽区人民政府办公室')).toMatchObject({ readBy: null })
})

test('eight signed at once: numbers without gap or double, and a signing that fails takes none', async () => {
  const before = (await as(cast.editor).publications.issues({ limit: 200 })).items.filter(
    (issue) => issue.label !== '（未编号）',
  ).length
  const issues = []
  for (let i = 0; i < 8; i++) issues.push(await issueWith(`并发第${i}件`))
  await expect(
    as(cast.signer).publications.sign({ id: issues[0]!.id, version: issues[0]!.version + 5 }),
  ).rejects.toMatchObject({ code: 'stale' })
  const signed = await Promise.all(issues.map(({ id, version }) => as(cast.signer).publications.sign({ id, version })))
  const numbers = signed.map((issue) => issue.number!).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 8 }, (_, i) => before + 1 + i))
  expect(new Set(signed.map((issue) => issue.serial)).size).toBe(8)
}, 120_000)

test('31 December, half past eleven at night in Shanghai, still counts in the old year', async () => {
  const late = await issueWith('跨年件')
  world.setClock('2026-12-31T15:30:00.000Z')
  const signed = await as(cast.signer).publications.sign({ id: late.id, version: late.version })
  expect([signed.year, signed.issueOn]).toEqual([2026, '2026-12-31'])
  world.setClock('2026-12-31T16:00:00.000Z')
  const next = await issueWith('新年件')
  const first = await as(cast.signer).publications.sign({ id: next.id, version: next.version })
  expect([first.year, first.number, first.issueOn]).toEqual([2027, 1, '2027-01-01'])
  world.setClock('2026-03-02T01:00:00.000Z')
})

test('recall keeps the number, marks it, and undoes the effects', async () => {
  const { id, version, adoptionId } = await issueWith('要作废的')
  const { number } = await as(cast.signer).publications.sign({ id, version })
  await as(cast.chief).publications.release({ id })
  const voided = await as(cast.signer).publications.void({ id, reasonCode: 'error', reasonText: '数据有误' })
  expect([voided.status, voided.number, voided.voidReason]).toEqual(['voided', number, '内容有误：数据有误'])
  const adoption = await world.db
    .selectFrom('adoption')
    .select(['status', 'published_on', 'piece_id'])
    .where('id', '=', adoptionId)
    .executeTakeFirstOrThrow()
  expect([adoption.status, adoption.published_on]).toEqual(['revoked', null])
  expect(await as(cast.editor).desk.piece({ id: adoption.piece_id })).toMatchObject({ status: 'editing' })
  const fact = await world.db
    .selectFrom('score_fact')
    .select(['status', 'decided_reason'])
    .where('origin', '=', `adoption:${adoptionId}`)
    .executeTakeFirstOrThrow()
  expect(fact).toEqual({ status: 'withdrawn', decided_reason: '刊期作废：数据有误' })
  const { items } = await as(cast.leader).home.notices({ limit: 20 })
  expect(items.find((notice) => notice.kind === 'issue.voided')).toMatchObject({ subjectId: id })
})

test('signing asks for the password again when it was given too long ago', async () => {
  const { id, version } = await issueWith('需要口令')
  await expect(
    runCommand(world.app, { ...cast.signer, provedAt: new Date('2026-03-02T00:50:00Z') }, (cx) =>
      signIssue(cx, { id, version }),
    ),
  ).rejects.toMatchObject({ code: 'prove_again' })
  expect(await as(cast.editor).publications.issue({ id })).toMatchObject({ status: 'preReleased', number: null })
})

test('who composed an issue does not sign it', async () => {
  const both = await world.person(['editor', 'issueSigner'], '140100')
  const { adoptionId, publication } = await adopted('自编自签')
  const id = newId()
  const { version } = await as(both).publications.createIssue({ id, publicationId: publication.id, series: 'main' })
  await as(both).publications.arrange({
    id,
    version,
    columns: [{ columnId: publication.columns[0]!.id, adoptionIds: [adoptionId] }],
  })
  const ready = await as(both).publications.preRelease({ id })
  expect(ready.actions).not.toContain('sign')
  await expect(as(both).publications.sign({ id, version: ready.version })).rejects.toMatchObject({
    code: 'issue.own_issue',
  })
})

test('two editors arranging one issue: the second is told, nothing is overwritten', async () => {
  const { adoptionId, publication } = await adopted('两人同编')
  const id = newId()
  const { version } = await as(cast.editor).publications.createIssue({
    id,
    publicationId: publication.id,
    series: 'main',
  })
  await as(cast.chief).publications.arrange({
    id,
    version,
    columns: [{ columnId: publication.columns[0]!.id, adoptionIds: [adoptionId] }],
  })
  await expect(as(cast.editor).publications.arrange({ id, version, columns: [] })).rejects.toMatchObject({
    code: 'stale',
  })
  expect((await as(cast.editor).publications.issue({ id })).entryCount).toBe(1)
  const other = newId()
  const second = await as(cast.editor).publications.createIssue({
    id: other,
    publicationId: publication.id,
    series: 'main',
  })
  await expect(
    as(cast.editor).publications.arrange({
      id: other,
      version: second.version,
      columns: [{ columnId: publication.columns[0]!.id, adoptionIds: [adoptionId] }],
    }),
  ).rejects.toMatchObject({ code: 'adoption.not_available' })
})

test('an empty issue or one with the same title twice is not ready, all problems together', async () => {
  const publication = await mainPublication()
  const id = newId()
  await as(cast.editor).publications.createIssue({ id, publicationId: publication.id, series: 'supplement' })
  await expect(as(cast.editor).publications.preRelease({ id })).rejects.toMatchObject({
    code: 'issue.not_ready',
    data: { problems: [{ kind: 'empty' }] },
  })
})

test('an adoption may be taken back until its issue is signed; then only the issue can be voided', async () => {
  const { adoptionId } = await adopted('撤销采用')
  await as(cast.chief).publications.unadopt({ id: adoptionId, reasonText: '改用另一稿' })
  expect((await as(cast.editor).publications.pool({ limit: 200 })).items.map((item) => item.id)).not.toContain(
    adoptionId,
  )
  const { adoptionId: placed, id, version } = await issueWith('已签发不能撤')
  await as(cast.signer).publications.sign({ id, version })
  await expect(as(cast.chief).publications.unadopt({ id: placed, reasonText: '试试' })).rejects.toMatchObject({
    code: 'adoption.in_issue',
  })
})

test('an office that gets its first chief editor has publications to start from', async () => {
  const [security, newcomer] = [
    await world.person('securityAdmin', '140000', { reach: 'subtree' }),
    await world.person('reader', '140200'),
  ]
  const unitId = world.unit('140200').id
  await as(security).organisations.grantRole({
    personId: newcomer.personId,
    unitId,
    role: 'chiefEditor',
    reach: 'own',
    validFrom: '2026-01-01',
    validTo: null,
  })
  const chief = await findActor(world.db, newcomer.personId, world.app.clock(), null)
  const { items } = await as(chief!).publications.list({})
  expect(items.map((publication) => publication.name)).toContain('大同政务信息')
})
