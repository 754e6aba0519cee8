import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../server/platform/ids.ts'
import { password, tellStory } from './people.ts'
import type { Person, Story } from './people.ts'
import { adoptedInto, sentFrom } from './work.ts'

const title = '小店区反映供暖初期存在的突出问题'
const words = '供暖是民生大事，请小店区逐户排查，限期解决。'

let story: Story
let itemId: string
beforeAll(async () => {
  story = await tellStory()
  const { as } = story
  itemId = await sentFrom(as, 'xiaodian', { title, text: '部分老旧小区室温不达标，群众反映集中。' })
  const editor = await as('taiyuan.chen')
  const { items } = await editor.desk.inbox({ search: title, limit: 5 })
  await editor.desk.receive({ id: items[0]!.id })
  const { pieceId } = await editor.desk.startEditing({ id: items[0]!.id })
  await adoptedInto(as, { pieceId, editor: 'taiyuan.chen', chief: 'taiyuan.liu', column: '问题与建议' })
  await released(editor)
})
afterAll(() => story?.close())

/** What waits in the pool goes into one issue, signed and released to the leaders. */
async function released(editor: Awaited<ReturnType<Story['as']>>) {
  const { items } = await editor.publications.pool({ placed: false, limit: 5 })
  const id = newId()
  const issue = await editor.publications.createIssue({
    id,
    publicationId: items[0]!.publicationId,
    series: 'main',
  })
  const columns = issue.columns.map((column) => ({
    columnId: column.id,
    adoptionIds: items.filter((one) => one.columnId === column.id).map((one) => one.id),
  }))
  await editor.publications.arrange({ id, version: issue.version, columns })
  const { version } = await editor.publications.preRelease({ id })
  await (await story.as('taiyuan.ma')).publications.sign({ id, version })
  await (await story.as('taiyuan.liu')).publications.release({ id })
}

const opens = async (person: Person, path: string) => {
  await person.goes(path)
  await person.page.getByRole('row').filter({ hasText: title }).first().click()
}
const proves = async (person: Person, act: string) => {
  await person.dialog().getByLabel(/口令/).fill(password)
  await person.confirm(act)
}

test('a leader writes by hand on the issue he reads; it is transferred the same day, answered, reported and closed, and the author sees it', async () => {
  const leader = await story.signIn('taiyuan.shizhang')
  await leader.goes('/reading')
  await leader.page.getByText(title).first().click()
  await leader.press('写批示')
  await leader.page.getByLabel('手写', { exact: true }).check()
  const paper = (await leader.page.getByRole('img', { name: '手写批示' }).boundingBox())!
  await leader.page.mouse.move(paper.x + 60, paper.y + 60)
  await leader.page.mouse.down()
  for (let at = 0; at < 20; at++) await leader.page.mouse.move(paper.x + 60 + at * 12, paper.y + 60 + (at % 5) * 12)
  await leader.page.mouse.up()
  await leader.confirm('提交批示')
  await leader.sees('批示已登记')

  const supervisor = await story.signIn('taiyuan.duban')
  await supervisor.sees('新批示，待转办')
  await opens(supervisor, '/directives')
  await supervisor.sees('手写批示，尚未录成文字')
  await supervisor.press('补登')
  await supervisor.dialog().getByLabel('批示内容').fill(words)
  await supervisor.confirm('保存')
  await supervisor.sees(words)
  await supervisor.press('转办')
  await supervisor.dialog().getByLabel('牵头单位').click()
  await supervisor.page.keyboard.type('小店区')
  await supervisor.page.locator('.ant-select-tree-title').filter({ hasText: '小店区政府' }).first().click()
  await supervisor.dialog().getByLabel('办理要求').fill('逐小区排查，建立台账，限期整改。')
  await supervisor.confirm('转办')
  await supervisor.sees('小店区人民政府办公室')
  await supervisor.sees('三日反馈办理方案')

  const handler = await story.signIn('xiaodian.li')
  await handler.sees('批示件，待签收')
  await opens(handler, '/directive-tasks')
  await handler.press('签收')
  await handler.sees('已签收')
  await handler.press('拟写反馈')
  await handler.dialog().getByLabel('办结反馈').check()
  await handler.dialog().getByLabel('落实情况').fill('已逐户排查126个小区，整改完毕。')
  await handler.dialog().getByLabel('联系电话').fill('0351-7000000')
  await handler.confirm('送签')
  await handler.sees('待签发')

  const head = await story.signIn('xiaodian.wang')
  await opens(head, '/directive-tasks?tab=toSign')
  await head.press('签发反馈')
  await proves(head, '签发反馈')
  await head.sees('反馈已签发并送达')

  await supervisor.sees('已逐户排查126个小区') // arrives without a reload
  await supervisor.press('审结')
  await supervisor.confirm('审结')
  await supervisor.press('报送领导')
  await supervisor.confirm('报送领导')
  await supervisor.sees('已报领导')

  await leader.goes('/directives/mine')
  await leader.page.getByText(title).first().click()
  await leader.sees('已逐户排查126个小区')
  await leader.press('已阅')
  await leader.confirm('已阅')
  await supervisor.press('办结')
  await proves(supervisor, '办结')
  await supervisor.sees('已办结')

  await handler.goes(`/submissions/${itemId}`)
  await handler.sees('领导批示')
  await handler.sees('批示办结')
  await handler.seesNo(words) // the words stay with those who may read them
  for (const person of [leader, supervisor, handler, head]) expect(person.complaints).toEqual([])
})
