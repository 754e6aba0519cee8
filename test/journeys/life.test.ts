import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellStory } from './people.ts'
import type { Story } from './people.ts'
import { adoptedByProvince, adoptedInto, sentFrom } from './work.ts'

const own = { title: '小店区供暖初期问题排查情况', text: '小店区排查老旧小区47个，排查工作取得初步成效。' }
const other = { title: '迎泽区供暖诉求办理情况', text: '迎泽区受理供暖诉求1286件，办结率92%。' }
const composite = '小店、迎泽两区供暖问题排查办理情况'
let story: Story
let id = ''
beforeAll(async () => {
  story = await tellStory()
  const { as } = story
  id = await sentFrom(as, 'xiaodian', own)
  await sentFrom(as, 'yingze', other)
  const editor = await as('taiyuan.chen')
  const { items } = await editor.desk.inbox({ limit: 10 })
  for (const item of items) await editor.desk.receive({ id: item.id })
  await editor.desk.shortlist({ id: items.find(({ title }) => title === own.title)!.id })
  const sources = [own, other].map(({ title }, index) => ({
    handlingId: items.find((item) => item.title === title)!.id,
    role: index === 0 ? ('lead' as const) : ('other' as const),
    weight: 1,
  }))
  const { pieceId } = await editor.desk.merge({ title: composite, sources })
  const { text } = await editor.desk.piece({ id: pieceId })
  const body = JSON.parse(JSON.stringify(text.body).replace('取得初步成效', '取得阶段性成效')) as typeof text.body
  await editor.desk.savePiece({ id: pieceId, title: text.title, body, baseVersion: text.version })
  await adoptedInto(as, { pieceId, editor: 'taiyuan.chen', chief: 'taiyuan.liu', column: '问题与建议' })
  const { submissionId } = await editor.desk.forward({ id: pieceId })
  await editor.submissions.submitForReview({ id: submissionId })
  await (await as('taiyuan.guo')).submissions.passReview({ id: submissionId, opinion: '' })
  const { text: signed } = await (await as('taiyuan.he')).submissions.get({ id: submissionId })
  await (
    await as('taiyuan.he')
  ).submissions.reviewSecrecy({
    id: submissionId,
    digest: signed.digest,
    conclusion: 'pass',
    ground: '不涉及国家秘密。',
  })
  await (await as('taiyuan.ma')).submissions.signOff({ id: submissionId, digest: signed.digest, opinion: '' })
  await editor.submissions.send({ id: submissionId })
  await adoptedByProvince(as, composite, '工作动态')
  await publish(await as('sheng.zhou'), await as('sheng.yan'), await as('sheng.han'))
  await publish(await as('taiyuan.chen'), await as('taiyuan.ma'), await as('taiyuan.liu'))
})
afterAll(() => story?.close())

type Hand = Awaited<ReturnType<Story['as']>>
async function publish(editor: Hand, signer: Hand, chief: Hand) {
  const { items } = await editor.publications.pool({ placed: false, limit: 10 })
  const { publicationId } = items[0]!
  const {
    id: issueId,
    version,
    columns,
  } = await editor.publications.createIssue({ id: crypto.randomUUID(), publicationId, series: 'main' })
  await editor.publications.arrange({
    id: issueId,
    version,
    columns: columns.map((column) => ({
      columnId: column.id,
      adoptionIds: items.filter((item) => item.columnId === column.id).map((item) => item.id),
    })),
  })
  await editor.publications.preRelease({ id: issueId })
  await signer.publications.sign({ id: issueId, version: (await signer.publications.issue({ id: issueId })).version })
  await chief.publications.release({ id: issueId })
}

test('我的稿件 shows at a glance that it was adopted', async () => {
  const li = await story.signIn('xiaodian.li')
  await li.goes('/submissions?tab=mine')
  const row = li.page.getByRole('row').filter({ hasText: own.title })
  await row.getByText('已采用').waitFor()
  await row.click()
  await li.page.waitForURL(new RegExp(id))
})

test('去向: who received, shortlisted, merged, edited and adopted it, in which issue, on what date, up to the province', async () => {
  const li = await story.signIn('xiaodian.li')
  await li.press('去向')
  const life = li.page.getByRole('region', { name: '去向' })
  const lines = await life.getByRole('listitem').allTextContents()
  const has = (...words: string[]) =>
    expect(
      lines.some((line) => words.every((word) => line.includes(word))),
      `${words.join(' ')}\n${lines.join('\n')}`,
    ).toBe(true)
  has('签收', '太原市', '陈思远')
  has('初选', '太原市')
  has('与其他稿件合并', '迎泽区')
  has('采用', '太原市', '太原政务信息')
  has('刊发', '太原政务信息', '第1期', '月')
  has('刊发', '山西政务信息', '第1期', '月')
  await li.goes('/notices')
  await li.sees(/已刊于.*第1期/)
})

test('the county reads how its text was changed', async () => {
  const li = await story.signIn('xiaodian.li')
  await li.opensItem(id)
  await li.page.getByRole('button', { name: '看编辑后的文字' }).first().click()
  await li.page.locator('ins').filter({ hasText: '阶段性' }).first().waitFor()
  await li.page.locator('del').filter({ hasText: '初步' }).first().waitFor()
})
