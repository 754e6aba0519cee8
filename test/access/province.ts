import { bodyFromText } from '../../contract/body.ts'
import { assessed } from '../../server/assessment/situation.test-help.ts'
import { recordFile } from '../../server/platform/files.ts'
import { newId } from '../../server/platform/ids.ts'
import { draft, signAndSend } from '../flow/road.ts'
import type { World } from '../world.ts'

/** Stands in every text of 小店区 and of 太原市: whoever reads it has been told. */
export const marks = { county: '甲子乙丑', city: '丙寅丁卯' }

/** One record of every kind: an item on its way from 小店区 to the leader of 太原市, and all that comes back down. */
export async function believableProvince(world: World) {
  const here = await assessed(world)
  await here.inForce()
  const { as, people } = here
  const person = async (...who: Parameters<World['person']>) => as(await world.person(...who))
  const author = as(people.county)
  const writers = {
    reporter: author,
    reviewer: await person('reviewer', '140105'),
    secrecy: await person('secrecyReviewer', '140105'),
    signer: await person('deputySigner', '140105'),
    authorName: '李晓雯',
  }
  const words = (mark: string, title: string) => ({ title: `${mark}${title}`, body: bodyFromText(`${mark}的正文。`) })

  const submission = await draft(writers, words(marks.county, '稳岗就业'))
  const attached = await world.as(people.county, (cx) =>
    recordFile(cx, `${marks.county}.png`, { sha256: 'a'.repeat(64), size: 3, mediaType: 'image/png' }),
  )
  const { version } = await author.submissions.get({ id: submission })
  await author.submissions.saveDetails({ id: submission, version, fileIds: [attached.id] })
  await signAndSend(writers, submission)

  const editor = as(people.editor)
  const handling = (await editor.desk.inbox({})).items[0]!.id
  await editor.desk.open({ id: handling })
  const { pieceId: piece } = await editor.desk.startEditing({ id: handling })
  const { text } = await editor.desk.piece({ id: piece })
  await editor.desk.savePiece({
    id: piece,
    baseVersion: text.version,
    ...words(marks.city, '稳岗就业'),
  })
  const { text: saved } = await editor.desk.piece({ id: piece })
  await editor.desk.submitForSecondReview({
    id: piece,
    baseVersion: saved.version,
    publicationId: null,
    columnId: null,
  })
  const released = await here.release(piece)
  const issue = released.id
  const adoption = released.columns[0]!.entries[0]!.adoptionId
  const publication = (await here.main()).id

  const directive = newId()
  await as(people.leader).directives.record({
    id: directive,
    leaderId: null,
    way: 'typed',
    type: 'act',
    text: `${marks.city}请研究。`,
    passage: '',
    directedOn: '2026-03-02',
    classificationCode: 'internal',
    tellsText: true,
    fileIds: [],
    source: { kind: 'issue', adoptionId: adoption },
  })
  const supervisor = await person('supervisor', '140100')
  const registered = await supervisor.directives.get({ id: directive })
  const { assignments } = await supervisor.directives.transfer({
    id: directive,
    version: registered.version,
    contact: '督办科',
    parts: [{ unitId: world.unit('140105').id, role: 'lead', requirement: `${marks.county}查清情况` }],
  })

  const cityChief = as(people.chief)
  const commission = newId()
  await cityChief.commissions.create({
    id: commission,
    origin: 'own',
    leaderId: null,
    sourceLabel: '',
    title: `${marks.city}约稿`,
    content: '价格。',
    requirements: '',
    contactName: '周雨桐',
    contactPhone: '0351-3046000',
    dueAt: '2026-03-06T09:30:00.000Z',
    unitIds: [world.unit('140105').id],
    groupIds: [],
    fileIds: [],
  })
  await cityChief.commissions.issue({ id: commission })
  const commissionTask = (await author.commissions.tasks({ group: 'all', limit: 5 })).items[0]!.id

  const guidance = newId()
  const written = await cityChief.guidance.create({
    id: guidance,
    kind: 'points',
    title: `${marks.city}要点`,
    body: bodyFromText('请报送。'),
    periodFrom: '2026-03-01',
    periodTo: '2026-03-31',
    points: [{ id: newId(), text: '春耕', detail: '', basedOn: null }],
    unitIds: [world.unit('140105').id],
    groupIds: [],
    fileIds: [],
  })
  await cityChief.guidance.issue({ id: guidance, version: written.version })
  const receipt = (await author.guidance.received({ limit: 5, unread: false })).items[0]!.id

  const assessor = here.of('assessor')
  const period = newId()
  await assessor.openPeriod({ id: period, kind: 'quarter', year: 2026, part: 1 })
  const appeal = newId()
  await here.of('county').appeal({
    id: appeal,
    officeId: world.unit('140100').id,
    about: 'other',
    text: `${marks.county}申诉`,
    factId: null,
    periodName: '',
  } as never)
  const fact = (await assessor.facts({ limit: 5 })).items[0]!.id
  const scheme = (await assessor.schemes({})).items[0]!.id
  const bulletin = newId()
  await assessor.draftBulletin({ id: bulletin, periodId: period } as never).catch(() => {})

  const collection = newId()
  await author.library.saveCollection({ id: collection, name: `${marks.county}专题`, note: '', shared: false })
  const firstOf = async (table: 'post' | 'role_grant') =>
    (
      await world.db
        .selectFrom(table)
        .select('id')
        .where('person_id', '=', people.county.personId)
        .executeTakeFirstOrThrow()
    ).id
  const { id: tier } = await world.db
    .selectFrom('tier')
    .select('id')
    .where('office_id', '=', world.unit('140100').id)
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    here,
    ids: {
      submission,
      handling,
      piece,
      issue,
      released: issue,
      adoption,
      publication,
      directive,
      assignment: assignments[0]!.id,
      directiveTask: assignments[0]!.id,
      commission,
      commissionTask,
      guidance,
      receipt,
      period,
      appeal,
      fact,
      scheme,
      bulletin,
      collection,
      record: submission,
      file: attached.id,
      unit: world.unit('140105').id,
      person: people.county.personId,
      post: await firstOf('post'),
      grant: await firstOf('role_grant'),
      tier,
    },
  }
}
