import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from './cast.ts'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'
import { sentFrom } from './work.ts'

let story: Story
beforeAll(async () => void (story = await tellStory()))
afterAll(() => story?.close())

const heating = '小店区反映供暖初期存在的突出问题'
const refunds = '迎泽区反映供暖退费办理难'
const thin = '小店区召开安全生产工作会议'
const row = (person: Person, title: string) => person.page.getByRole('row').filter({ hasText: title })
let heatingId = ''
let thinId = ''

test('the item arrives in the open inbox without a reload; opening it is its receipt, which the county sees at once', async () => {
  const [chen, li] = [await story.signIn('taiyuan.chen'), await story.signIn('xiaodian.li')]
  await chen.goes('/desk')
  await chen.sees(/这里还没有来稿/)
  heatingId = await sentFrom(story.as, 'xiaodian', {
    title: heating,
    text: '供暖以来，小店区走访47个老旧小区，发现管网检修不到位，应引起重视。\n据了解，跑冒滴漏23处。',
  })
  await row(chen, heating).waitFor()
  await chen.goes('/')
  await chen.page.getByRole('region', { name: '待签收' }).getByRole('link', { name: '全部' }).click()
  await chen.page.getByRole('tab', { name: '待签收', selected: true }).waitFor()
  await li.opensItem(heatingId)
  await li.press('审签记录')
  await li.sees('尚未签收')
  await row(chen, heating).click()
  await chen.button('预采用').waitFor()
  await li.sees(/陈思远.*签收/)
  await chen.press('预采用')
  await chen.button('取消预采用').waitFor()
})

test('one is returned with a reason and advice; the county sees both and may send it again', async () => {
  const [chen, li] = [await story.signIn('taiyuan.chen'), await story.signIn('xiaodian.li')]
  thinId = await sentFrom(story.as, 'xiaodian', { title: thin, text: '会议传达了有关精神，对下一步工作进行了安排。' })
  await row(chen, thin).click()
  await chen.press('退稿')
  await chen.confirm('退稿')
  await chen.sees('请选择理由，并把需要说明的地方写清楚。')
  await chen.page.getByLabel('流水账式动态').check()
  await chen.dialog().getByLabel('说明').fill('只写了开会，没有写实效。')
  await chen.page.getByLabel('给作者的修改建议').fill('围绕隐患整改的难点和效果重写。')
  await chen.confirm('退稿')
  await chen.sees('已处理，并告知报送单位。')

  await li.opensItem(thinId)
  await li.sees('已退稿')
  await li.sees(/流水账式动态：只写了开会，没有写实效。/)
  await li.sees('修改建议：围绕隐患整改的难点和效果重写。')
  await li.sees('修改后可重报')
  await li.button('修改后重报').waitFor()
})

test('a comment reaches the unit; what came by phone is recorded with its unit', async () => {
  const [chen, li] = [await story.signIn('taiyuan.chen'), await story.signIn('xiaodian.li')]
  await chen.goes('/desk')
  await row(chen, heating).click()
  await chen.page.getByRole('tab', { name: '点评' }).click()
  await chen.page.getByRole('tabpanel').getByLabel('点评', { exact: true }).fill('数据扎实，请续报整改进展。')
  await chen.press('发表点评')
  await chen.sees('陈思远')
  await li.opensItem(heatingId)
  await li.sees('数据扎实，请续报整改进展。')

  await chen.goes('/desk')
  await chen.page.getByRole('link', { name: '补录' }).click()
  await chen.titleField.fill('清徐县电话报告：汾河清徐段出现流凌')
  await chen.editor.fill('8时，清徐县值班室电话报告：汾河清徐段出现流凌，密度约15%。')
  await chen.page.getByLabel('单位名称（不在机构树中时填写）').fill('清徐县政府值班室')
  await chen.page.getByLabel('来稿渠道').selectOption('电话')
  await chen.press('保存并签收')
  await chen.sees('已补录。')
  await chen.sees('清徐县政府值班室')
})

test('two items of two counties become one text; the editing shows as traces, and a second person adopts', async () => {
  const [chen, liu] = [await story.signIn('taiyuan.chen'), await story.signIn('taiyuan.liu')]
  await sentFrom(story.as, 'yingze', { title: refunds, text: '迎泽区12345热线受理供暖诉求1286件，退费难占17%。' })
  await chen.goes('/desk')
  await row(chen, refunds).click()
  await chen.button('预采用').waitFor()
  for (const title of [heating, refunds]) await row(chen, title).getByRole('checkbox').check()
  await chen.press('合并')
  await chen.page.getByLabel('合并稿标题').fill('小店、迎泽两区反映供暖初期存在的问题')
  await chen.confirm('合并')
  await chen.page.waitForURL(/desk\/pieces\//)
  await chen.editor.getByText('应引起重视').click()
  await chen.page.keyboard.press('End')
  await chen.page.keyboard.insertText('两区已开展专项整治。')
  await chen.saved()
  await chen.page.getByRole('tab', { name: '留痕' }).click()
  await chen.page.locator('ins', { hasText: '两区已开展专项整治。' }).waitFor()
  await chen.press('送审')
  await chen.dialog().getByLabel('刊物').selectOption('太原政务信息')
  await chen.dialog().getByLabel('栏目').selectOption('问题与建议')
  await chen.confirm('送审')
  await chen.sees('已送复审。')

  await liu.goes('/')
  await liu.page
    .getByRole('link', { name: /小店、迎泽两区反映/ })
    .first()
    .click()
  await liu.page.locator('ins', { hasText: '两区已开展专项整治。' }).waitFor()
  expect(await liu.page.getByLabel('采用方式').inputValue()).toBe('composite')
  await liu.press('采用')
  await liu.sees('已采用，等待组稿。')
})

test('the city signs its own version; the province receives it with the chain of its sources', async () => {
  const [chen, guo, he, ma, zhou] = [
    await story.signIn('taiyuan.chen'),
    await story.signIn('taiyuan.guo'),
    await story.signIn('taiyuan.he'),
    await story.signIn('taiyuan.ma'),
    await story.signIn('sheng.zhou'),
  ]
  await zhou.goes('/desk')
  await chen.goes('/desk/pieces')
  await row(chen, '小店、迎泽两区反映').click()
  await chen.press('转报')
  await chen.confirm('生成转报稿')
  await chen.page.waitForURL(/submissions\//)
  const id = chen.page.url().match(/submissions\/([0-9a-f-]{36})/)![1]!
  await chen.page.waitForURL(/write/)
  await chen.submits()
  await guo.opensItem(id)
  await guo.passes()
  await he.opensItem(id)
  await he.findsNoSecret()
  await ma.opensItem(id)
  await ma.signs(password)
  await ma.sees('已签发，可以报送')
  await chen.opensItem(id)
  await chen.sends()
  await row(zhou, '小店、迎泽两区反映').click()
  await zhou.page.getByRole('tab', { name: '要素' }).click()
  const chain = zhou.page.locator('section', { has: zhou.page.getByRole('heading', { name: '来源链' }) })
  await chain.getByText(heating).waitFor()
  await chain.getByText(refunds).waitFor()
})
