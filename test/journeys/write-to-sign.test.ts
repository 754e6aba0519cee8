import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellStory } from './people.ts'
import type { Story } from './people.ts'

let story: Story
beforeAll(async () => void (story = await tellStory()))
afterAll(() => story?.close())

const title = '小店区开展老旧小区供暖设施排查整治'
const text = `＃一、排查情况
11月1日以来，小店区对辖区47个老旧小区供暖设施逐一排查，发现问题136个。
＃二、整治措施
一是限时整改，建立台账销号管理；二是落实责任，明确热力企业、物业和社区分工。`
let id = ''

test('the text saves itself: a reload shows it, a second tab only reads', async () => {
  const li = await story.signIn('xiaodian.li')
  id = await li.writes({
    title,
    text,
    category: '新情况新问题',
    genre: '动态',
    keywords: ['冬季供暖', '老旧小区'],
    phone: '13800140501',
  })
  await li.page.reload()
  await li.editor.getByText('发现问题136个').waitFor()
  expect(await li.titleField.inputValue()).toBe(title)
  expect(await li.editor.locator('h1').allTextContents()).toEqual(['一、排查情况', '二、整治措施'])
  await li.sees('冬季供暖')

  const first = li.page
  li.page = await li.context.newPage()
  await li.goes(`/submissions/${id}/write`)
  await li.sees('这篇稿件正在另一个标签页中编辑，这里只能看。')
  expect(await li.editor.getAttribute('contenteditable')).toBe('false')
  await li.page.close()
  li.page = first
})

test('the server is stopped and started again in mid-edit: the typing goes on and nothing is lost', async () => {
  const li = await story.signIn('xiaodian.li')
  await li.editor.getByText('明确热力企业、物业和社区分工。').click()
  await li.page.keyboard.press('Control+End')
  await story.node.stop()
  await li.page.keyboard.press('Enter')
  await li.page.keyboard.insertText('三是加密测温，')
  await li.sees('未保存（断网，内容在本机）')
  await li.page.keyboard.insertText('每日抽测入户温度200户。')
  await story.node.start()
  await li.saved()
  await li.page.reload()
  await li.editor.getByText('三是加密测温，每日抽测入户温度200户。').waitFor()
})

test('the reviewer edits a sentence and returns it with a reason; the author sees both and sends it again', async () => {
  const [li, zhang] = [await story.signIn('xiaodian.li'), await story.signIn('xiaodian.zhang')]
  await li.submits()
  await li.seesNo('审核通过')

  await zhang.goes('/')
  await zhang.page
    .getByRole('link', { name: new RegExp(title) })
    .first()
    .click()
  await zhang.page.getByRole('link', { name: '修改', exact: true }).click()
  await zhang.editor.getByText('三是加密测温').click()
  await zhang.page.keyboard.press('Control+End')
  await zhang.page.keyboard.insertText('对不达标住户24小时内上门。')
  await zhang.saved()
  await zhang.press('完成修改')
  await zhang.press('修改痕迹')
  await zhang.page.locator('ins', { hasText: '对不达标住户24小时内上门。' }).waitFor()
  await zhang.press('退回修改')
  await zhang.dialog().getByRole('radio').first().check()
  await zhang.page.getByLabel('说明').fill('请补充整改完成的比例。')
  await zhang.confirm('退回修改')
  await zhang.sees('已退回')

  await li.opensItem(id)
  await li.page.waitForURL(/write/)
  await li.sees('请补充整改完成的比例。')
  await li.editor.getByText('对不达标住户24小时内上门。').click()
  await li.page.keyboard.press('Control+End')
  await li.page.keyboard.insertText('目前已整改129个，占94.9%。')
  await li.saved()
  await li.submits()
})

test('review, secrecy review and signing by three other people; a wrong password is refused with a sentence', async () => {
  const [li, zhang, sun, wang] = [
    await story.signIn('xiaodian.li'),
    await story.signIn('xiaodian.zhang'),
    await story.signIn('xiaodian.sun'),
    await story.signIn('xiaodian.wang'),
  ]
  await zhang.opensItem(id)
  await zhang.passes()
  await sun.opensItem(id)
  await sun.findsNoSecret()
  await sun.sees('保密审查已通过')

  await wang.opensItem(id)
  await wang.signs('Wrong@2026')
  await wang.sees(/口令不对/)
  await wang.confirm('取消')
  await wang.signs()
  await wang.sees('已签发，可以报送')

  await li.opensItem(id)
  await li.sends()
  await li.sees('已报送')
})

test('an important item has no sign action for the deputy; the chief signs (第十三条)', async () => {
  const [li, zhang, sun, wang, zhao] = [
    await story.signIn('xiaodian.li'),
    await story.signIn('xiaodian.zhang'),
    await story.signIn('xiaodian.sun'),
    await story.signIn('xiaodian.wang'),
    await story.signIn('xiaodian.zhao'),
  ]
  const major = await li.writes({
    title: '小店区突发强降雪应对情况',
    text: '11月20日2时起，小店区出现强降雪，已启动应急响应，道路通行正常。',
    category: '新情况新问题',
    genre: '动态',
    major: true,
  })
  await li.submits()
  await zhang.opensItem(major)
  await zhang.passes()
  await sun.opensItem(major)
  await sun.findsNoSecret()
  await wang.opensItem(major)
  await wang.sees('保密审查已通过')
  expect(await wang.button('签发').count()).toBe(0)
  await zhao.opensItem(major)
  await zhao.signs()
  await zhao.sees('已签发，可以报送')
})

test('nobody reviews or signs an own draft', async () => {
  const guo = await story.signIn('taiyuan.guo') // edits and reviews, but does not write for the unit
  const chen = await story.signIn('taiyuan.chen')
  const own = await chen.writes({
    title: '太原市政务公开培训情况',
    text: '太原市举办政务公开培训班3期，培训412人。',
    category: '重点工作项目',
  })
  await chen.submits()
  for (const act of ['审核通过', '保密审查', '签发']) expect(await chen.button(act).count()).toBe(0)
  await guo.opensItem(own)
  await guo.button('审核通过').waitFor()
})
