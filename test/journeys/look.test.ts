import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../contract/index.ts'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'
import { adoptedByProvince, forwardedByCity, sentFrom } from './work.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const title = '小店区推行一窗通办改革取得初步成效'
const own = '/submissions/{own}'

let story: Story
let places: Record<string, string>
beforeAll(async () => {
  story = await tellStory()
  const { as } = story
  const id = await sentFrom(as, 'xiaodian', {
    title,
    text: '一、做法\n小店区将62个窗口归并为18个。\n| 指标 | 数 |\n| 窗口 | 18 |',
  })
  const { pieceId } = await forwardedByCity(as, title)
  await adoptedByProvince(as, title, '工作动态')
  await sentFrom(as, 'yingze', { title: '迎泽区多措并举激发商圈消费活力', text: '迎泽区出台促消费措施12条。' })
  const editor = await as('sheng.zhou')
  const { items } = await editor.publications.pool({ placed: false, limit: 5 })
  const { id: issue } = await editor.publications.createIssue({
    id: crypto.randomUUID(),
    publicationId: items[0]!.publicationId,
    series: 'main',
  })
  const { items: arrived } = await (await as('taiyuan.chen')).desk.inbox({ limit: 5 })
  places = { own: id, piece: pieceId, issue, item: arrived[0]!.id }
})
afterAll(() => story?.close())

const pages: [role: string, login: string, paths: string[]][] = [
  [
    '信息员',
    'xiaodian.li',
    [
      '/',
      '/submissions',
      '/submissions/new',
      own,
      '/notices',
      '/digests',
      '/account',
      '/library',
      '/my-commissions',
      '/scores',
    ],
  ],
  ['信息负责人', 'xiaodian.zhang', ['/', '/submissions?tab=toReview', own, '/commission-tasks', '/directive-tasks']],
  ['保密审查员', 'xiaodian.sun', ['/', '/submissions?tab=toReviewSecrecy']],
  ['分管负责人', 'xiaodian.wang', ['/', '/submissions?tab=toSign', '/guidance-received']],
  ['主要负责人', 'xiaodian.zhao', ['/', own, '/library/collections', '/library/saved']],
  [
    '采编员',
    'taiyuan.chen',
    [
      '/',
      '/desk',
      '/desk?open={item}',
      '/desk/pieces',
      '/desk/pieces/{piece}',
      '/desk/back-entry',
      '/library/statistics',
    ],
  ],
  [
    '主编',
    'sheng.han',
    ['/', '/publications/pool', '/issues', '/issues/{issue}', '/publications', '/publications/tiers', '/guidance'],
  ],
  [
    '考核人员',
    'taiyuan.bai',
    [
      '/assessment',
      '/assessment/schemes',
      '/assessment/ledger',
      '/assessment/periods',
      '/assessment/bulletins',
      '/assessment/year',
      '/assessment/appeals',
    ],
  ],
  ['约稿人', 'taiyuan.liu', ['/commissions', '/commissions/overdue', '/commissions/settings', '/calendar']],
  ['组稿人', 'sheng.zhou', ['/issues/{issue}', '/library/back-issues', '/library/imports']],
  ['刊物签发人', 'sheng.yan', ['/', '/issues']],
  ['领导', 'sheng.lingdao', ['/', '/reading', '/directives/mine']],
  ['督查人员', 'taiyuan.duban', ['/', '/directives', '/directives/rules']],
  [
    '系统管理员',
    'admin.system',
    [
      '/',
      '/units',
      '/admin/accounts',
      '/admin/security',
      '/catalogue',
      '/admin/fonts',
      '/admin/lines',
      '/admin/lines/held',
      '/admin/lines/invitations',
      '/admin/lines/this-node',
    ],
  ],
  ['安全管理员', 'admin.security', ['/', '/grants', '/admin/sessions', '/admin/second-factors']],
  ['审计管理员', 'admin.audit', ['/', '/admin/audit']],
]

// two at a time: a machine with two cores has one to spare while a page is looked at
test.concurrent.each(pages)(
  '%s: every main page is quiet in the console, fits 1366×768, is open to everyone (WCAG 2.1 AA) and whole in English',
  async (_role, login, paths) => {
    const person = await story.signIn(login)
    const problems: string[] = []
    for (const path of paths) {
      await person.goes(path.replace(/\{(\w+)\}/g, (_whole, name: string) => places[name]!))
      await settle(person)
      const found = [...(await overflow(person)), ...(await barriers(person))]
      await person.button('English').first().click()
      await person.button('中文').first().waitFor()
      found.push(...(await untranslated(person)))
      await person.button('中文').first().click()
      await person.button('English').first().waitFor()
      problems.push(...found.map((what) => `${path} ${what}`))
    }
    expect([...problems, ...person.complaints.map((what) => `${login}: ${what}`)]).toEqual([])
  },
)

/** Keys that stand on the page in place of their words. */
const untranslated = async (person: Person): Promise<string[]> =>
  (await person.page.locator('body').innerText()).match(keyOnPage) ?? []
const modules = Object.keys(contract).join('|')
const keyOnPage = new RegExp(`\\b(app|ui|reading|workstation|${modules})\\.[a-z]\\w+`, 'g')

async function settle(person: Person) {
  await person.page.locator('main').waitFor()
  await person.page.waitForLoadState('load')
  await person.page.waitForFunction(
    () => document.querySelector('.zx-opening, .zx-list-waiting, [aria-busy=true]') === null,
  )
  await person.page.waitForTimeout(100)
  await person.seesNo(/没有找到|no such page|Not found\./)
}

const overflow = (person: Person): Promise<string[]> =>
  person.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`is ${scrollWidth} wide`] : []
  })

/**
 * What axe finds against WCAG 2.1 A and AA. One thing is exempt: a branch of the unit tree is named by its own label and not by its
 * twigs, as the pattern of the tree view wants it (WAI-ARIA APG); axe counts the twigs as visible text of the branch.
 */
async function barriers(person: Person): Promise<string[]> {
  await person.page.evaluate(axe)
  return person.page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(
          on: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }>
      }
    }
    const { violations } = await checker.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(
          (node) =>
            !(id === 'label-content-name-mismatch' && document.querySelector(node.target[0]!)?.role === 'treeitem'),
        )
        .slice(0, 3)
        .map((node) => `${id} ${node.target.join(' ')} ${(node.failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`),
    )
  })
}
