import { afterAll, beforeAll, test } from 'vitest'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'

let story: Story
beforeAll(async () => void (story = await tellStory()))
afterAll(() => story?.close())

const title = '2026年12月信息报送要点'
const shot = (person: Person, name: string) =>
  process.env.SHOTS ? person.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined

test('points are written, issued, read below; the matrix says which point has nothing', async () => {
  const [liu, li] = [await story.signIn('taiyuan.liu'), await story.signIn('xiaodian.li')]
  await liu.goes('/guidance')
  await liu.page.getByRole('link', { name: '新建报送要点' }).click()
  await liu.page.getByLabel('标题', { exact: true }).fill(title)
  for (const [at, text] of ['岁末年初安全生产', '冬季供暖和能源保供'].entries()) {
    await liu.press('添加要点')
    await liu.page.getByLabel(`要点 ${at + 1}`, { exact: true }).fill(text)
  }
  await picksXiaodian(liu)
  await liu.page.keyboard.press('Escape')
  await shot(liu, 'guidance-draft')
  await liu.press('保存草稿')
  await liu.sees('草稿已保存')
  await liu.press('签发印发')
  await liu.confirm('签发印发')
  await liu.sees('已印发')
  await liu.sees(/尚无任何单位报送的要点：1、2/)
  await shot(liu, 'guidance-matrix')

  await li.goes('/')
  await li.page.getByRole('region', { name: '上级要点、通知，未阅' }).getByText(title).click()
  await li.sees('冬季供暖和能源保供')
  await shot(li, 'guidance-receipt')
  await liu.sees('李晓雯')
  await li.page.getByRole('link', { name: '据此撰写' }).first().click()
  await li.page.waitForURL(/\/write/)
  await li.sees('岁末年初安全生产')
  await shot(li, 'guidance-write')
})

test('an adoption report is written from what was published and signed with the password', async () => {
  const liu = await story.signIn('taiyuan.liu')
  await liu.goes('/guidance/new/adoption')
  await liu.page.getByLabel('标题').fill('2026年10月信息采用情况通报')
  await liu.page.getByLabel('从').fill('2026-10-01')
  await liu.page.getByLabel('到', { exact: true }).fill('2026-10-31')
  await liu.press('保存草稿')
  await liu.sees('草稿已保存')
  await liu.press('按采用情况生成')
  await liu.confirm('按采用情况生成')
  await liu.sees(/2026年10月，太原市人民政府办公室没有刊发采用信息/)
  await shot(liu, 'guidance-report')
})

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
