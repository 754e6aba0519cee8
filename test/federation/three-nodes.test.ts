import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newId } from '../../server/platform/ids.ts'
import { recordFile, storeUpload } from '../../server/platform/files.ts'
import { createToken } from '../../server/identity/tokens.ts'
import { runCommand } from '../../server/platform/command.ts'
import type { InsideClient } from '../../server/inside-client.ts'
import { verifyFile } from '../../tools/lib/verify-file.ts'
import { Findings } from '../../tools/lib/verify-findings.ts'
import { adoptPiece, draft, signAndSend } from '../flow/road.ts'
import { enrolBelow, startFederated, until } from './nodes.ts'
import type { FederatedNode } from './nodes.ts'

let province: FederatedNode
let city: FederatedNode
let county: FederatedNode

beforeAll(async () => {
  province = await startFederated([
    'sheng.zhou',
    'sheng.wu',
    'sheng.han',
    'sheng.xue',
    'sheng.yan',
    'sheng.cui',
    'sheng.lingdao',
    'sheng.duban',
  ])
  city = await startFederated([
    'taiyuan.chen',
    'taiyuan.guo',
    'taiyuan.liu',
    'taiyuan.he',
    'taiyuan.ma',
    'taiyuan.qin',
    'taiyuan.duban',
    'taiyuan.shizhang',
  ])
  county = await startFederated(['xiaodian.li', 'xiaodian.zhang', 'xiaodian.sun', 'xiaodian.wang'])
  await province.as('sheng.zhou')
  await enrolBelow(province, city, '140100')
  await city.as('taiyuan.chen')
  await enrolBelow(city, county, '140105')
  await county.as('xiaodian.li')
}, 120_000)

afterAll(async () => {
  await county?.close()
  await city?.close()
  await province?.close()
}, 60_000)

const countyPeople = async () => ({
  reporter: await county.as('xiaodian.li'),
  reviewer: await county.as('xiaodian.zhang'),
  secrecy: await county.as('xiaodian.sun'),
  signer: await county.as('xiaodian.wang'),
  authorName: '李晓雯',
})

/** The item as it lies on the desk of the node's office. */
async function arrived(node: FederatedNode, submissionId: string): Promise<string> {
  const find = () =>
    node.db.selectFrom('handling').select('id').where('submission_id', '=', submissionId).executeTakeFirst()
  await until('the item lies on the desk above', async () => (await find()) !== undefined)
  return (await find())!.id
}

test('all three know the same units by the same ids, and each knows who lives where', async () => {
  const tree = (node: FederatedNode) => node.db.selectFrom('unit').select(['id', 'path']).orderBy('path').execute()
  const [above, below] = [await tree(province), await tree(county)]
  expect(above.length).toBeGreaterThan(100)
  expect(await tree(city)).toEqual(above)
  expect(below).toEqual(above)
  await until('the province hears of the county', async () => {
    const known = await province.db.selectFrom('node').select(['code', 'role']).orderBy('code').execute()
    return known.map((node) => `${node.code} ${node.role}`).join() === '140000 self,140100 lower,140105 further'
  })
})

test('drafted and signed in the county, edited and forwarded by the city, adopted and released by the province: the author sees each step', async () => {
  const people = await countyPeople()
  const id = await draft(people, {
    title: '小店区供暖设施排查整治有序推进',
    body: bodyFromText('一、排查情况\n对47个老旧小区供暖设施逐一排查。'),
  })
  await signAndSend(people, id)
  const handling = await arrived(city, id)
  await until('the author sees 已送达', async () => {
    const { deliveries } = await people.reporter.submissions.get({ id })
    return deliveries[0]!.deliveredAt !== null
  })

  const editor = await city.as('taiyuan.chen')
  await editor.desk.open({ id: handling })
  const { pieceId } = await editor.desk.startEditing({ id: handling })
  const { submissionId } = await editor.desk.forward({ id: pieceId, categoryCode: 'keyWork' })
  await signAndSend(
    {
      reporter: editor,
      reviewer: await city.as('taiyuan.guo'),
      secrecy: await city.as('taiyuan.he'),
      signer: await city.as('taiyuan.ma'),
      authorName: '陈编辑',
    },
    submissionId,
  )
  const adoptionId = await publish(await arrived(province, submissionId))

  const told = async () => {
    const { lines } = await people.reporter.submissions.life({ id })
    return lines.filter((line) => line.source === 'office').map((line) => `${line.unitName.slice(0, 3)} ${line.kind}`)
  }
  await until('the county reads of the issue', async () => (await told()).includes('山西省 published'))
  expect(await told()).toEqual([
    '太原市 received',
    '太原市 editing',
    '太原市 forwarded',
    '山西省 received',
    '山西省 editing',
    '山西省 inSecondReview',
    '山西省 adopted',
    '山西省 published',
  ])
  expect((await people.reporter.submissions.get({ id })).status).toBe('adopted')

  // its item drew a directive: the county is told on the item's page and by a notice; the words only where the recorder lets them be told
  const leader = (await province.as('sheng.lingdao')).directives
  for (const tellsText of [false, true])
    await leader.record({
      ...noFiles,
      id: newId(),
      leaderId: null,
      way: 'typed',
      type: 'praise',
      text: '小店区的做法值得肯定。',
      passage: '',
      directedOn: shanghaiDay(),
      classificationCode: 'internal',
      tellsText,
      source: { kind: 'issue', adoptionId },
    })
  const directed = async () =>
    (await people.reporter.submissions.life({ id })).lines.filter((line) => line.kind === 'directed')
  await until('the county learns of both directives', async () => (await directed()).length === 2)
  const lines = await directed()
  expect(lines.map((line) => line.unitName)).toEqual(['山西省人民政府办公厅', '山西省人民政府办公厅'])
  expect(lines.map((line) => line.data['directiveText'] ?? null)).toEqual([null, '小店区的做法值得肯定。'])
  for (const line of lines) expect(line.data).toMatchObject({ leaderTitle: '省政府主要领导', directiveType: 'praise' })
  const { items } = await people.reporter.home.notices({ limit: 50 })
  const notices = items.filter((notice) => notice.kind === 'submission.directed' && notice.subjectId === id)
  expect(notices).toHaveLength(2)
  expect(JSON.stringify(notices)).not.toContain('值得肯定') // a notice never carries the words
})

async function publish(handling: string) {
  const editor = await province.as('sheng.zhou')
  const chief = await province.as('sheng.han')
  await editor.desk.open({ id: handling })
  const { pieceId } = await editor.desk.startEditing({ id: handling })
  const { publications, modes } = await chief.publications.options({})
  const publication = publications[0]!
  const columnId = publication.columns[0]!.id
  const adoptionId = await adoptPiece({ editor, chief }, pieceId, {
    publicationId: publication.id,
    columnId,
    mode: modes[0]!.code,
  })
  const id = newId()
  const { version } = await editor.publications.createIssue({ id, publicationId: publication.id, series: 'main' })
  await editor.publications.arrange({ id, version, columns: [{ columnId, adoptionIds: [adoptionId] }] })
  const ready = await editor.publications.preRelease({ id })
  await (await province.as('sheng.yan')).publications.sign({ id, version: ready.version })
  await chief.publications.release({ id })
  return adoptionId
}

test('an attachment arrives with its item, byte for byte, and its readers may open it', async () => {
  const people = await countyPeople()
  const content = Buffer.from('附表：排查明细\n'.repeat(200_000)) // 4 MB: several pieces
  const actor = await county.actor('李晓雯')
  const stored = await storeUpload(county.config.dataDir, '附表.txt', Readable.from([content]))
  const file = await runCommand(county.app, actor, (cx) => recordFile(cx, '附表.txt', stored))
  const id = await draft(people, { title: '小店区供暖设施排查明细', body: bodyFromText('附表如下。') })
  const { version } = await people.reporter.submissions.get({ id })
  await people.reporter.submissions.saveDetails({ id, version, fileIds: [file.id] })
  await signAndSend(people, id)

  const handling = await arrived(city, id)
  const seen = await (await city.as('taiyuan.chen')).desk.open({ id: handling })
  expect(seen.files).toMatchObject([{ id: file.id, name: '附表.txt', size: content.length }])
  const row = await city.db
    .selectFrom('stored_file')
    .select('sha256')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow()
  expect(row.sha256).toBe(createHash('sha256').update(content).digest('hex'))
})

test('the withdrawal crosses the receipt on the way: the item stays where it was received, and both sides say so', async () => {
  const people = await countyPeople()
  const id = await draft(people, { title: '小店区春耕备耕', body: bodyFromText('数据待核。') })
  await signAndSend(people, id)
  const handling = await arrived(city, id)
  const line = (await city.db.selectFrom('node').select('id').where('code', '=', '140105').executeTakeFirstOrThrow()).id
  const operator = await operatorOf(city)
  await operator.exchange.pauseLine({ id: line, reason: '演练：两封信在途中交错' })
  await (await city.as('taiyuan.chen')).desk.open({ id: handling })
  await people.reporter.submissions.requestWithdrawal({ id, reason: '数据有误' })
  await people.signer.submissions.withdraw({ id })
  expect((await people.reporter.submissions.get({ id })).status).toBe('withdrawn')
  await operator.exchange.resumeLine({ id: line, reason: '演练结束' })
  await until('the county learns that it was received', async () => {
    const { status } = await people.reporter.submissions.get({ id })
    return status === 'received'
  })
  expect((await (await city.as('taiyuan.chen')).desk.open({ id: handling })).status).toBe('received')
})

test('a unit renamed at the province bears its new name everywhere', async () => {
  const unit = await province.db.selectFrom('unit').select('id').where('code', '=', '140106').executeTakeFirstOrThrow()
  await (
    await operatorOf(province)
  ).organisations.renameUnit({
    id: unit.id,
    name: '迎泽区人民政府办公室（区政府研究室）',
    shortName: '迎泽区政府办',
    governmentName: '迎泽区人民政府',
    effectiveOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    basis: '迎政发〔2026〕1号',
  })
  await until('the county knows the new name', async () => {
    const there = await county.db.selectFrom('unit').select('name').where('id', '=', unit.id).executeTakeFirstOrThrow()
    return there.name.endsWith('（区政府研究室）')
  })
})

const unitIdOf = async (code: string): Promise<string> =>
  (await province.db.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
const shanghaiDay = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const noFiles = { fileIds: [] as string[] }

test('a directive goes from the province to the city and on to the county; the feedback comes up signed by each, until the leader has seen the result', async () => {
  const leader = (await province.as('sheng.lingdao')).directives
  const supervisor = (await province.as('sheng.duban')).directives
  const { id } = await leader.record({
    ...noFiles,
    id: newId(),
    leaderId: null,
    way: 'typed',
    type: 'act',
    text: '请太原市举一反三，抓紧整改。',
    passage: '',
    directedOn: shanghaiDay(),
    classificationCode: 'internal',
    tellsText: false,
    source: { kind: 'paper', title: '供暖设施隐患情况', reference: '' },
  })
  const { version } = await supervisor.get({ id })
  const { assignments } = await supervisor.transfer({
    id,
    version,
    parts: [{ unitId: await unitIdOf('140100'), role: 'lead', requirement: '牵头整改' }],
    contact: '督查室 0351-3046000',
  })
  const taskId = assignments[0]!.id

  const atCity = (await city.as('taiyuan.duban')).directives
  const arrivedAt = (node: FederatedNode, where: { id: string } | { title: string; unitId: string }) =>
    'id' in where
      ? node.db.selectFrom('directive_task').select('id').where('id', '=', where.id).executeTakeFirst()
      : node.db
          .selectFrom('directive_task')
          .select('id')
          .where('title', '=', where.title)
          .where('unit_id', '=', where.unitId)
          .executeTakeFirst()
  await until('the city has the slip', async () => (await arrivedAt(city, { id: taskId })) !== undefined)
  expect(await atCity.task({ id: taskId })).toMatchObject({
    text: '请太原市举一反三，抓紧整改。',
    leaderName: '林正平',
  })
  await atCity.signFor({ id: taskId })
  await until('the province sees 签收', async () => {
    const shown = await supervisor.get({ id })
    return shown.assignments[0]!.status === 'signedFor'
  })
  const countyId = await unitIdOf('140105')
  await atCity.delegate({
    id: taskId,
    parts: [{ unitId: countyId, requirement: '先行整改' }],
    dueOn: shanghaiDay(),
  })
  const below = { title: '供暖设施隐患情况', unitId: countyId }
  await until('the county has its part', async () => (await arrivedAt(county, below)) !== undefined)
  const countyTask = (await arrivedAt(county, below))!.id
  await (await county.as('xiaodian.li')).directives.signFor({ id: countyTask })
  const feedback = {
    ...noFiles,
    kind: 'final' as const,
    situation: '隐患已全部整改。',
    problems: '',
    nextSteps: '',
    contactName: '李晓雯',
    contactPhone: '0351-7000000',
    handIn: true,
  }
  await (await county.as('xiaodian.li')).directives.draftFeedback({ ...feedback, id: countyTask, feedbackId: newId() })
  await (await county.as('xiaodian.wang')).directives.signFeedback({ id: countyTask })
  const partBelow = async () => (await atCity.task({ id: taskId })).below[0]
  await until('the city has the feedback of the county', async () => (await partBelow())?.status === 'finalGiven')
  await atCity.accept({ id: (await partBelow())!.id, note: '' })
  await atCity.draftFeedback({ ...feedback, id: taskId, feedbackId: newId() })
  await (await city.as('taiyuan.ma')).directives.signFeedback({ id: taskId })
  await until('the province has the feedback of the city', async () => {
    const { assignments: parts } = await supervisor.get({ id })
    return parts[0]!.status === 'finalGiven'
  })
  const answered = (await supervisor.get({ id })).assignments[0]!
  expect(answered.feedback[0]).toMatchObject({ kind: 'final', situation: '隐患已全部整改。' })
  await supervisor.accept({ id: taskId, note: '' })
  await supervisor.report({ id, result: '隐患已全部整改。' })
  await leader.answer({ id, text: '好。', isNew: false })
  expect(await supervisor.close({ id, note: '' })).toMatchObject({ status: 'closed' })
  await until('the city learns that it is over', async () => (await atCity.task({ id: taskId })).status === 'accepted')
})

test('a commission of the province: delivered and read below, declined by the city, answered late by the county', async () => {
  const office = (await province.as('sheng.zhou')).commissions
  const [cityId, countyId] = [await unitIdOf('140100'), await unitIdOf('140105')]
  const id = newId()
  await office.create({
    ...noFiles,
    id,
    origin: 'own',
    leaderId: null,
    sourceLabel: '',
    title: '今冬供暖保障情况',
    content: '请报送准备情况。',
    requirements: '',
    contactName: '',
    contactPhone: '',
    dueAt: new Date(Date.now() + 3_600_000).toISOString(),
    unitIds: [cityId, countyId],
    groupIds: [],
  })
  await office.issue({ id })
  const target = async (unitId: string) => (await office.get({ id })).targets.find((one) => one.unitId === unitId)!
  const taskAt = async (login: [FederatedNode, string]) => {
    const { items } = await (await login[0].as(login[1])).commissions.tasks({ group: 'all', limit: 20 })
    return items.find((one) => one.commissionId === id)
  }
  const atCounty: [FederatedNode, string] = [county, 'xiaodian.li']
  const atCity: [FederatedNode, string] = [city, 'taiyuan.liu']
  await until('both have it', async () => Boolean(await taskAt(atCounty)) && Boolean(await taskAt(atCity)))
  await until('the province knows that it was delivered', async () => {
    const { targets } = await office.get({ id })
    return targets.every((one) => one.deliveredAt !== null)
  })
  const [countyTask, cityTask] = [(await taskAt(atCounty))!, (await taskAt(atCity))!]
  await (await city.as('taiyuan.liu')).commissions.decline({ id: cityTask.id, reason: '由各区直接报送。' })
  await (await county.as('xiaodian.li')).commissions.read({ id: countyTask.id })
  await until('the province sees who read and who declined', async () => {
    const [one, other] = [await target(countyId), await target(cityId)]
    return one.readByName === '李晓雯' && other.declineReason === '由各区直接报送。'
  })
  // the deadline passes
  const passed = new Date(Date.now() - 60_000)
  await province.db.updateTable('commission').set({ due_at: passed }).where('id', '=', id).execute()
  await county.db.updateTable('commission_task').set({ due_at: passed }).where('id', '=', countyTask.id).execute()
  expect((await target(countyId)).isOverdue).toBe(true)
  const people = await countyPeople()
  const item = await draft(people, { title: '小店区供暖准备就绪', body: bodyFromText('热源、管网、换热站均已检修。') })
  const { version } = await people.reporter.submissions.get({ id: item })
  await people.reporter.submissions.saveDetails({ id: item, version, commissionId: id })
  await signAndSend(people, item)
  await until('the province has the answer', async () => (await target(countyId)).status === 'answered')
  expect(await target(countyId)).toMatchObject({ onTime: false, answers: [{ submissionId: item, onTime: false }] })
  expect(await taskAt(atCounty)).toMatchObject({ status: 'answered', onTime: false })
})

test('points and an adoption report of the province reach city and county and come back with read marks; the city passes its own points on', async () => {
  const chief = (await province.as('sheng.han')).guidance
  const unitIds = [await unitIdOf('140100'), await unitIdOf('140105')]
  const paper = {
    ...noFiles,
    body: bodyFromText('请认真组织。'),
    periodFrom: shanghaiDay(),
    periodTo: shanghaiDay(),
    groupIds: [],
  }
  const point = { id: newId(), text: '供暖保障', detail: '', basedOn: null }
  const points = { ...paper, id: newId(), kind: 'points' as const, title: '冬季报送要点', points: [point], unitIds }
  await chief.issue({ id: points.id, version: (await chief.create(points)).version })
  const report = { ...paper, id: newId(), kind: 'adoption' as const, title: '采用情况', points: [], unitIds }
  const { version } = await chief.create(report)
  const generated = await chief.generate({ id: report.id, version })
  expect(JSON.stringify(generated.body)).toContain('小店区供暖设施排查整治有序推进')
  await chief.issue({ id: report.id, version: generated.version })

  const readAll = async (reader: InsideClient) => {
    const find = async () => (await reader.guidance.received({ limit: 20, unread: true })).items
    await until('both papers have arrived', async () => (await find()).length === 2)
    const items = await find()
    for (const item of items) await reader.guidance.read({ id: item.id })
    return items
  }
  const received = await readAll(await city.as('taiyuan.liu'))
  await readAll(await county.as('xiaodian.li'))
  for (const { id } of [points, report])
    await until('the province sees who read', async () => {
      const { recipients } = await chief.get({ id })
      return recipients.every((one) => one.deliveredAt !== null && one.readAt !== null)
    })

  const below = (await city.as('taiyuan.liu')).guidance
  const basedOn = received.find((item) => item.title === '冬季报送要点')!.id
  const own = { ...paper, id: newId(), kind: 'points' as const, title: '太原市参考要点', points: [], basedOn }
  await below.issue({ id: own.id, version: (await below.create({ ...own, unitIds: [unitIds[1]!] })).version })
  const reader = await county.as('xiaodian.li')
  await until('the county has the points of both', async () => {
    const { items } = await reader.guidance.openPoints({})
    return items.filter((item) => item.text === '供暖保障').length === 2
  })
})

test('an operator exports a letter with its receipt, and a whole line: the files verify by themselves, altered ones name the letter', async () => {
  const { exchange } = await operatorOf(county)
  const { items } = await exchange.lines({})
  const { id, name } = items.find((line) => line.role === 'upper')!
  const { items: letters } = await exchange.lineLetters({ id, waitingOnly: false, limit: 50 })
  const item = letters.find((letter) => letter.kind === 'item.sent' && letter.ackedAt)!
  const problemsOf = (text: string) => {
    const findings = new Findings()
    verifyFile(text, findings)
    return findings.problems
  }
  const one = await exchange.exportEvidence({ id, letterId: item.id })
  expect(one).toMatchObject({ first: item.seq, isWhole: true })
  expect(one.receipts).toBeGreaterThan(0)
  expect(problemsOf(one.text)).toEqual([])
  expect(one.text).not.toContain('evidence')

  for (const direction of ['sent', 'received'] as const) {
    const all = await exchange.exportEvidence({ id, direction })
    expect(all.letters).toBeGreaterThan(2)
    expect(problemsOf(all.text)).toEqual([])
    const rows = all.text.split('\n')
    const at = rows.findIndex((row) => row.includes('"type":"letter"')) + 1
    expect(problemsOf(rows.toSpliced(at, 1).join('\n')).join()).toContain('缺第 2 号')
    const flipped = rows[at]!.replace(/(.)"}$/, (_end, last: string) => `${last === 'A' ? 'B' : 'A'}"}`)
    expect(problemsOf(rows.with(at, flipped).join('\n')).join()).toContain('第 2 号')
  }
  await expect((await county.as('xiaodian.li')).exchange.exportEvidence({ id })).rejects.toMatchObject({
    code: 'not_found',
  })
  const { acts } = await exchange.line({ id })
  expect(acts[0]).toMatchObject({ kind: 'line.evidence_exported' })
  const recorded = await county.db
    .selectFrom('event')
    .select('data')
    .where('kind', '=', 'line.evidence_exported')
    .execute()
  expect(recorded[0]!.data).toMatchObject({ name, direction: 'sent', first: item.seq, receipts: one.receipts })
})

test('an issue goes whole to the units of other nodes it was released to: read, searched, printed and counted there; recalled, it is gone', async () => {
  const editor = await province.as('sheng.zhou')
  const chief = await province.as('sheng.han')
  const { items: issues } = await editor.publications.issues({ limit: 5 })
  const { id, label, publicationName, firstTitle } = issues[0]!
  const unitIds = [await unitIdOf('140100'), await unitIdOf('140105')]
  await chief.publications.addRecipients({ id, personIds: [], unitIds, tierIds: [] })
  const [cityReader, countyReader] = [await city.as('taiyuan.chen'), await county.as('xiaodian.li')]
  const listed = async (reader: InsideClient) =>
    (await reader.publications.readingList({ limit: 20 })).items.find((row) => row.id === id)
  for (const reader of [cityReader, countyReader])
    await until('the issue is in the reading list', async () => (await listed(reader)) !== undefined)
  expect(await listed(countyReader)).toMatchObject({ label, publicationName, titles: [firstTitle], readAt: null })
  expect((await countyReader.home.tasks({})).groups.find((group) => group.kind === 'issue.toRead')?.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ id })]),
  )

  // the reading rate at the province is that of all nodes
  const before = await editor.publications.reading({ id })
  const read = await countyReader.publications.openIssue({ id })
  expect(read).toMatchObject({ receivedFrom: '山西省人民政府办公厅', status: 'released' })
  expect(read.columns[0]!.entries[0]!.title).toBe(firstTitle)
  await countyReader.publications.openIssue({ id }) // counted once
  await until('the province knows who read it', async () =>
    (await editor.publications.reading({ id })).tiers.some((tier) =>
      tier.lines.some((line) => line.readBy === '李晓雯' && line.times === 1),
    ),
  )
  expect((await editor.publications.reading({ id })).read).toBe(before.read + 1)

  // a leader of the city writes on it there; the author far below learns of it through the province
  const { adoptionId } = read.columns[0]!.entries[0]!
  const leader = (await city.as('taiyuan.shizhang')).directives
  const directive = await leader.record({
    ...noFiles,
    id: newId(),
    leaderId: null,
    way: 'typed',
    type: 'praise',
    text: '请推广小店区的做法。',
    passage: '',
    directedOn: shanghaiDay(),
    classificationCode: 'internal',
    tellsText: true,
    source: { kind: 'issue', adoptionId },
  })
  expect(await leader.get({ id: directive.id })).toMatchObject({ itemTitle: firstTitle, issueId: id })
  const wordsBelow = async () => {
    const { items } = await countyReader.home.notices({ limit: 50 })
    const told = new Set(items.filter(({ kind }) => kind === 'submission.directed').map(({ subjectId }) => subjectId))
    const lives = await Promise.all([...told].map((item) => countyReader.submissions.life({ id: item })))
    return lives.flatMap(({ lines }) => lines).find(({ data }) => data['directiveText'] === '请推广小店区的做法。')
  }
  await until('the author learns of the directive', async () => (await wordsBelow()) !== undefined)
  expect((await wordsBelow())!.data).toMatchObject({ leaderOffice: '太原市人民政府办公室' })

  // printed where it is read, and never in a form that can be changed
  const actor = { ...(await county.actor('李晓雯')), provedAt: new Date() }
  const { token } = await runCommand(county.app, actor, (cx) => createToken(cx, { name: '打印', days: 1 }))
  const print = (ending: string) =>
    fetch(`${county.url}/issues/${id}/${ending}`, { headers: { authorization: `Bearer ${token}` } })
  const pdf = Buffer.from(await (await print('pdf')).arrayBuffer())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect((await print('docx')).status).toBe(403)

  // the unread unit is reminded where its people are; what came is found in the library, by its readers alone
  await editor.publications.urge({ id })
  const reviewer = await city.as('taiyuan.guo')
  await until('the city is reminded', async () =>
    (await reviewer.home.notices({ limit: 20 })).items.some(
      (notice) => notice.kind === 'issue.urged' && notice.subjectId === id,
    ),
  )
  const find = async (reader: InsideClient) =>
    (await reader.library.search({ q: firstTitle!, limit: 20 })).items.filter((hit) => hit.links.issueId === id).length
  expect(await find(countyReader)).toBeGreaterThan(0)

  // 作废: the text is gone everywhere, and whoever read it is told why
  await (
    await province.as('sheng.yan')
  ).publications.void({ id, reasonCode: 'error', reasonText: '第一条中的数字有误。' })
  await until('the county knows that it was recalled', async () => (await listed(countyReader))?.status === 'voided')
  expect(await countyReader.publications.openIssue({ id })).toMatchObject({
    columns: [],
    voidReason: expect.stringContaining('数字有误'),
  })
  expect((await countyReader.home.notices({ limit: 20 })).items).toContainEqual(
    expect.objectContaining({ kind: 'issue.voided', subjectId: id }),
  )
  expect(await find(countyReader)).toBe(0)
})

test('new keys on both sides: letters go on, the old key counts no further', async () => {
  for (const node of [city, county])
    for (const purpose of ['signing', 'encryption', 'tls'] as const)
      await (await operatorOf(node)).exchange.rotateKeys({ purpose })
  const people = await countyPeople()
  const id = await draft(people, { title: '小店区就业情况', body: bodyFromText('就业稳定。') })
  await signAndSend(people, id)
  await (await city.as('taiyuan.chen')).desk.open({ id: await arrived(city, id) })
  await until('and back', async () => (await people.reporter.submissions.get({ id })).status === 'received')
  const keys = await city.db
    .selectFrom('node_key')
    .select(['id', 'state'])
    .where('id', 'like', '140105#%')
    .where('purpose', '=', 'signing')
    .orderBy('id')
    .execute()
  expect(keys).toEqual([
    { id: '140105#s1', state: 'retired' },
    { id: '140105#s2', state: 'active' },
  ])
}, 60_000)

const operatorOf = (node: FederatedNode): Promise<InsideClient> => node.as('admin.system')
