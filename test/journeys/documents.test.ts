import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { missingGlyphs } from '../../server/documents/index.ts'
import { newId } from '../../server/platform/ids.ts'
import { tellStory } from './people.ts'
import type { Story } from './people.ts'
import { adoptedByProvince, forwardedByCity, sentFrom } from './work.ts'

/** On a busy machine the printing process takes its time to read the fonts. */
const slow = { timeout: 60_000 }
const title = '小店区推行一窗通办改革取得初步成效'
let story: Story
let issue = ''
let item = ''
beforeAll(async () => {
  story = await tellStory()
  void missingGlyphs('政') // the fonts are read meanwhile
  item = await sentFrom(story.as, 'xiaodian', { title, text: '小店区将62个窗口归并为18个综合窗口，改革取得初步成效。' })
  await forwardedByCity(story.as, title)
  await adoptedByProvince(story.as, title, '工作动态')
  const [editor, signer] = [await story.as('sheng.zhou'), await story.as('sheng.yan')]
  const { publications } = await editor.publications.options({})
  const { id: publicationId, columns } = publications.find((one) =>
    one.columns.some(({ name }) => name === '工作动态'),
  )!
  const pool = await editor.publications.pool({ limit: 5 })
  issue = newId()
  const { version } = await editor.publications.createIssue({ id: issue, publicationId, series: 'main' })
  const columnId = columns.find(({ name }) => name === '工作动态')!.id
  await editor.publications.arrange({ id: issue, version, columns: [{ columnId, adoptionIds: [pool.items[0]!.id] }] })
  const ready = await editor.publications.preRelease({ id: issue })
  await signer.publications.sign({ id: issue, version: ready.version })
  await (await story.as('sheng.han')).publications.release({ id: issue })
}, 60_000)
afterAll(() => story?.close())

test('an editor takes an issue along as PDF, Word and OFD, and the list of issues as Excel', async () => {
  const zhou = await story.signIn('sheng.zhou')
  await zhou.goes(`/issues/${issue}`)
  const downloads = zhou.page.getByRole('group', { name: '下载' })
  await downloads.waitFor()
  for (const [name, ending] of [
    ['下载 Word', '.docx'],
    ['下载 OFD', '.ofd'],
  ] as const) {
    const [file] = await Promise.all([
      zhou.page.waitForEvent('download', slow),
      downloads.getByRole('link', { name }).click(),
    ])
    expect(file.suggestedFilename().endsWith(ending)).toBe(true)
    expect(Object.keys(unzipSync(readFileSync(await file.path()))).length).toBeGreaterThan(4)
  }
  await zhou.goes('/issues')
  await zhou.sees('第1期', slow.timeout)
  const [table] = await Promise.all([zhou.page.waitForEvent('download', slow), zhou.press('导出 Excel')])
  expect(table.suggestedFilename()).toBe('刊期.xlsx')
  const sheet = Buffer.from(unzipSync(readFileSync(await table.path()))['xl/sharedStrings.xml']!).toString()
  for (const words of ['山西政务信息', '2026年第1期', '已发布']) expect(sheet).toContain(words)
  expect(zhou.complaints).toEqual([])
}, 90_000)

test('a reporter prints an item', async () => {
  const li = await story.signIn('xiaodian.li')
  await li.opensItem(item)
  const href = await li.page.getByRole('link', { name: '下载 PDF' }).getAttribute('href')
  const pdf = await li.page.request.get(href!, slow)
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
}, 90_000)

test('anybody checks the code of a paper and the file itself, without signing in', async () => {
  const zhou = await story.signIn('sheng.zhou')
  const pdf = await (await zhou.page.request.get(`/issues/${issue}/pdf`, slow)).body()
  const { code } = await story.node.app.db.selectFrom('issued_document').select('code').executeTakeFirstOrThrow()
  const stranger = await zhou.context
    .browser()!
    .newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: story.node.url })
  const page = await stranger.newPage()
  await page.goto(`/verify?code=${code}`)
  await page.getByRole('heading', { name: '校验码有效' }).waitFor()
  await page.getByText('2026年第1期').waitFor()
  expect(await page.getByText(title).count()).toBe(0)
  await page.screenshot({ path: join(tmpdir(), 'zhengxin-verify.png') })
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('选择文件').last().setInputFiles({ name, mimeType: 'application/pdf', buffer })
  await choose('刊期.pdf', pdf)
  await page.getByRole('heading', { name: '文件与印发时完全一致' }).waitFor()
  await choose('改过.pdf', Buffer.concat([pdf, Buffer.from('%')]))
  await page.getByRole('heading', { name: '没有查到这个文件' }).waitFor()
  await page.getByLabel('校验码').fill('XZ-2026-0001-AAAA')
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await page.getByRole('heading', { name: '没有查到这个校验码' }).waitFor()
  await stranger.close()
  await zhou.goes(`/verify?code=${code}`)
  await zhou.sees(/一窗通办改革/)
}, 90_000)

test('the administrator sees which fonts print, and what they lack', async () => {
  const admin = await story.signIn('admin.system')
  await admin.goes('/admin/fonts')
  await admin.page.getByRole('row', { name: /^仿宋/ }).waitFor()
  expect(await admin.page.getByRole('row').count()).toBe(6)
  await admin.sees('8,105')
  await admin.page.screenshot({ path: join(tmpdir(), 'zhengxin-fonts.png') })
}, 90_000)
