import { afterAll, beforeAll, expect, test } from 'vitest'
import { libraryUpkeep } from '../../server/library/index.ts'
import { runCommand } from '../../server/platform/command.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { tellStory } from './people.ts'
import type { Story } from './people.ts'
import { sentFrom } from './work.ts'

let story: Story
const heating = '小店区老旧小区供热管网改造提速'
const text =
  '今年以来，小店区完成供热管网改造37公里，投入资金2600万元，惠及居民1.2万户。目前仍有23个老旧小区管网老化严重，建议市级统筹专项资金，分批推进支线改造。'
beforeAll(async () => {
  story = await tellStory()
  await sentFrom(story.as, 'xiaodian', { title: heating, text })
  await sentFrom(story.as, 'yingze', {
    title: '迎泽区稳岗就业政策落地见效',
    text: '迎泽区为127户企业发放稳岗补贴480万元，新增就业3100人。',
    category: 'experience',
  })
  await runCommand(story.node.app, systemActor, libraryUpkeep)
})
afterAll(() => story?.close())

test('an editor finds what was received: words, a word of its beginning, a filter; opens it, sees where it came from, and keeps it', async () => {
  const chen = await story.signIn('taiyuan.chen')
  const { page } = chen
  await chen.goes('/library')
  await chen.sees('共 2 条')
  const box = page.getByRole('combobox', { name: '检索资源库' })
  await box.fill('供热管网')
  await page.getByRole('option', { name: heating }).waitFor()
  await page.keyboard.press('Enter')
  await chen.sees('共 1 条')
  await page.locator('mark', { hasText: '供热管网' }).first().waitFor()
  await page.getByRole('radio', { name: '按相关度' }).click()
  await page.getByRole('radio', { name: '按相关度', checked: true }).waitFor()
  await chen.sees('共 1 条')

  await chen.press('保存检索')
  await chen.confirm('保存检索')
  await page.getByRole('checkbox', { name: new RegExp(`选择：${heating}`) }).check()
  await chen.press(/^加入专辑/)
  await chen.dialog().getByLabel('名称').fill('供热专辑')
  await chen.confirm('加入专辑')
  await chen.sees('已加入“供热专辑”。')

  await page.getByRole('link', { name: heating }).click()
  await chen.sees('建议市级统筹专项资金')
  await page.getByRole('heading', { name: '溯源' }).waitFor()
  await page.getByRole('link', { name: '打开来稿' }).waitFor()
  await page.getByRole('link', { name: '供热专辑' }).waitFor()
  await chen.sees(/小店区人民政府办公室：《小店区老旧小区供热管网改造提速》/)

  await chen.goes('/library')
  await chen.sees('共 2 条')
  await page.getByRole('complementary', { name: '筛选' }).getByRole('checkbox', { name: /经验/ }).check()
  await chen.sees('共 1 条')
  await chen.sees('迎泽区稳岗就业政策落地见效')
})

test('whoever wrote it sees what became of it; a neighbour finds nothing', async () => {
  const [li, yingze] = [await story.signIn('xiaodian.li'), await story.signIn('yingze.xinxi')]
  await li.goes('/library')
  await li.page.getByRole('link', { name: heating }).click()
  await li.page.getByRole('heading', { name: '溯源' }).waitFor()
  await li.page.getByRole('link', { name: '打开稿件' }).waitFor()
  await yingze.goes(`/library?q=${encodeURIComponent('供热管网')}`)
  await yingze.sees('共 0 条')
  await yingze.sees('没有找到。换一个说法，或去掉一些筛选条件。')
})

test('who writes the same again with another figure is warned while writing, and the desk sees it when it arrives', async () => {
  const li = await story.signIn('xiaodian.li')
  await li.writes({ title: '小店区推进供热管网改造', text: text.replace('2600', '2800') })
  await li.sees('发现 1 篇相近的稿件，请核对')
  await li.sees('数字不一致')
  await li.sees(/本稿 2800万?，对方 2600万?/)

  const title = '小店区供热管网改造再提速'
  await sentFrom(story.as, 'xiaodian', { title, text })
  const chen = await story.signIn('taiyuan.chen')
  await chen.goes('/desk')
  await chen.page.getByRole('row').filter({ hasText: title }).click()
  await chen.sees(/发现 \d 篇相近的稿件/)
  await chen.sees('本单位一稿多投')

  await chen.goes('/library/saved')
  await chen.sees('1 条新资料')
  for (const person of [li, chen]) expect(person.complaints).toEqual([])
})
