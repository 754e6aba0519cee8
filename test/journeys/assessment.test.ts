import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from './cast.ts'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'
import { adoptedByProvince, forwardedByCity, sentFrom } from './work.ts'

/**
 * The rule set as the office has it on paper:
 * 「市级刊物采用每条3分；市领导批示每条加10分；每季度报送任务1条。县（市、区）政府办一组排名。」
 */
const item = {
  title: '小店区推行一窗通办改革取得初步成效',
  text: '小店区将62个窗口归并为18个综合窗口，改革取得初步成效。',
}
let story: Story
let clock = '2026-10-05T01:00:00.000Z'
beforeAll(async () => {
  story = await tellStory()
  story.node.app.clock = () => new Date(clock)
})
afterAll(() => story?.close())

const shot = async (person: Person, name: string) => {
  if (process.env.SHOTS) await person.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
const prove = async (person: Person, confirm: string) => {
  await person.page.getByLabel('请再次输入您的登录口令').fill(password)
  await person.confirm(confirm)
}
/** A choice in a field that takes several. */
const picks = async (person: Person, field: ReturnType<Person['page']['locator']>, option: string) => {
  await field.click()
  await person.page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
  await person.page.keyboard.press('Escape')
}

test('the assessor writes the scheme from an empty page; the sentences beside it say the same; the chief editor approves it', async () => {
  const bai = await story.signIn('taiyuan.bai')
  await bai.goes('/assessment/schemes')
  await bai.press('新拟计分办法')
  await bai.page.getByLabel('办法名称').fill('太原市政务信息考核办法')
  await shot(bai, '01-new')
  await bai.confirm('开始起草')
  await bai.page.waitForURL(/assessment\/schemes\/[0-9a-f-]{36}/)

  const groups = bai.page.getByRole('region', { name: '分组' })
  await groups.getByLabel('名称').fill('县（市、区）政府办')
  await picks(bai, groups.getByLabel('单位类别'), '县政府办公室')

  const rules = bai.page.getByRole('region', { name: '计分条款' })
  await bai.press('增加计分条款')
  await rules.getByLabel('名称').fill('市级刊物采用')
  await rules.getByRole('spinbutton', { name: '分值' }).fill('3')
  await bai.press('增加计分条款')
  const second = rules.getByRole('group', { name: '新条款' })
  await second.getByRole('spinbutton', { name: '分值' }).fill('10')
  await picks(bai, second.getByLabel('事项'), '批示')
  await second
    .locator('.ant-select-selection-item', { hasText: '采用' })
    .locator('.ant-select-selection-item-remove')
    .click()
  await second.getByLabel('名称').fill('市领导批示')

  await bai.press('增加任务')
  const tasks = bai.page.getByRole('region', { name: '报送任务' })
  await tasks.getByLabel('考核周期').selectOption('每季度')

  await bai.sees(/市级刊物采用.*3分/)
  await bai.sees(/市领导批示.*10分/)
  await shot(bai, '02-editor')
  await bai.press('保存')
  await bai.sees('已保存。')
  await bai.press('转入试算')
  await bai.confirm('转入试算')
  await bai.sees('已完成。')
  await shot(bai, '03-trial')

  const liu = await story.signIn('taiyuan.liu')
  await liu.goes(new URL(bai.page.url()).pathname)
  await liu.press('批准')
  await liu.confirm('批准')
  await liu.press('施行')
  await liu.dialog().getByLabel('施行日期').fill('2026-01-01')
  await liu.confirm('施行')
  await liu.sees(/2026年1月1日至今/)
})

test('an adoption flows into the ledger and the standings; what came from outside needs evidence and a second person', async () => {
  await sentFrom(story.as, 'xiaodian', item)
  await forwardedByCity(story.as, item.title)
  await adoptedByProvince(story.as, item.title, '工作动态')
  const bai = await story.signIn('taiyuan.bai')
  await bai.goes('/assessment/ledger')
  await bai.sees(item.title)
  await bai.sees('转报上级')
  await shot(bai, '04-ledger')
  await bai.press('登记上级采用、批示、加扣分')
  const dialog = bai.dialog()
  await dialog.getByRole('combobox', { name: '事项' }).selectOption('采用')
  await dialog.getByLabel('日期').fill('2026-09-15')
  await dialog.getByLabel('层级').selectOption('省级')
  await dialog.getByRole('textbox', { name: '标题' }).fill('小店区稳岗就业经验被省办采用')
  await dialog.getByLabel('计分单位（第一个为主报单位）').click()
  await bai.page.keyboard.type('小店')
  await bai.page.locator('.ant-select-tree-title', { hasText: '小店区政府办' }).first().click()
  await dialog.getByText('登记后由另一人复核').click() // shuts the list, as a person does
  await dialog.getByLabel('理由').fill('省办《每日要情》第210期采用')
  await bai.page.route(/\/files/, async (route) => {
    await sleep(1500) // a slow line: 登记 waits until the evidence has arrived
    await route.continue()
  })
  await dialog.locator('input[type=file]').setInputFiles({
    name: '采用通知.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('省政府办公厅采用通知'),
  })
  await bai.sees('正在上传')
  await shot(bai, '05-enter')
  await bai.confirm('登记')
  await bai.sees('已登记，等待复核。')

  const liu = await story.signIn('taiyuan.liu')
  await liu.goes('/assessment/ledger?tab=pending')
  await liu.page.getByRole('row', { name: /稳岗就业/ }).click()
  await shot(liu, '06-fact')
  await liu.confirm('复核通过')
  await liu.sees('已复核，开始计分。')

  await bai.goes('/assessment?from=2026-07-01&to=2026-09-30')
  await bai.page.getByRole('row', { name: /1 小店区政府办/ }).waitFor()
  await shot(bai, '07-standings')
})

test('the period is posted; the county sees its points and appeals; the office answers', async () => {
  const bai = await story.signIn('taiyuan.bai')
  await bai.goes('/assessment/periods')
  await bai.press('开始结算')
  await bai.dialog().getByLabel('类别').selectOption('季度')
  await bai.dialog().getByLabel('期次').selectOption('第3季度')
  await bai.confirm('开始结算')
  await bai.page.waitForURL(/assessment\/periods\/[0-9a-f-]{36}/)
  await bai.sees('2026年第三季度')
  await bai.press('公示')
  await bai.dialog().getByLabel('公示截止日期').fill('2026-10-05')
  await bai.confirm('公示')
  await bai.sees('公示中')
  await shot(bai, '08-period')

  const li = await story.signIn('xiaodian.li')
  await li.goes('/scores?from=2026-07-01&to=2026-09-30')
  await li.sees(/正在公示/)
  await li.page
    .getByRole('row', { name: /小店区稳岗就业经验被省办采用/ })
    .getByRole('button', { name: '申诉' })
    .click()
  await li.dialog().getByLabel('情况和理由').fill('该信息还获市领导批示一次，未计分。')
  await shot(li, '09-appeal')
  await li.confirm('提交申诉')
  await li.sees('待答复')
  await shot(li, '10-scores')

  await bai.goes('/assessment/appeals')
  await bai.press('答复')
  await bai.dialog().getByLabel('答复意见').fill('情况属实，封账后更正。')
  await bai.confirm('送出答复')
  await bai.sees('予以采纳')
  await li.sees('情况属实，封账后更正。')
})

test('the chief editor closes the quarter; a correction by two persons moves the points; the bulletin goes to the units and is read', async () => {
  const period = new URL((await story.signIn('taiyuan.bai')).page.url()).origin
  clock = '2026-10-06T01:00:00.000Z'
  const [bai, liu, li] = [await again('taiyuan.bai'), await again('taiyuan.liu'), await again('xiaodian.li')]
  expect(period).toContain('127.0.0.1')
  await liu.goes('/assessment/periods')
  await liu.page.getByRole('link', { name: '2026年第三季度' }).click()
  await liu.press('封账')
  await prove(liu, '封账')
  await liu.sees('已封账。')
  const address = new URL(liu.page.url()).pathname

  await bai.goes(address)
  await bai.press('更正')
  await bai.dialog().getByLabel('单位').selectOption('小店区政府办')
  await bai.dialog().getByLabel('增减分值').fill('10')
  await bai.dialog().getByLabel('理由').fill('漏计市领导批示一次')
  await bai.confirm('登记')
  await bai.sees('漏计市领导批示一次')
  await liu.press('复核通过')
  await liu.page.getByRole('row', { name: /1 小店区政府办 13/ }).waitFor()
  await shot(liu, '11-amended')

  await bai.goes(address)
  await bai.press('生成通报')
  await shot(bai, '12-tables')
  await bai.confirm('生成通报')
  await bai.page.waitForURL(/assessment\/bulletins\/[0-9a-f-]{36}/)
  await bai.sees('2026年第三季度政务信息采用情况通报')
  await bai.titleField.fill('2026年第三季度全市政务信息采用情况通报')
  await bai.press('保存')
  await bai.sees('已保存。')
  await shot(bai, '13-bulletin')
  const bulletin = new URL(bai.page.url()).pathname
  await liu.goes(bulletin)
  await liu.press('签发')
  await prove(liu, '签发')
  await liu.sees('已签发')
  await liu.press('印发')
  await prove(liu, '印发')
  await liu.sees('已印发')

  await li.goes('/assessment/received')
  await li.page.getByRole('row', { name: /第三季度/ }).click()
  await li.sees('2026年第三季度全市政务信息采用情况通报')
  await shot(li, '14-received')
  await liu.sees(/已阅 1\//)
  for (const [format, head] of [
    ['pdf', '%PDF-'],
    ['docx', 'PK'],
    ['xlsx', 'PK'],
  ] as const) {
    const file = await liu.page.request.get(`${bulletin}/file/${format}`)
    expect([format, file.status()]).toEqual([format, 200])
    expect((await file.body()).subarray(0, head.length).toString()).toBe(head)
    if (process.env.SHOTS)
      (await import('node:fs')).writeFileSync(`${process.env.SHOTS}/bulletin.${format}`, await file.body())
  }
  await bai.goes('/assessment/year?year=2026')
  await bai.sees('先进个人（按撰稿人得分）')
  await shot(bai, '15-year')
  for (const person of [bai, liu, li]) expect([person.login, person.complaints]).toEqual([person.login, []])
})

/** The next day everybody signs in again. */
async function again(login: string): Promise<Person> {
  const person = await story.signIn(login)
  person.complaints.length = 0
  await person.context.clearCookies()
  await person.goes('/login')
  await person.page.getByLabel('登录名').fill(login)
  await person.page.getByLabel('口令').fill(password)
  await person.button('登录').click()
  await person.page
    .getByRole('heading', { name: /您好|阅览/ })
    .first()
    .waitFor()
  person.complaints.length = 0
  return person
}
