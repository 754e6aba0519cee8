import { expect } from 'vitest'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { startTestNode } from '../node.ts'
import type { TestNode } from '../node.ts'
import { engage, password } from './cast.ts'

export { password }

export const patience = 30_000

export interface Story {
  node: TestNode
  as: Awaited<ReturnType<typeof engage>>['as']
  /** A person at an own computer: signed in through the login page. */
  signIn(login: string): Promise<Person>
  close(): Promise<void>
}

/** A node with its cast and one browser; every person has a separate profile in it. */
export const tellStory = (): Promise<Story> => tellStoryAt('127.0.0.1')

/** The same with another name for this machine in the browser's address bar. */
export async function tellStoryAt(host: '127.0.0.1' | 'localhost'): Promise<Story> {
  const node = await startTestNode()
  const url = node.url.replace('127.0.0.1', host)
  node.app.origin = url
  const { as } = await engage(node.app)
  const browser = await launchBrowser()
  const people = new Map<string, Person>()
  return {
    node,
    as,
    async signIn(login) {
      const known = people.get(login)
      if (known) return known
      const person = await openComputer(browser, url, login)
      people.set(login, person)
      return person
    },
    async close() {
      await browser.close()
      await node.close()
    },
  }
}

async function openComputer(browser: Browser, url: string, login: string): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: url,
    acceptDownloads: true,
  })
  context.setDefaultTimeout(patience)
  const person = new Person(login, context, await context.newPage())
  await person.page.goto('/login')
  await person.page.getByLabel('登录名').fill(login)
  await person.page.getByLabel('口令').fill(password)
  await person.button('登录').click()
  await person.page
    .getByRole('heading', { name: /您好|阅览/ })
    .first()
    .waitFor()
  return person
}

/** What a person does at the page, in the words that stand on it. */
export class Person {
  readonly login: string
  readonly context: BrowserContext
  page: Page
  /** What the page complained of in the console, and what the server broke at. */
  readonly complaints: string[] = []

  constructor(login: string, context: BrowserContext, page: Page) {
    this.login = login
    this.context = context
    this.page = page
    this.#listen(page)
    context.on('page', (opened) => this.#listen(opened))
  }

  #listen(page: Page) {
    page.on('console', (message) => void (message.type() === 'error' && this.complaints.push(message.text())))
    page.on('pageerror', (error) => void this.complaints.push(String(error)))
  }

  button = (name: string | RegExp, within: Page | Locator = this.page): Locator =>
    within.getByRole('button', { name, exact: typeof name === 'string' })
  dialog = (name?: string | RegExp): Locator => this.page.getByRole('dialog', name === undefined ? {} : { name })
  get editor(): Locator {
    return this.page.getByRole('textbox', { name: '正文', exact: true })
  }
  get titleField(): Locator {
    return this.page.getByRole('textbox', { name: '标题', exact: true })
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().click()
  }
  /** Answers the question that stands over the page. */
  async confirm(name: string): Promise<void> {
    await this.button(name, this.dialog().last()).click()
  }
  async sees(text: string | RegExp, timeout = patience): Promise<void> {
    await this.page
      .getByText(text)
      .filter({ visible: true })
      .first()
      .waitFor({ timeout })
      .catch(async (error: Error) => {
        const said = await this.page.getByRole('alert').allInnerTexts()
        const asked = await this.dialog().allInnerTexts()
        throw new Error(`${error.message}\n${this.page.url()} says: ${[...said, ...asked].join(' | ')}`)
      })
  }
  async seesNo(text: string | RegExp): Promise<void> {
    expect(await this.page.getByText(text).filter({ visible: true }).count()).toBe(0)
  }
  async goes(path: string): Promise<void> {
    await this.page.goto(path)
  }
  async saved(): Promise<void> {
    await this.page.locator('.zx-save[data-status=saved]').waitFor()
  }

  /** 新建稿件: gives its id. The text is typed as a person types it; a line that begins with ＃ becomes a heading. */
  async writes(item: {
    title: string
    text: string
    category?: string
    genre?: string
    keywords?: string[]
    phone?: string
    major?: boolean
  }): Promise<string> {
    await this.goes('/submissions/new')
    await this.page.waitForURL(/\/submissions\/[0-9a-f-]{36}\/write/)
    await this.titleField.fill(item.title)
    await this.types(item.text)
    if (item.category) await this.chooses('类别', item.category)
    if (item.genre) await this.chooses('体裁', item.genre)
    for (const word of item.keywords ?? []) {
      await this.page.getByLabel('关键词').fill(word)
      await this.page.keyboard.press('Enter')
    }
    if (item.phone) await this.page.getByLabel('联系电话').fill(item.phone)
    if (item.major) await this.page.getByLabel(/由主要负责人签发/).check()
    await this.saved()
    await this.sees('要素已保存')
    return this.page.url().match(/submissions\/([0-9a-f-]{36})/)![1]!
  }

  async types(text: string): Promise<void> {
    await this.editor.click()
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) await this.page.keyboard.press('Enter')
      if (line.startsWith('＃')) await this.press(/^一级标题/)
      await this.page.keyboard.insertText(line.replace(/^＃/, ''))
    }
  }

  async chooses(label: string, option: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).click()
    await this.page.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
  }

  /** 送审. */
  async submits(): Promise<void> {
    await this.press('送审')
    await this.confirm('确认送审')
    await this.sees('已送审')
  }

  async opensItem(id: string): Promise<void> {
    await this.goes(`/submissions/${id}`)
    await this.page.getByRole('heading', { level: 1 }).first().waitFor()
  }

  async passes(): Promise<void> {
    await this.press('审核通过')
    await this.confirm('审核通过')
    await this.sees('已通过审核')
  }

  async findsNoSecret(): Promise<void> {
    await this.press('保密审查')
    await this.page.getByLabel('通过：不涉密，可以报送').check()
    await this.page.getByLabel('依据或理由').fill('不涉及国家秘密和敏感信息。')
    await this.confirm('记录结论')
    await this.sees('已记录保密审查结论')
  }

  async signs(word = password): Promise<void> {
    await this.press('签发')
    await this.page.getByLabel('请再次输入您的登录口令').fill(word)
    await this.confirm('签发')
  }

  async sends(): Promise<void> {
    await this.press('报送')
    await this.confirm('确认报送')
    await this.sees('已报送')
  }
}
