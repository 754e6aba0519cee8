import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../../server/platform/command.ts'
import { systemActor } from '../../server/platform/system-actor.ts'
import { watchCommissions } from '../../server/commissions/index.ts'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'

let story: Story
beforeAll(async () => void (story = await tellStory()))
afterAll(() => story?.close())

const title = '今冬供暖保障情况'
const row = (person: Person) => person.page.getByRole('row').filter({ hasText: title })
const shot = (person: Person, name: string) =>
  process.env.SHOTS ? person.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined

test('a leader asks for a topic; the desk chooses the units and issues it; both sides see the clock', async () => {
  const [leader, chen] = [await story.signIn('taiyuan.shizhang'), await story.signIn('taiyuan.chen')]
  await leader.goes('/my-commissions')
  await leader.press('提出约稿')
  await leader.page.getByLabel('想了解的题目').fill(title)
  await leader.page.getByLabel('重点和要求（可不填）').fill('燃料储备、管网检修、群众反映集中的问题。')
  await leader.confirm('提出约稿')
  await leader.sees('已转信息机构办理')

  await chen.goes('/')
  await chen.page.getByRole('region', { name: '约稿，待下发' }).getByText(title).click()
  await chen.page.getByLabel('截止时间').fill(fieldIn(3))
  await chen.page.getByLabel('撰写要求').fill('1500字以内，有数据有事例。')
  await picksXiaodian(chen)
  await chen.page.keyboard.press('Escape')
  await shot(chen, 'commission-draft')
  await chen.press('下发')
  await chen.confirm('下发')
  await chen.sees('约稿已下发')
  await chen.sees('小店区人民政府办公室')
  await shot(chen, 'commission-issued')

  const li = await story.signIn('xiaodian.li')
  await li.goes('/commission-tasks')
  await shot(li, 'commission-tasks')
  await row(li).click()
  await li.sees('1500字以内，有数据有事例。')
  await li.press('接受')
  await li.sees('已接受，请按时报送')
  await shot(li, 'commission-task')
  await chen.sees('已接受')
  await chen.sees('李晓雯')
})

test('the writer writes for it; the office sees a reminder come and who owes an answer after the deadline', async () => {
  const [chen, li] = [await story.signIn('taiyuan.chen'), await story.signIn('xiaodian.li')]
  await li.page.getByRole('link', { name: '撰写稿件' }).click()
  await li.page.waitForURL(/\/write/)
  await li.page.getByLabel('应约稿').waitFor()
  await expect
    .poll(() => li.page.getByLabel('应约稿').locator('option:checked').textContent(), { timeout: 30_000 })
    .toContain(title)
  await shot(li, 'commission-write')

  const app = story.node.app
  const later = new Date(Date.now() + 4 * 86_400_000)
  await runCommand({ ...app, clock: () => later }, systemActor, watchCommissions)
  await li.goes('/notices')
  await li.sees(/提醒：/)
  await chen.goes('/commissions')
  await row(chen).waitFor()
  await shot(chen, 'commission-list')
  await chen.goes('/commissions/settings')
  await chen.sees('自动提醒')
  await shot(chen, 'commission-settings')
  const leader = await story.signIn('taiyuan.shizhang')
  await leader.goes('/my-commissions')
  await row(leader).waitFor()
  await shot(leader, 'commission-leader')
})

/** What a field of day and time holds, some days from now. */
function fieldIn(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000)
  return `${at.toISOString().slice(0, 10)}T17:30`
}

/** The tree is drawn anew when its top arrives: whoever typed before that types again, as a person does. */
async function picksXiaodian(person: Person): Promise<void> {
  const found = person.page.locator('.ant-select-tree-title').filter({ hasText: '小店区政府' }).first()
  for (let attempt = 1; ; attempt++) {
    await person.page.getByLabel('按单位').click()
    await person.page.keyboard.type('小店区')
    try {
      return await found.click({ timeout: 5000 })
    } catch (error) {
      if (attempt === 3) throw error
      await person.page.keyboard.press('Escape')
      await person.page.getByLabel('按单位').fill('')
    }
  }
}
