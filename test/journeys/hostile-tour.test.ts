import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../server/platform/ids.ts'
import { bodyOf } from '../../server/demo/text.ts'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'
import { adoptedByProvince, forwardedByCity, sentFrom } from './work.ts'

const words = '只有小店区自己知道的一句话'
const title = '小店区<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>推行一窗通办'

let story: Story
/** What lies where: a draft and a sent item of 小店区, the piece 太原市 made of it, an issue the province composes. */
let places: Record<'draft' | 'sent' | 'piece' | 'issue' | 'nobody', string>
beforeAll(async () => {
  story = await tellStory()
  const { as } = story
  const reporter = await as('xiaodian.li')
  const draft = newId()
  await reporter.submissions.create({ id: draft, title: `${words}（草稿）`, body: bodyOf(`${words}。`) })
  const sent = await sentFrom(as, 'xiaodian', { title, text: '小店区将62个窗口归并为18个，取得初步成效。' })
  const { pieceId: piece } = await forwardedByCity(as, title)
  await adoptedByProvince(as, title, '工作动态')
  const editor = await as('sheng.zhou')
  const { items } = await editor.publications.pool({ placed: false, limit: 5 })
  const { publicationId } = items[0]!
  const { id: issue } = await editor.publications.createIssue({ id: newId(), publicationId, series: 'main' })
  places = { draft, sent, piece, issue, nobody: newId() }
})
afterAll(() => story?.close())

const tours: [role: string, login: string, paths: string[]][] = [
  [
    '邻区信息员',
    'yingze.xinxi',
    ['/submissions/{draft}', '/submissions/{draft}/write', '/desk/pieces/{piece}', '/grants'],
  ],
  ['本区信息员', 'xiaodian.li', ['/desk/pieces/{piece}', '/issues/{issue}', '/admin/audit']],
  ['市采编员', 'taiyuan.chen', ['/submissions/{draft}', '/issues/{issue}', '/admin/accounts']],
  ['省采编员', 'sheng.zhou', ['/submissions/{draft}', '/desk/pieces/{piece}', '/admin/sessions']],
  ['领导', 'sheng.lingdao', ['/issues/{issue}', '/reading/{issue}', '/admin/lines']],
  ['系统管理员', 'admin.system', ['/submissions/{sent}', '/desk/pieces/{piece}', '/issues/{issue}', '/admin/audit']],
  ['安全管理员', 'admin.security', ['/submissions/{sent}', '/desk/pieces/{piece}', '/admin/audit']],
  ['审计管理员', 'admin.audit', ['/submissions/{sent}', '/issues/{issue}', '/admin/accounts']],
]

const at = (path: string) => path.replace(/\{(\w+)\}/, (_, name: string) => places[name as keyof typeof places])

/** What the page says instead. */
const notice = /没有找到|没有这项权限/

async function textAt(person: Person, path: string): Promise<string> {
  await person.goes(path)
  await person.sees(notice, 15_000).catch(() => undefined)
  return person.page.locator('body').innerText()
}
/** Without the frame around it, whose counts come when they come. */
const contentOf = (person: Person) => person.page.locator('main').first().innerText()

test.concurrent.each(tours)(
  '%s opens by hand what lies elsewhere: a clear notice, and not a word of it',
  async (_role, login, paths) => {
    const person = await story.signIn(login)
    const problems: string[] = []
    for (const path of paths) {
      const text = await textAt(person, at(path))
      if (!notice.test(text)) problems.push(`${path} says nothing: ${text.slice(-200)}`)
      if (text.includes(words) || text.includes('62个窗口')) problems.push(`${path} shows what lies elsewhere`)
    }
    // what exists elsewhere is told from what never existed by nothing
    const [first] = paths
    await textAt(person, first!.replace(/\{\w+\}/, places.nobody))
    const missing = await contentOf(person)
    await textAt(person, at(first!))
    if ((await contentOf(person)) !== missing) problems.push(`${first} differs from what never existed`)
    expect(problems).toEqual([])
  },
)

test('acts forged in the console of a signed-in page: refused by the server, nothing is changed', async () => {
  const person = await story.signIn('yingze.xinxi')
  await person.goes('/')
  const forged = await person.page.evaluate(async ({ draft, sent }) => {
    const post = async (path: string, headers: Record<string, string>) => {
      const answer = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      })
      return [answer.status, ((await answer.json()) as { code?: string }).code]
    }
    const own = { 'x-zhengxin': '1' }
    return {
      withdrawn: await post(`/api/submissions/${sent}/withdraw`, own),
      discarded: await post(`/api/submissions/${draft}/discard`, own),
      withoutHeader: await post(`/api/submissions/${sent}/withdraw`, {}),
      fromElsewhere: (await fetch(`/api/files/${draft}`)).status,
    }
  }, places)
  expect(forged).toMatchObject({ fromElsewhere: 404 })
  expect(forged.withdrawn[0]).toBeGreaterThanOrEqual(400)
  expect(forged.withdrawn[0]).toBeLessThan(500)
  expect(forged.discarded[0]).toBeGreaterThanOrEqual(400)
  expect(forged.withoutHeader[0]).toBe(403)
  const { status } = await (await story.as('xiaodian.li')).submissions.get({ id: places.sent })
  expect(status).not.toBe('withdrawn')
})

test('a script in a title is text for everyone who meets it', async () => {
  for (const [login, path] of [
    ['xiaodian.li', '/submissions'],
    ['taiyuan.chen', '/desk'],
    ['sheng.zhou', '/publications/pool'],
  ] as const) {
    const person = await story.signIn(login)
    await person.goes(path)
    await person.sees(/<script>window\.hacked=1<\/script>/)
    expect(await person.page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined()
  }
})

test('after signing out neither the back button nor a second tab shows anything', async () => {
  const person = await story.signIn('xiaodian.zhang')
  const second = await person.context.newPage()
  await second.goto(`/submissions/${places.draft}`)
  await person.goes('/submissions')
  await person.goes(`/submissions/${places.sent}`)
  await person.sees('一窗通办')
  await person.page.locator('header').getByRole('button', { name: '张' }).first().click()
  await person.press('退出登录')
  await person.page.getByLabel('登录名').waitFor()
  await person.page.goBack()
  await person.page.getByLabel('口令').first().waitFor()
  expect(await person.page.locator('body').innerText()).not.toContain('一窗通办')
  await second.reload()
  await second.getByLabel('口令').first().waitFor()
  expect(await second.locator('body').innerText()).not.toContain(words)
})
