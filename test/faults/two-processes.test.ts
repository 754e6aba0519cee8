import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { newId } from '../../server/platform/ids.ts'
import { adoptPiece, draft, signAndSend } from '../flow/road.ts'
import { codeOf, signIn } from './caller.ts'
import { engageCast } from './cast.ts'
import type { Onlooker } from './cast.ts'
import { openPage } from './live-page.ts'
import { dataFolder, embedded, nodeProcess, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const folder = dataFolder()
let first: NodeProcess
let second: NodeProcess
let onlooker: Onlooker

beforeAll(async () => {
  first = await nodeProcess(folder.dataDir)
  await first.start()
  const { url } = embedded(folder.dataDir)
  mkdirSync(`${folder.dataDir}-second`)
  second = await nodeProcess(`${folder.dataDir}-second`, url())
  await second.start()
  onlooker = await engageCast(url(), folder.dataDir)
}, 120_000)

afterAll(async () => {
  await second?.kill()
  await first?.kill()
  await onlooker?.db.destroy()
  await folder.end()
}, 60_000)

test('issues that are signed at both processes at once have the numbers 1, 2, 3 … and each is signed once', async () => {
  const issues = await issuesToSign(6)
  const signers = [await signIn(first.url, 'taiyuan.ma'), await signIn(second.url, 'taiyuan.ma')]
  const codes = await Promise.all(
    issues.flatMap((issue) => signers.map(({ client }) => codeOf(client.publications.sign(issue)))),
  )
  expect(codes.filter((code) => code === 'done')).toHaveLength(6)
  expect([...new Set(codes)].sort()).toEqual(['done', 'issue.wrong_status'])

  const signed = await onlooker.db
    .selectFrom('issue')
    .select(['number', 'serial', 'status'])
    .orderBy('number')
    .execute()
  expect(signed.map((issue) => [issue.number, issue.serial, issue.status])).toEqual(
    [1, 2, 3, 4, 5, 6].map((number) => [number, number, 'signed']),
  )
}, 60_000)

test('what happens at one process reaches the pages that listen at the other, in both directions', async () => {
  for (const [here, there] of [
    [first, second],
    [second, first],
  ] as const) {
    const { client, cookie } = await signIn(here.url, 'xiaodian.li')
    const page = await openPage(there.url, cookie)
    await client.submissions.create({ id: newId(), title: '续报' })
    await until('the page hears it', () => page.heard().includes('"submissions"'), 5_000)
    page.leave()
  }
}, 30_000)

test('one process is killed: the other works on', async () => {
  const { client } = await signIn(first.url, 'xiaodian.li')
  await second.kill()
  const id = newId()
  await client.submissions.create({ id, title: '报告' })
  expect((await client.submissions.get({ id })).title).toBe('报告')
}, 30_000)

/** Each with one item of 小店区 in it, ready for the signature of 太原市. */
async function issuesToSign(count: number): Promise<{ id: string; version: number }[]> {
  const as = (login: string) => onlooker.as(login)
  const county = {
    reporter: await as('xiaodian.li'),
    reviewer: await as('xiaodian.zhang'),
    secrecy: await as('xiaodian.sun'),
    signer: await as('xiaodian.wang'),
    authorName: '李晓雯',
  }
  const city = { editor: await as('taiyuan.chen'), chief: await as('taiyuan.liu') }
  const { publications, modes } = await city.chief.publications.options({})
  const publication = publications.find((one) => one.name.endsWith('政务信息'))!
  const columnId = publication.columns[0]!.id
  const issues: { id: string; version: number }[] = []
  for (let made = 0; made < count; made += 1) {
    const item = await draft(county, {
      title: `小店区第${made + 1}批供暖设施完成整治`,
      body: bodyFromText('一、排查情况\n对47个老旧小区供暖设施逐一排查。'),
    })
    await signAndSend(county, item)
    const handling = await onlooker.db
      .selectFrom('handling')
      .select('id')
      .where('submission_id', '=', item)
      .executeTakeFirstOrThrow()
    await city.editor.desk.open({ id: handling.id })
    const { pieceId } = await city.editor.desk.startEditing({ id: handling.id })
    const adoptionId = await adoptPiece(city, pieceId, {
      publicationId: publication.id,
      columnId,
      mode: modes[0]!.code,
    })
    const id = newId()
    const { version } = await city.editor.publications.createIssue({
      id,
      publicationId: publication.id,
      series: 'main',
    })
    await city.editor.publications.arrange({ id, version, columns: [{ columnId, adoptionIds: [adoptionId] }] })
    const ready = await city.editor.publications.preRelease({ id })
    issues.push({ id, version: ready.version })
  }
  return issues
}
