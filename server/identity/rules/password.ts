import type { SecurityPolicy } from '../../../contract/identity.ts'

/** What is wrong with a new password: a refusal code with its data. */
export type PasswordProblem =
  | { code: 'identity.password_too_short'; data: { min: number } }
  | { code: 'identity.password_too_plain'; data: { min: number } }
  | { code: 'identity.password_holds_login'; data: Record<string, never> }
  | { code: 'identity.password_common'; data: Record<string, never> }

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{N}/u, /[^\p{Lu}\p{Ll}\p{N}]/u]

/** What everybody tries first and what the other rules let through: compared without case, digits at the end and signs. */
const common = new Set([
  'password',
  'passwd',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'pa$$word',
  'admin',
  'admin@',
  'administrator',
  'root',
  'welcome',
  'qwerty',
  'qwertyuiop',
  'qwer',
  'asdf',
  'asdfgh',
  'zxcvbn',
  'qazwsx',
  'qazwsxedc',
  '1qaz2wsx',
  '1qaz@wsx',
  '!qaz2wsx',
  '!qaz@wsx',
  '1q2w3e4r',
  '1q2w3e4r5t',
  'zaq12wsx',
  'abc',
  'abcd',
  'abcdef',
  'abcdefg',
  'abc123',
  'test',
  'letmein',
  'changeme',
  'iloveyou',
  'woaini',
  'shanxi',
  'taiyuan',
  'zhengxin',
  'zhengwu',
  'zhengfu',
  'xinxi',
  'huawei',
  'lenovo',
  'windows',
  'system',
  'manager',
  'user',
  'guest',
  'default',
  'initial',
  'china',
  'beijing',
  'nihao',
  'monkey',
  'dragon',
  'master',
  'superman',
])

/** The first rule a new password breaks, or null (domain.md SEC-01). */
export function newPasswordProblem(
  password: string,
  login: string,
  policy: Pick<SecurityPolicy, 'passwordMinLength' | 'passwordMinClasses'>,
): PasswordProblem | null {
  if ([...password].length < policy.passwordMinLength)
    return { code: 'identity.password_too_short', data: { min: policy.passwordMinLength } }
  if (classes.filter((kind) => kind.test(password)).length < policy.passwordMinClasses)
    return { code: 'identity.password_too_plain', data: { min: policy.passwordMinClasses } }
  if (password.toLowerCase().includes(login.toLowerCase())) return { code: 'identity.password_holds_login', data: {} }
  if (isCommon(password)) return { code: 'identity.password_common', data: {} }
  return null
}

function isCommon(password: string): boolean {
  const folded = password.toLowerCase()
  const word = folded.replace(/[^\p{L}]*$/u, '').replace(/^[^\p{L}]*/u, '')
  const runs = new Set(folded).size < 5 // 'Aa1Aa1Aa1Aa1'
  return runs || common.has(folded) || common.has(word) || common.has(folded.replace(/[\d!@#.]+$/, ''))
}
