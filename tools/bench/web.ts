import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../../test/browser.ts'
import { demoPassword, signIn, startBenchNode } from './lib/node.ts'
import { percentile, reporter, round } from './lib/report.ts'

/**
 * npm run bench -- web [--quick]: how much script a page needs at its first visit, and when it can be used at the second one,
 * on a computer four times slower than this. The built page, a real Chromium, the month of work of the demonstration.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const visits = values.quick ? 2 : 7
const slowDown = 4
const [scriptGoals, usableGoal] = [{ login: 250, reading: 250, desk: 450 }, 2000]
const { print, load, verdict } = reporter('web')

execFileSync(process.execPath, [join(import.meta.dirname, '../build.mjs')], { stdio: ['ignore', 2, 'inherit'] }) // figures alone go to the output
const node = await startBenchNode('built')
let browser: Browser | undefined
try {
  browser = await launchBrowser()
  load()
  const leader = await signIn(node.url, 'sheng.lingdao')
  const [issue] = (await leader.publications.readingList({})).items
  const pages = [
    { name: 'login', login: null, path: '/login', usable: 'input[type=password]' },
    { name: 'home', login: 'sheng.zhou', path: '/', usable: '.zx-home-group' },
    { name: 'desk', login: 'sheng.zhou', path: '/desk', usable: '.zx-desk-item' },
    { name: 'reading', login: 'sheng.lingdao', path: `/reading/${issue!.id}`, usable: '.zx-read-scroll p' },
  ] as const
  for (const { name, login, path, usable } of pages) {
    const context = await computerOf(browser, login)
    const page = await context.newPage()
    const script = await scriptOf(page, path, usable)
    if (name !== 'home') print({ metric: `${name}.script_kb`, value: script, goal: scriptGoals[name] })
    else print({ metric: 'home.script_kb', value: script })
    const blank = await visitTimes(page, '/healthz', 'body')
    const warm = await visitTimes(page, path, usable)
    print({
      metric: `usable.warm_ms.${name}`,
      value: percentile(warm, 0.5),
      goal: usableGoal,
      reference: { name: 'a blank page', value: percentile(blank, 0.5) },
    })
    print({ metric: `usable.warm_max_ms.${name}`, value: percentile(warm, 1) })
    await context.close()
  }
  load()
} finally {
  await browser?.close()
  await node.stop()
}
verdict()

/** A browser profile of its own, signed in or not. */
async function computerOf(chromium: Browser, login: string | null): Promise<BrowserContext> {
  const context = await chromium.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    baseURL: node.url,
  })
  if (login) {
    const answer = await context.request.post('/rpc/identity/signIn', {
      headers: { 'x-zhengxin': '1' },
      data: { json: { login, password: demoPassword } },
    })
    if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()} ${await answer.text()}`)
  }
  return context
}

/** KB of script as they come over the wire (gzip) at the first visit, until a second after the page can be used. */
async function scriptOf(page: Page, path: string, usable: string): Promise<number> {
  const wire = await page.context().newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  wire.on('Network.responseReceived', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
  wire.on(
    'Network.loadingFinished',
    ({ requestId, encodedDataLength }) => void (scripts.has(requestId) && (bytes += encodedDataLength)),
  )
  await wire.send('Network.enable')
  await page.goto(path)
  await page.waitForSelector(usable)
  await page.waitForTimeout(1000)
  await wire.detach()
  return round(bytes / 1024)
}

/** Milliseconds from the start of the navigation until the thing people came for stands there. */
async function visitTimes(page: Page, path: string, usable: string): Promise<number[]> {
  const wire = await page.context().newCDPSession(page)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: slowDown })
  const taken: number[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    await page.goto(path, { waitUntil: 'commit' })
    const shown = await page.waitForFunction(
      (selector) => document.querySelector(selector) !== null && performance.now(),
      usable,
      { polling: 'raf' },
    )
    taken.push((await shown.jsonValue()) as number)
    await page.waitForTimeout(300)
  }
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await wire.detach()
  return taken
}
