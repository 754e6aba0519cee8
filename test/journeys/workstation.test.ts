import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'

/** 远程工作站 (第十八条): written and queued without a line, sent when it is back; what changed meanwhile is shown, never overwritten. */
let story: Story
let li: Person
const words = '汾河流水哗啦啦啦'
beforeAll(async () => {
  story = await tellStory()
  li = await story.signIn('xiaodian.li')
})
afterAll(() => story.close())

const mine = async () => (await (await story.as('xiaodian.li')).submissions.list({ scope: 'mine' })).items
const openStation = async () => {
  await li.goes('/workstation')
  await li.page.getByLabel('本机口令').fill(words)
  await li.press('打开')
  await li.page.getByRole('navigation', { name: '本机稿件' }).waitFor()
}
const writes = async (title: string, text: string) => {
  await li.press(/新稿件/)
  await li.titleField.fill(title)
  await li.editor.click()
  await li.page.keyboard.insertText(text)
  await li.page.getByLabel('类别').selectOption({ index: 1 })
  await li.page.getByLabel('体裁').selectOption({ index: 1 })
  await li.page.getByLabel('联系电话').fill('0351-3046000')
}

test('sets the workstation up while there is a line', async () => {
  await li.goes('/workstation')
  await li.page.getByLabel(/设定本机口令/).fill(words)
  await li.page.getByLabel('再输一次').fill('不一样的口令')
  await li.press('在本机启用')
  await li.sees('两次输入不一样')
  await li.page.getByLabel('再输一次').fill(words)
  await li.press('在本机启用')
  await li.sees('本机还没有稿件')
  await li.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})

test('without a line the page opens, a wrong password does not, and a text is written and queued', async () => {
  await li.context.setOffline(true)
  await li.goes('/workstation')
  await li.page.getByLabel('本机口令').fill('另一个口令')
  await li.press('打开')
  await li.sees('本机口令不对')
  await li.page.getByLabel('本机口令').fill(words)
  await li.press('打开')
  await li.sees('没有网络')
  await writes('南部山区道路抢通', '截至十八时，三处塌方已抢通两处。')
  await li.press('联网后上传并送审')
  await li.sees('待上传')
  expect(await mine()).toEqual([])
})

test('nothing of it can be read in the browser’s store', async () => {
  const kept = await li.page.evaluate(async () => {
    const open = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('zhengxin-workstation')
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(new Error('closed'))
    })
    const rows = await new Promise<{ bytes: ArrayBuffer }[]>((resolve) => {
      const asked = open.transaction('entries').objectStore('entries').getAll()
      asked.onsuccess = () => resolve(asked.result as { bytes: ArrayBuffer }[])
    })
    return rows.map((row) => new TextDecoder().decode(row.bytes)).join('')
  })
  expect(kept.length).toBeGreaterThan(100)
  for (const word of ['南部山区', '塌方', '李']) expect(kept).not.toContain(word)
})

test('with the line back it goes up by itself and waits for the review', async () => {
  await li.context.setOffline(false)
  await openStation()
  await li.sees('已上传')
  expect(await mine()).toMatchObject([{ title: '南部山区道路抢通', status: 'inReview' }])
})

test('a draft taken along that changed in the system meanwhile is a conflict; mine is kept as a new text', async () => {
  const client = await story.as('xiaodian.li')
  const id = crypto.randomUUID()
  const made = await client.submissions.create({
    id,
    title: '春耕备耕',
    body: { type: 'doc', content: [{ type: 'paragraph' }] },
  })
  await li.press('带到本机')
  await li.page.getByRole('listitem').filter({ hasText: '春耕备耕' }).getByRole('button', { name: '带上' }).click()
  await li.dialog().getByRole('button', { name: '关闭' }).click()
  await li.page.getByRole('button', { name: /春耕备耕/ }).click()
  await li.titleField.fill('春耕备耕，本机改的')
  await client.submissions.saveText({
    id,
    title: '春耕备耕，系统里改的',
    body: made.text.body,
    baseVersion: made.text.version,
  })
  await li.press('联网后只上传')
  await li.press(/立即上传/)
  await li.sees('本机的没有覆盖它')
  expect((await client.submissions.get({ id })).text.title).toBe('春耕备耕，系统里改的')
  await li.press('把本机的另存为新稿')
  await li.press('联网后只上传')
  await li.press(/立即上传/)
  await li.sees('已上传')
  await expect.poll(async () => (await mine()).map((item) => item.title)).toContain('春耕备耕，本机改的')
})

test('wiping leaves nothing', async () => {
  await li.press('清除本机数据')
  await li.confirm('清除本机数据')
  await li.sees('在本机启用')
})
