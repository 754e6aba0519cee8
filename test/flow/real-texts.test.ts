import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import type { Role } from '../../contract/access.ts'
import { bodyText, digestOf } from '../../server/documents/index.ts'
import { insideClient } from '../../server/inside-client.ts'
import type { InsideClient } from '../../server/inside-client.ts'
import { runCommand } from '../../server/platform/command.ts'
import { firstBrokenSeal, sealEvents } from '../../server/platform/event-chain.ts'
import { newId } from '../../server/platform/ids.ts'
import { verifyStatement } from '../../server/platform/keys.ts'
import type { Refusal } from '../../server/platform/refusal.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { seedPublications } from '../../server/publications/seed.ts'
import { newWorld } from '../world.ts'
import type { UnitCode, World } from '../world.ts'
import { realTexts, realTextsAreHere } from './real-texts.ts'
import type { RealText } from './real-texts.ts'
import { adoptPiece, draft, signAndSend } from './road.ts'
import type { Editors, Writers } from './road.ts'

/** Real titles and bodies walk the whole road (第九至十五条). Without the folder of test data there is nothing to walk it. */
const why = realTextsAreHere
  ? 'real texts walk from the draft to the reader'
  : 'real texts: skipped, the folder shared/data does not stand beside this checkout'

type Way = 'plain' | 'edited' | 'merged' | 'forwarded'
interface Item {
  text: RealText
  unit: UnitCode
  office: Office
  way: Way
  id: string
  digest: string
  pieceId: string
}
interface Office extends Editors {
  code: '140000' | '140100'
  signer: InsideClient
  leader: InsideClient
  place: { publicationId: string; columnId: string }
}

const addition = '（据各地报送综合）'
const units: [UnitCode, Office['code']][] = [
  ['140105', '140100'],
  ['140106', '140100'],
  ['140200', '140000'],
  ['140000-B01', '140000'],
]
const ways: Way[] = ['plain', 'plain', 'edited', 'plain', 'plain', 'merged', 'plain', 'plain', 'forwarded', 'plain']

describe.skipIf(!realTextsAreHere)(why, () => {
  let world: World
  const writers = new Map<UnitCode, Writers>()
  const offices = new Map<string, Office>()
  const sent: Item[] = []
  const refused: { id: string; code: string; data: Record<string, unknown> }[] = []
  const forwarded: { from: Item; id: string; pieceId: string }[] = []
  const read: { office: Office; label: string; title: string; body: string; issueId: string }[] = []
  const texts = realTextsAreHere ? [...realTexts(), ...spoilt(realTexts()[0]!)] : []

  beforeAll(async () => {
    world = await newWorld()
    for (const [code] of [...units, ['140100']] as [UnitCode][]) writers.set(code, await engage(code))
    for (const code of ['140000', '140100'] as const) offices.set(code, await openOffice(code))
    // four at a time, as people do
    const queue = texts.map((text, index) => ({ text, index }))
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (let next = queue.shift(); next; next = queue.shift()) await write(next.text, next.index)
      }),
    )
    sent.sort((a, b) => a.text.id.localeCompare(b.text.id))
    const odd = [...offices.values()]
      .map((office) => sent.filter((item) => item.office === office && item.way === 'merged'))
      .filter((items) => items.length % 2 === 1)
    for (const items of odd) items.at(-1)!.way = 'plain'
    await Promise.all([...offices.values()].map(edit))
    for (const item of sent.filter(({ way }) => way === 'forwarded')) await forwardUp(item)
    await Promise.all([...offices.values()].map(publish))
  }, 300_000)
  afterAll(() => world?.close())

  const as = async (roles: Role | Role[], code: UnitCode) => insideClient(world.app, await world.person(roles, code))

  async function engage(code: UnitCode): Promise<Writers> {
    const [reporter, reviewer, secrecy, signer] = [
      await as('reporter', code),
      await as('reviewer', code),
      await as('secrecyReviewer', code),
      await as('deputySigner', code),
    ]
    return { reporter, reviewer, secrecy, signer, authorName: `撰稿人${code}` }
  }

  async function openOffice(code: Office['code']): Promise<Office> {
    const [editor, chief, signer, leader] = [
      await as('editor', code),
      await as('chiefEditor', code),
      await as('issueSigner', code),
      await as('leader', code),
    ]
    const { id, name } = world.unit(code)
    await runCommand(world.app, systemActor, (cx) => seedPublications(cx, id, name))
    const publication = (await chief.publications.options({})).publications.find((one) =>
      one.columns.some((column) => column.name === '工作动态'),
    )!
    return {
      code,
      editor,
      chief,
      signer,
      leader,
      place: { publicationId: publication.id, columnId: publication.columns[0]!.id },
    }
  }

  async function write(text: RealText, index: number) {
    const [unit, officeCode] = units[index % units.length]!
    const [people, office, wanted] = [
      writers.get(unit)!,
      offices.get(officeCode)!,
      ways[Math.floor(index / units.length) % ways.length]!,
    ]
    try {
      const id = await draft(people, { title: text.title, body: bodyFromText(text.body) })
      const { digest } = await signAndSend(people, id)
      await expect(people.reporter.submissions.send({ id })).rejects.toMatchObject({ code: 'submission.already_sent' })
      sent.push({
        text,
        unit,
        office,
        way: wanted === 'forwarded' && officeCode === '140000' ? 'plain' : wanted,
        id,
        digest,
        pieceId: '',
      })
    } catch (error) {
      const { code, data, name } = error as Refusal
      if (name === 'AssertionError' || typeof code !== 'string') throw error
      refused.push({ id: text.id, code, data })
    }
  }

  /** 签收、编辑、合并、二审、采用: items to be merged go two by two. */
  async function edit(office: Office) {
    const own = sent.filter((item) => item.office === office)
    for (const item of own.filter(({ way }) => way !== 'merged')) {
      const handling = await received(item)
      item.pieceId = (await office.editor.desk.startEditing({ id: handling.id, pieceId: newId() })).pieceId
      if (item.way === 'edited') {
        const { text } = await office.editor.desk.piece({ id: item.pieceId })
        const body = { ...text.body, content: [...text.body.content, ...bodyFromText(addition).content] }
        await office.editor.desk.savePiece({ id: item.pieceId, title: text.title, body, baseVersion: text.version })
      }
      await adoptPiece(office, item.pieceId, { ...office.place, mode: 'sole' })
    }
    const toMerge = own.filter(({ way }) => way === 'merged')
    for (let at = 0; at < toMerge.length; at += 2) await merge(office, toMerge.slice(at, at + 2))
  }

  async function merge(office: Office, items: Item[]) {
    const sources = []
    for (const [index, item] of items.entries())
      sources.push({
        handlingId: (await received(item)).id,
        role: index === 0 ? ('lead' as const) : ('other' as const),
        weight: 1,
      })
    const { pieceId } = await office.editor.desk.merge({ title: `${items[0]!.text.title}等`, sources })
    for (const item of items) item.pieceId = pieceId
    await adoptPiece(office, pieceId, { ...office.place, mode: 'composite' })
  }

  const handlingOf = (submissionId: string, office: Office) =>
    world.db
      .selectFrom('handling')
      .select('id')
      .where('submission_id', '=', submissionId)
      .where('office_id', '=', world.unit(office.code).id)
      .execute()

  async function received(item: Item) {
    const [handling] = await handlingOf(item.id, item.office)
    return item.office.editor.desk.open({ id: handling!.id })
  }

  /** 转报: the city signs its own version; the province adopts it. */
  async function forwardUp(item: Item) {
    const province = offices.get('140000')!
    const { submissionId } = await item.office.editor.desk.forward({ id: item.pieceId })
    await signAndSend({ ...writers.get('140100')!, reporter: item.office.editor }, submissionId) // whoever forwards is its reporter
    const [handling] = await handlingOf(submissionId, province)
    await province.editor.desk.open({ id: handling!.id })
    const { pieceId } = await province.editor.desk.startEditing({ id: handling!.id })
    await adoptPiece(province, pieceId, { ...province.place, mode: 'sole' })
    forwarded.push({ from: item, id: submissionId, pieceId })
  }

  /** 组稿、签发、发布、阅读: forty to an issue, a title only once in each. */
  async function publish(office: Office) {
    for (;;) {
      const { items } = await office.editor.publications.pool({ placed: false, limit: 200 })
      if (items.length === 0) return
      const titles = new Set<string>()
      const chosen = items
        .filter(({ title }) => !titles.has(title.replace(/\s/gu, '')) && titles.add(title.replace(/\s/gu, '')))
        .slice(0, 40)
      const id = newId()
      const { version } = await office.editor.publications.createIssue({
        id,
        publicationId: office.place.publicationId,
        series: 'main',
      })
      await office.editor.publications.arrange({
        id,
        version,
        columns: [{ columnId: office.place.columnId, adoptionIds: chosen.map((adoption) => adoption.id) }],
      })
      const ready = await office.editor.publications.preRelease({ id })
      await office.signer.publications.sign({ id, version: ready.version })
      await office.chief.publications.release({ id })
      const issue = await office.leader.publications.openIssue({ id })
      for (const { title, body } of issue.columns.flatMap((column) => column.entries))
        read.push({ office, label: issue.label, title, body: bodyText(body), issueId: id })
    }
  }

  it('at least 200 go all the way; what is refused is listed with its reason, and for that reason only', () => {
    console.log(
      `real texts: ${sent.length} from draft to reader, ${forwarded.length} of them up to the province, ${refused.length} refused: ${refused.map(({ id, code, data }) => `${id} ${code} ${JSON.stringify(data)}`).join('; ')}`,
    )
    expect(sent.length).toBeGreaterThanOrEqual(200)
    expect(sent.length + refused.length).toBe(texts.length)
    expect(forwarded.length).toBeGreaterThan(5)
    const expected = texts.filter(({ title, body }) => [...title].length > 100 || /[绝机秘]密★/u.test(title + body))
    expect(refused.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort())
    expect(refused.find(({ id }) => id.endsWith('#long'))).toMatchObject({
      code: 'submission.incomplete',
      data: { missing: ['titleLength'] },
    })
    expect(refused.find(({ id }) => id.endsWith('#mark'))).toMatchObject({ code: 'submission.secret_mark' })
  })

  it('each office holds each item once, sealed, with a signature that covers exactly this text', async () => {
    for (const { id, office, digest } of [
      ...sent,
      ...forwarded.map((up) => ({ id: up.id, office: offices.get('140000')!, digest: undefined })),
    ]) {
      const handlings = await handlingOf(id, office)
      expect(handlings).toHaveLength(1)
      const { text, signOff } = await office.editor.desk.handling({ id: handlings[0]!.id })
      expect(text.digest).toBe(digestOf(text))
      expect(signOff!.statement.digest).toBe(text.digest)
      if (digest) expect(text.digest).toBe(digest)
      expect(verifyStatement(signOff!.publicKeyPem, signOff!.statement, signOff!.signature)).toBe(true)
    }
    const twice = await world.db
      .selectFrom('piece_source')
      .select('handling_id')
      .groupBy('handling_id')
      .having((eb) => eb.fn.countAll(), '>', 1)
      .execute()
    expect(twice).toEqual([])
  })

  it('what nobody edited is read word for word as it was written; what was edited differs by the edit only', () => {
    const published = (item: Item, office: Office) =>
      read.filter((entry) => entry.office === office && entry.title === titleOf(item))
    for (const item of sent.filter(({ way }) => way !== 'merged')) {
      const written = linesOf(item.text.body)
      const expected = item.way === 'edited' ? `${written}\n${addition}` : written
      expect(
        published(item, item.office).map((entry) => entry.body),
        item.text.id,
      ).toContain(expected)
      if (item.way === 'forwarded')
        expect(
          published(item, offices.get('140000')!).map((entry) => entry.body),
          item.text.id,
        ).toContain(written)
    }
  })

  it('every author sees the whole life, with the issue it stands in', async () => {
    const cityIssues = ['received', 'editing', 'inSecondReview', 'adopted', 'published']
    for (const item of sent) {
      const { lines } = await writers.get(item.unit)!.reporter.submissions.life({ id: item.id })
      expect(lines.filter((line) => line.source === 'own').map((line) => line.kind)).toEqual([
        'drafted',
        'submitted',
        'reviewed',
        'secrecy_reviewed',
        'signed',
        'sent',
      ])
      const told = lines.filter((line) => line.source === 'office')
      const own = cityIssues.map((stage) => (stage === 'editing' && item.way === 'merged' ? 'merged' : stage))
      const expected = item.way === 'forwarded' ? [...own, 'forwarded', ...cityIssues] : own
      expect(told.map((line) => line.kind).sort(), item.text.id).toEqual([...expected].sort())
      for (const line of told.filter(({ kind }) => kind === 'published'))
        expect(line.data.issueLabel).toMatch(/^2026年第\d+期$/)
      expect((await writers.get(item.unit)!.reporter.submissions.get({ id: item.id })).status).toBe('adopted')
    }
  }, 60_000)

  it('as many letters as there are lines of life, each with its number and each delivered', async () => {
    const letters = await world.db
      .selectFrom('letter')
      .select(['kind', 'object_id', 'from_unit_id', 'object_number', 'delivered_at'])
      .execute()
    expect(letters.filter(({ kind }) => kind === 'item.sent')).toHaveLength(sent.length + forwarded.length)
    const perItem = sent.reduce((sum, { way }) => sum + (way === 'forwarded' ? 11 : 5), 0) + forwarded.length * 5
    expect(letters.filter(({ kind }) => kind === 'item.progress')).toHaveLength(perItem)
    expect(letters.filter(({ delivered_at }) => delivered_at === null)).toEqual([])
    expect(
      new Set(letters.map((letter) => `${letter.object_id} ${letter.from_unit_id} ${letter.object_number}`)).size,
    ).toBe(letters.length)
    const entries = await world.db.selectFrom('life_entry').select('id').execute()
    expect(entries).toHaveLength(perItem)
  })

  it('each unit is credited once for a piece, and the issues are numbered without gaps', async () => {
    for (const adoption of await world.db.selectFrom('adoption').select(['piece_id', 'credit', 'status']).execute()) {
      expect(adoption.status).toBe('published')
      const up = forwarded.find(({ pieceId }) => pieceId === adoption.piece_id)
      const owners = up
        ? (['140100'] as UnitCode[])
        : sent.filter(({ pieceId }) => pieceId === adoption.piece_id).map(({ unit }) => unit)
      const credit = adoption.credit as unknown as { unitId: string; role: string }[]
      expect(credit.map(({ unitId }) => unitId).sort()).toEqual(
        [...new Set(owners.map((code) => world.unit(code).id))].sort(),
      )
      expect(credit.filter(({ role }) => role === 'lead')).toHaveLength(1)
    }
    for (const office of offices.values()) {
      const numbers = await world.db
        .selectFrom('issue')
        .select('number')
        .where('office_id', '=', world.unit(office.code).id)
        .orderBy('number')
        .execute()
      expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_one, index) => index + 1))
    }
    expect(read).toHaveLength((await world.db.selectFrom('adoption').select('id').execute()).length)
  })

  it('the chain of events is whole', async () => {
    const left = () =>
      world.db
        .selectFrom('event')
        .leftJoin('event_seal', 'event_seal.event_id', 'event.id')
        .select('event.id')
        .where('event_seal.event_id', 'is', null)
        .limit(1)
        .executeTakeFirst()
    while (await left()) await runCommand(world.app, systemActor, sealEvents)
    expect(await world.asReader(systemActor, firstBrokenSeal)).toBeNull()
    const [{ events }, { seals }] = [
      await world.db
        .selectFrom('event')
        .select((eb) => eb.fn.countAll<number>().as('events'))
        .executeTakeFirstOrThrow(),
      await world.db
        .selectFrom('event_seal')
        .select((eb) => eb.fn.countAll<number>().as('seals'))
        .executeTakeFirstOrThrow(),
    ]
    expect(seals).toBe(events)
    expect(events).toBeGreaterThan(sent.length * 10)
  }, 60_000)

  const titleOf = (item: Item) => item.text.title.trim()
})

/** Two of the texts once more, as no office may send them: a title without end, and a 密级 mark. */
function spoilt(text: RealText): RealText[] {
  return [
    { ...text, id: `${text.id}#long`, title: text.title.repeat(Math.ceil(101 / text.title.length)) },
    { ...text, id: `${text.id}#mark`, body: `机密★1年\n${text.body}` },
  ]
}

/** What is on paper: the lines without the white space around them, characters composed, quotes in pairs as the seal writes them. */
const linesOf = (body: string) =>
  bodyText(bodyFromText(body))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
