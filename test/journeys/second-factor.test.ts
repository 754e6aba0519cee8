import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, tellStoryAt } from './people.ts'
import type { Person, Story } from './people.ts'

/** A signer adds one-time codes and a passkey, and signs in with each. */
let story: Story
let guo: Person
beforeAll(async () => {
  story = await tellStoryAt('localhost') // a browser makes passkeys for names only, not for addresses
  guo = await story.signIn('taiyuan.guo')
  const devices = await guo.context.newCDPSession(guo.page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
})
afterAll(() => story.close())

let recoveryCode: string
let secret: string

const signInAgain = async () => {
  await guo.context.clearCookies()
  await guo.goes('/login')
  await guo.page.getByLabel('登录名').fill('taiyuan.guo')
  await guo.page.getByLabel('口令').fill(password)
  await guo.press('登录')
  await guo.page.getByLabel(/动态口令（6 位数字）/).waitFor()
}
const isIn = () => guo.page.getByRole('heading', { name: /您好/ }).first().waitFor()

test('adds one-time codes: the key for the phone, the first code, ten recovery codes', async () => {
  await guo.goes('/account')
  await guo.press('添加动态口令')
  await guo.page.getByAltText('动态口令二维码').waitFor()
  secret = (await guo.dialog().locator('code').innerText()).replace(/\s/g, '')
  await guo.page.getByLabel('验证码').fill('000000')
  await guo.confirm('确认添加')
  await guo.sees('验证码不对')
  await guo.page.getByLabel('验证码').fill(generateSync({ secret }))
  await guo.confirm('确认添加')
  await guo.sees('请保存这 10 个恢复码')
  const codes = await guo.dialog().locator('code').allInnerTexts()
  expect(codes).toHaveLength(10)
  recoveryCode = codes[0]!
  await guo.confirm('已保存好')
  await guo.sees('恢复码还剩 10 个')
})

test('adds a passkey of this machine', async () => {
  await guo.press('添加通行密钥')
  await guo.sees('本机通行密钥')
})

test('signs in with a code: a wrong one is refused with a sentence, the next one opens', async () => {
  await signInAgain()
  const field = guo.page.getByLabel(/动态口令（6 位数字）/)
  await field.fill('123123')
  await guo.press('验证并登录')
  await guo.sees('验证码不对，或已用过')
  await field.fill(generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })) // the one after the one used above
  await guo.press('验证并登录')
  await isIn()
})

test('signs in with the passkey', async () => {
  await signInAgain()
  await guo.press('用通行密钥验证')
  await isIn()
})

test('signs in with a recovery code when the phone is lost, and takes the lost phone off', async () => {
  await signInAgain()
  await guo.page.getByLabel(/动态口令（6 位数字）/).fill(recoveryCode)
  await guo.page.keyboard.press('Enter')
  await isIn()
  await guo.goes('/account')
  await guo.sees('恢复码还剩 9 个')
  await guo.page
    .getByRole('row', { name: /手机动态口令/ })
    .getByRole('button', { name: '移除' })
    .click()
  await guo.sees('已移除')
  await guo.page.getByRole('row', { name: /手机动态口令/ }).waitFor({ state: 'detached' })
  expect(await guo.page.getByRole('row', { name: /本机通行密钥/ }).count()).toBe(1)
})
