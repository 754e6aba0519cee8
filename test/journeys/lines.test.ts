import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyFromText } from '../../contract/body.ts'
import { carriedPath, exportFile } from '../../server/exchange/carried/export-file.ts'
import { enrol, sendLetter } from '../../server/exchange/index.ts'
import { runCommand } from '../../server/platform/command.ts'
import { newId } from '../../server/platform/ids.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { verifyFile } from '../../tools/lib/verify-file.ts'
import { Findings } from '../../tools/lib/verify-findings.ts'
import { launchBrowser } from '../browser.ts'
import { isListening, startFederated, until } from '../federation/nodes.ts'
import type { FederatedNode } from '../federation/nodes.ts'
import { draft, signAndSend } from '../flow/road.ts'
import { password } from './cast.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const webDir = join(import.meta.dirname, '../../dist/web')

let province: FederatedNode
let city: FederatedNode
let browser: Browser
beforeAll(async () => {
  province = await startFederated(['sheng.zhou'], {}, webDir)
  city = await startFederated(['taiyuan.chen', 'taiyuan.guo', 'taiyuan.he', 'taiyuan.ma'])
  await province.as('sheng.zhou')
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await city?.close()
  await province?.close()
})

async function signIn(login: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${province.url}/admin/lines`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('口令').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '线路' }).waitFor()
  return page
}

async function look(page: Page, name: string) {
  if (process.env.ZHENGXIN_PICTURES) await page.screenshot({ path: join(process.env.ZHENGXIN_PICTURES, `${name}.png`) })
  await page.evaluate(axe)
  const { violations } = (await page.evaluate('axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] })')) as {
    violations: { id: string; nodes: { html: string }[] }[]
  }
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`)).toEqual([])
}

test('a city joins: invited, agreed to, compared by two; its letters come by the line, and by hand while it is down', async () => {
  const system = await signIn('admin.system')
  await look(system, 'lines-none')
  await system.getByRole('link', { name: '接入邀请' }).click()
  await look(system, 'invitations-none')
  await system.getByRole('button', { name: '邀请节点接入' }).click()
  await look(system, 'invite')
  await system.getByRole('button', { name: '取消' }).last().click()
  const { id: unitId } = await province.db
    .selectFrom('unit')
    .select('id')
    .where('code', '=', '140100')
    .executeTakeFirstOrThrow()
  const { code } = await (await province.as('admin.system')).exchange.invite({ unitId })

  const security = await signIn('admin.security')
  await security.getByRole('link', { name: '接入邀请' }).click()
  await security.getByRole('button', { name: '同意' }).click()
  await security.getByText('已同意，待接入').waitFor()
  await until('the province listens', () => isListening(province.peerUrl))
  const { ownFingerprint } = await enrol(city.app, code)
  for (const page of [system, security]) {
    await page.getByRole('navigation', { name: '线路' }).getByRole('link', { name: '线路' }).click()
    await page.getByRole('link', { name: '太原市人民政府办公室' }).click()
    await page.getByRole('button', { name: '核对指纹并确认' }).first().click()
    await page.getByLabel('对方读出的指纹').fill(ownFingerprint)
    await look(page, 'confirm')
    await page.getByRole('button', { name: '核对指纹并确认' }).last().click()
    await page.getByText('指纹一致，已确认。').waitFor()
  }
  await until('the city is enrolled', async () => {
    const self = await city.db.selectFrom('node').select('state').where('role', '=', 'self').executeTakeFirst()
    return self?.state === 'active'
  })
  await system.getByText('畅通').waitFor()
  await system.getByRole('button', { name: '测试线路' }).click()
  await system.getByText('线路正常').waitFor()

  const people = {
    reporter: await city.as('taiyuan.chen'),
    reviewer: await city.as('taiyuan.guo'),
    secrecy: await city.as('taiyuan.he'),
    signer: await city.as('taiyuan.ma'),
    authorName: '陈思远',
  }
  const send = async (title: string) => {
    const id = await draft(people, { title, body: bodyFromText('全市供热管网改造完成九成。') })
    await signAndSend(people, id)
    return id
  }
  await send('太原市冬季供暖保障有力')
  const top = await city.db.selectFrom('unit').select('id').where('code', '=', '140000').executeTakeFirstOrThrow()
  await runCommand(city.app, systemActor, (cx) =>
    sendLetter(cx, {
      kind: 'item.withdrawn', // of an item that the province has not: it waits there
      fromUnitId: unitId,
      toUnitId: top.id,
      objectId: newId(),
      body: { submissionId: newId(), reason: '数据有误', withdrawnBy: '马主任', at: new Date().toISOString() },
    }),
  )
  await system.getByLabel('只看未送达的').uncheck()
  await look(system, 'line')
  // 摆渡
  const upper = await city.db.selectFrom('node').select('id').where('role', '=', 'upper').executeTakeFirstOrThrow()
  await send('太原市多措并举稳岗就业')
  const operator = { ...(await city.actor('管维')), provedAt: new Date() }
  const made = await exportFile(city.app, operator, { id: upper.id, reason: '光缆中断，光盘摆渡' })
  await system.getByRole('button', { name: '导入摆渡文件' }).click()
  await system.getByLabel('摆渡文件', { exact: true }).setInputFiles({
    name: made.name,
    mimeType: 'application/octet-stream',
    buffer: readFileSync(carriedPath(city.app, upper.id, made.fileId)),
  })
  await system.getByLabel('原因').fill('光缆中断，光盘送达')
  await look(system, 'import')
  await system.getByRole('button', { name: '导入摆渡文件' }).last().click()
  await system.getByText('已导入：').waitFor()
  await look(system, 'imported')
  await system.getByRole('button', { name: '关闭' }).last().click()
  await system.getByRole('button', { name: '导出摆渡文件' }).click()
  await system.getByLabel('原因').fill('把回执带回太原')
  const [download] = await Promise.all([
    system.waitForEvent('download'),
    system.getByRole('button', { name: '导出摆渡文件' }).last().click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\{"format":"zhengxin-carried"/)
  await system.getByRole('button', { name: '导出存证' }).click()
  const evidence = system.getByRole('dialog', { name: '导出存证' })
  await evidence.getByLabel('收到对方').check()
  await look(system, 'evidence')
  const [proof] = await Promise.all([
    system.waitForEvent('download'),
    evidence.getByRole('button', { name: '导出存证' }).click(),
  ])
  const findings = new Findings()
  verifyFile(readFileSync(await proof.path(), 'utf8'), findings)
  expect(findings.problems).toEqual([])
  expect(findings.lines.at(-1)).toContain('140100 → 140000')
  await system.getByText('操作记录').scrollIntoViewIfNeeded()
  await look(system, 'line-acts')

  await system.locator('.zx-page-body').evaluate((body) => body.scrollTo(0, 5000)) // the next pages open at their top
  await system.getByRole('link', { name: '线路' }).last().click()
  await system.getByRole('link', { name: '滞留信件' }).click()
  await system.getByText('所涉事项本节点还没有').or(system.getByText('没有滞留的信件')).first().waitFor()
  await look(system, 'held')
  await system.getByRole('link', { name: '本节点' }).click()
  await system.getByRole('heading', { name: '山西省人民政府办公厅' }).waitFor()
  expect(await system.locator('.zx-page-body').evaluate((body) => body.scrollTop)).toBe(0)
  await look(system, 'self')
  await system.getByRole('link', { name: '接入邀请' }).click()
  await system.getByText('已接入').waitFor()
  await look(system, 'invitations')
  await system.getByRole('navigation', { name: '线路' }).getByRole('link', { name: '线路' }).click()
  await look(system, 'lines')
})
