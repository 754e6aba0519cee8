import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newId } from '../../server/platform/ids.ts'
import { recordFile, storeUpload } from '../../server/platform/files.ts'
import { runCommand } from '../../server/platform/command.ts'
import type { InsideClient } from '../../server/inside-client.ts'
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
  ])
  city = await startFederated(['taiyuan.chen', 'taiyuan.guo', 'taiyuan.liu', 'taiyuan.he', 'taiyuan.ma', 'taiyuan.qin'])
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
  await publish(await arrived(province, submissionId))

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
