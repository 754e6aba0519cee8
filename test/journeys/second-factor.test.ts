import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, tellStoryAt } from './people.ts'
import type { Person, Story } from './people.ts'
import { readyToSign } from './work.ts'

/** A signer adds one-time codes and a passkey, signs in with each, and signs an item with the passkey. */
let story: Story
let wang: Person
beforeAll(async () => {
  story = await tellStoryAt('localhost') // a browser makes passkeys for names only, not for addresses
  wang = await story.signIn('xiaodian.wang')
  const devices = await wang.context.newCDPSession(wang.page)
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
  await wang.context.clearCookies()
  await wang.goes('/login')
  await wang.page.getByLabel('登录名').fill('xiaodian.wang')
  await wang.page.getByLabel('口令').fill(password)
  await wang.press('登录')
  await wang.page.getByLabel(/动态口令（6 位数字）/).waitFor()
}
const isIn = () => wang.page.getByRole('heading', { name: /您好/ }).first().waitFor()

test('adds one-time codes: the key for the phone, the first code, ten recovery codes', async () => {
  await wang.goes('/account')
  await wang.press('添加动态口令')
  await wang.page.getByAltText('动态口令二维码').waitFor()
  secret = (await wang.dialog().locator('code').innerText()).replace(/\s/g, '')
  await wang.page.getByLabel('验证码').fill('000000')
  await wang.confirm('确认添加')
  await wang.sees('验证码不对')
  await wang.page.getByLabel('验证码').fill(generateSync({ secret }))
  await wang.confirm('确认添加')
  await wang.sees('请保存这 10 个恢复码')
  const codes = await wang.dialog().locator('code').allInnerTexts()
  expect(codes).toHaveLength(10)
  recoveryCode = codes[0]!
  await wang.confirm('已保存好')
  await wang.sees('恢复码还剩 10 个')
})

test('adds a passkey of this machine', async () => {
  await wang.press('添加通行密钥')
  await wang.sees('本机通行密钥')
})

test('signs in with a code: a wrong one is refused with a sentence, the next one opens', async () => {
  await signInAgain()
  const field = wang.page.getByLabel(/动态口令（6 位数字）/)
  await field.fill('123123')
  await wang.press('验证并登录')
  await wang.sees('验证码不对，或已用过')
  await field.fill(generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })) // the one after the one used above
  await wang.press('验证并登录')
  await isIn()
})

test('signs in with the passkey', async () => {
  await signInAgain()
  await wang.press('用通行密钥验证')
  await isIn()
})

test('signs in with a recovery code when the phone is lost, and takes the lost phone off', async () => {
  await signInAgain()
  await wang.page.getByLabel(/动态口令（6 位数字）/).fill(recoveryCode)
  await wang.page.keyboard.press('Enter')
  await isIn()
  await wang.goes('/account')
  await wang.sees('恢复码还剩 9 个')
  await wang.page
    .getByRole('row', { name: /手机动态口令/ })
    .getByRole('button', { name: '移除' })
    .click()
  await wang.sees('已移除')
  await wang.page.getByRole('row', { name: /手机动态口令/ }).waitFor({ state: 'detached' })
  expect(await wang.page.getByRole('row', { name: /本机通行密钥/ }).count()).toBe(1)
})

test('signs an item with the passkey, without typing the password, and the record says so', async () => {
  const id = await readyToSign(story.as, {
    title: '小店区秋粮收购进展情况',
    text: '小店区秋粮收购进度过半，价格总体平稳。',
  })
  await wang.goes(`/submissions/${id}`)
  await wang.press('签发')
  await wang.sees('请按设备提示验证指纹')
  await wang.confirm('用通行密钥签发')
  await wang.sees('已签发，可以报送')
  await wang.press('审签记录')
  await wang.sees('本人通行密钥签名')
  await wang.sees('签名有效')
})
