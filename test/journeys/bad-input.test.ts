import { afterAll, beforeAll, expect, test } from 'vitest'
import { password } from './cast.ts'
import { tellStory } from './people.ts'
import type { Person, Story } from './people.ts'

let story: Story
let li: Person
beforeAll(async () => {
  story = await tellStory()
  li = await story.signIn('xiaodian.li')
})
afterAll(() => story?.close())

const stored = async (id: string) => (await (await story.as('xiaodian.li')).submissions.get({ id })).text

const mso = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-name:x}</style><script>window.hacked = 1</script></head>
<body><!--[if gte mso 9]><xml><o:p></o:p></xml><![endif]--><p class=MsoNormal style='mso-pagination:widow-orphan'><span lang=EN-US onclick="window.hacked = 1">从Word来的第一段<o:p></o:p></span></p>
<img src="x" onerror="window.hacked = 1"><p class=MsoNormal><a href="javascript:window.hacked = 1">从Word来的第二段</a></p></body></html>`

const paste = (person: Person, html: string, text = '') =>
  person.editor.evaluate(
    (box, given) => {
      const data = new DataTransfer()
      if (given.html) data.setData('text/html', given.html)
      data.setData('text/plain', given.text)
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    },
    { html, text },
  )

test('what Word brings along stays outside: the words come, scripts and mso styles do not', async () => {
  const id = await li.writes({ title: '粘贴的稿件', text: '开头。' })
  await paste(li, mso)
  await li.editor.getByText('从Word来的第二段').waitFor()
  await li.saved()
  expect(await li.page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined()
  const text = JSON.stringify((await stored(id)).body)
  expect(text).toContain('从Word来的第一段')
  expect(text).not.toMatch(/mso|script|javascript|onclick|onerror/i)
})

test('a body over the limit is told so at once; nothing of it is lost', async () => {
  const id = await li.writes({ title: '很长的稿件', text: '开头。' })
  await paste(li, '', Array.from({ length: 2001 }, () => '情'.repeat(100)).join('\n'))
  await li.sees(/正文超过.*200,000|200,000.*字/)
  expect((await li.editor.textContent())!.length).toBeGreaterThan(200_000)
  await li.editor.press('Control+z')
  await li.saved()
  expect(JSON.stringify((await stored(id)).body)).toContain('开头')
})

test('a title of 1,000 characters is kept, and refused at 送审 with what to do', async () => {
  const id = await li.writes({ title: '长'.repeat(1000), text: '正文。', category: '新情况新问题' })
  await li.sees('标题已 1000 字，宜精炼')
  await li.press('送审')
  await li.sees('标题（超过 100 字）')
  expect(await li.button('确认送审').isDisabled()).toBe(true)
  await li.confirm('取消')
  expect((await stored(id)).title).toHaveLength(1000)
})

test('a program named .docx is refused by what it is; a file over the limit before it is sent', async () => {
  await li.writes({ title: '带附件的稿件', text: '正文。' })
  const files = li.page.getByRole('region', { name: '稿件要素' }).last().locator('input[type=file]')
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
  await files.setInputFiles({
    name: '通知.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: program,
  })
  await li.sees(/不能上传“通知.docx”/)
  let sent = 0
  li.page.on('request', (request) => void (request.url().endsWith('/files') && (sent += 1)))
  await files.evaluate((input: HTMLInputElement) => {
    const data = new DataTransfer()
    data.items.add(new File([new Uint8Array(101 * 1024 * 1024)], '录像.pdf'))
    input.files = data.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await li.sees('文件太大，最多 100 MB。请压缩或拆分后再上传。')
  expect(sent).toBe(0)
})

test('one item at two computers: neither is overwritten, both texts stand side by side', async () => {
  const zhang = await story.signIn('xiaodian.zhang')
  const id = await li.writes({ title: '两个人改的稿件', text: '原来的一段。', category: '新情况新问题' })
  await li.submits()
  await zhang.goes(`/submissions/${id}/write`)
  await zhang.editor.getByText('原来的一段。').click()
  await zhang.page.keyboard.press('End')
  const elsewhere = await story.as('xiaodian.zhang') // at a second computer
  const { text } = await elsewhere.submissions.get({ id })
  const body: typeof text.body = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: '另一处保存的一段。' }] }],
  }
  await elsewhere.submissions.saveText({ id, title: text.title, body, baseVersion: text.version })
  await zhang.page.keyboard.insertText('我在这里加的话。')
  await zhang.sees('这篇稿件被改成了两份')
  await zhang.dialog().getByText('原来的一段。我在这里加的话。').waitFor()
  await zhang.dialog().getByText('另一处保存的一段。').waitFor()
  await zhang.confirm('用我的（对方的留在历史里）')
  await zhang.saved()
  expect(JSON.stringify((await stored(id)).body)).toContain('我在这里加的话。')
})

test('the session ends in mid-edit: a dialog asks for the password, then the text is saved', async () => {
  const id = await li.writes({ title: '写到一半', text: '第一句。' })
  await story.node.endSessions('xiaodian.li')
  await li.editor.click()
  await li.page.keyboard.press('Control+End')
  await li.page.keyboard.insertText('会话结束后写的第二句。')
  await li.sees('登录已过期')
  await li.dialog().getByLabel('口令').fill(password)
  await li.confirm('登录')
  await li.saved()
  expect(JSON.stringify((await stored(id)).body)).toContain('会话结束后写的第二句。')
})

test('the database goes away and comes back: the page says so, and saves by itself', async () => {
  const id = await li.writes({ title: '数据库断开时写的', text: '第一句。' })
  await story.node.cutDatabase()
  await li.editor.click()
  await li.page.keyboard.press('Control+End')
  await li.page.keyboard.insertText('数据库断开后写的第二句。')
  await li.sees('未保存（断网，内容在本机）')
  await story.node.joinDatabase()
  await li.page.locator('.zx-save[data-status=saved]').waitFor({ timeout: 40_000 })
  expect(JSON.stringify((await stored(id)).body)).toContain('数据库断开后写的第二句。')
})
