import type { identityRefusals as codes } from '../../../contract/identity.refusals.ts'

export const identity = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const identityRefusals: Record<keyof typeof codes, string> = {
  'identity.wrong_password': '账号或口令不对，请核对后重新输入。连续输错会暂时锁定账号。',
  'identity.locked': '连续输错口令，账号已锁定。请 {minutes} 分钟后再试，或请系统管理员解锁。',
  'identity.disabled': '这个账号已停用。如需使用，请联系系统管理员启用。',
  'identity.no_post': '您目前没有在任何单位任职，不能登录。请联系系统管理员登记任职。',
  'identity.must_change_password': '口令已到期或须更换，请先到“我的账号”修改口令。',
  'identity.session_needed': '访问令牌不能做这件事，请在网页上登录后操作。',
  'identity.password_too_short': '口令太短，请至少用 {min} 个字符。',
  'identity.password_too_plain': '口令太简单，请至少用大写字母、小写字母、数字、符号四类中的 {min} 类。',
  'identity.password_holds_login': '口令里不能包含账号，请换一个。',
  'identity.password_common': '这个口令太常见，容易被猜到，请换一个。',
  'identity.password_used_before': '最近 {count} 次用过的口令不能再用，请换一个。',
  'identity.login_taken': '这个账号名已有人使用，请换一个。',
  'identity.has_account': '此人已有账号，不能再开一个。请在账号列表中查找。',
  'identity.own_account': '不能停用自己的账号，请由另一位系统管理员操作。',
  'identity.wrong_state': '账号的状态已经变化，这项操作不再适用。请刷新列表后再看。',
  'identity.link_invalid': '这个链接已用过、已过期或不完整。请向系统管理员要一个新的链接。',
  'identity.unit_needed': '系统里还没有单位，请填写本节点的单位名称、代码和类别。',
  'identity.token_too_long': '令牌的有效期最长 {max} 天，请改短。',
}
