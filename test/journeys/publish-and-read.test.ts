import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from './cast.ts'
import { tellStory } from './people.ts'
import type { Story } from './people.ts'
import { adoptedByProvince, forwardedByCity, sentFrom } from './work.ts'

const items = [
  { title: '小店区推行一窗通办改革取得初步成效', text: '小店区将62个窗口归并为18个综合窗口，改革取得初步成效。' },
  { title: '迎泽区多措并举激发商圈消费活力', text: '迎泽区出台促消费措施12条，推动消费稳步回升。' },
]
let story: Story
let issue = ''
beforeAll(async () => {
  story = await tellStory()
  for (const [index, item] of items.entries()) {
    await sentFrom(story.as, index === 0 ? 'xiaodian' : 'yingze', item)
    await forwardedByCity(story.as, item.title)
    await adoptedByProvince(story.as, item.title, '工作动态')
  }
})
afterAll(() => story?.close())

test('the editor composes the issue by mouse and by keyboard, and pre-releases it', async () => {
  const zhou = await story.signIn('sheng.zhou')
  await zhou.goes('/issues')
  await zhou.press('新建刊期')
  await zhou.dialog().getByLabel('刊物').selectOption('山西政务信息')
  await zhou.confirm('开始组稿')
  await zhou.page.waitForURL(/issues\/[0-9a-f-]{36}/)
  issue = zhou.page.url().match(/issues\/([0-9a-f-]{36})/)![1]!
  const column = zhou.page.getByRole('region', { name: '工作动态' })
  const grip = (title: string) => zhou.button(`移动：${title}`)
  const placed = async () => (await column.getByRole('listitem').locator('b').allTextContents()).filter(Boolean)

  const [from, to] = [await grip(items[0]!.title).boundingBox(), await column.boundingBox()]
  await zhou.page.mouse.move(from!.x + 8, from!.y + 8)
  await zhou.page.mouse.down()
  await zhou.page.mouse.move(from!.x + 40, from!.y + 20, { steps: 4 })
  await zhou.page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2, { steps: 8 })
  await zhou.page.mouse.up()
  await expect.poll(placed).toEqual([items[0]!.title])

  await zhou.press(`编入：${items[1]!.title}`)
  await expect.poll(placed).toEqual(items.map(({ title }) => title))
  await zhou.sees('已保存')
  await grip(items[1]!.title).focus()
  await zhou.page.keyboard.press('Space')
  await zhou.page.waitForTimeout(300)
  await zhou.page.keyboard.press('ArrowUp')
  await zhou.page.waitForTimeout(300)
  await zhou.page.keyboard.press('Space')
  await expect.poll(placed).toEqual([items[1]!.title, items[0]!.title])
  await zhou.sees('已保存')
  await zhou.page.getByRole('region', { name: '发放范围' }).getByLabel('下级政府办').click() // the offices below do not get this issue
  await expect.poll(() => zhou.page.getByLabel('下级政府办').isChecked()).toBe(false)
  await zhou.press('预发布')
  await zhou.sees('已预发布，等待签发。')
})

test('the signer signs with the password and the number is given; the chief editor releases to the tiers', async () => {
  const [yan, han] = [await story.signIn('sheng.yan'), await story.signIn('sheng.han')]
  await yan.goes(`/issues/${issue}`)
  await yan.press('签发')
  await yan.page.getByLabel('请再次输入您的登录口令').fill(password)
  await yan.confirm('签发')
  await yan.sees(/已签发：.*第1期/)
  await han.goes(`/issues/${issue}`)
  await han.press('发布')
  await han.page.getByLabel('请再次输入您的登录口令').fill(password)
  await han.confirm('发布')
  await han.sees('已发布。')
})

test('a leader reads it; the editor sees the read mark and the rate; the PDF is one', async () => {
  const [leader, zhou] = [await story.signIn('sheng.lingdao'), await story.signIn('sheng.zhou')]
  await zhou.goes(`/issues/${issue}`)
  await zhou.sees(/已阅 0 \//)
  await leader.goes('/reading')
  await leader.page
    .getByRole('region', { name: '新到' })
    .getByRole('link', { name: /山西政务信息/ })
    .click()
  await leader.page.getByRole('heading', { name: items[0]!.title }).waitFor()
  await leader.sees(/取得阶段性成效/)
  await zhou.sees(/已阅 1 \//)
  await zhou.sees(/林正平/)
  const pdf = await leader.page.request.get(`/issues/${issue}/pdf`)
  expect(pdf.status()).toBe(200)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

test('a leader outside of the tiers sees nothing of it: neither in the list nor by its address nor as a PDF', async () => {
  const other = await story.signIn('taiyuan.shizhang')
  await other.goes('/reading')
  await other.sees('没有未读的刊物。')
  await other.goes(`/reading/${issue}`)
  await other.sees('没有找到，可能已被删除、撤回，或不在您的权限范围内。')
  expect((await other.page.request.get(`/issues/${issue}/pdf`)).status()).toBe(404)
})
