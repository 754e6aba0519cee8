import type { identity as zh } from '../zh-CN/identity.ts'
import type { identityRefusals as codes } from '../../../contract/identity.refusals.ts'

export const identity: Record<keyof typeof zh, string> = {}

export const identityRefusals: Record<keyof typeof codes, string> = {
  'identity.wrong_password': 'The account or the password is wrong. Check both and try again; repeated failures lock the account for a while.',
  'identity.locked': 'The account is locked after wrong passwords. Try again in {minutes} minutes, or ask the system administrator to unlock it.',
  'identity.disabled': 'This account is disabled. Ask the system administrator to enable it.',
  'identity.no_post': 'You hold no post in any unit at present and cannot sign in. Ask the system administrator to record your post.',
  'identity.must_change_password': 'Your password has expired or must be replaced. Change it under “My account” first.',
  'identity.session_needed': 'An access token cannot do this. Sign in on the page instead.',
  'identity.password_too_short': 'The password is too short. Use at least {min} characters.',
  'identity.password_too_plain': 'The password is too plain. Use at least {min} of: capitals, small letters, digits, other signs.',
  'identity.password_holds_login': 'The password must not contain the account name. Choose another.',
  'identity.password_common': 'This password is well known and easily guessed. Choose another.',
  'identity.password_used_before': 'The last {count} passwords cannot be used again. Choose another.',
  'identity.login_taken': 'This account name is taken. Choose another.',
  'identity.has_account': 'This person already has an account. Look for it in the list.',
  'identity.own_account': 'You cannot disable your own account. Ask another system administrator.',
  'identity.wrong_state': 'The account has changed meanwhile and this no longer applies. Refresh the list.',
  'identity.link_invalid': 'This link has been used, has expired or is incomplete. Ask the system administrator for a new one.',
  'identity.unit_needed': 'There is no unit yet. Give the name, code and kind of the unit that this node serves.',
  'identity.token_too_long': 'A token may be valid for at most {max} days. Choose a shorter time.',
}
