import type { RefusalCode } from '../../../contract/refusals.ts'

export const app = {
  product: '政信',
  product_long: '政务信息工作平台',
  skip_to_main: '跳到正文',
  menu: '主菜单',
  menu_collapse: '收起菜单',
  menu_expand: '展开菜单',
  'group.work': '工作',
  'group.write': '我的稿件',
  'group.desk': '采编',
  'group.publish': '刊物',
  'group.direct': '批示',
  'group.assess': '考核',
  'group.read': '阅览',
  'group.office': '机构与人员',
  'group.admin': '系统管理',
  notices: '消息',
  notices_unread: '消息，{count} 条未读',
  language: '语言',
  chinese: '中文',
  english: 'English',
  account: '我的账号',
  sign_out: '退出登录',
  sign_in_again: '登录已过期',
  sign_in_again_hint: '请重新输入口令。您写的内容都在，登录后接着保存。',
  sign_in_again_as: '账号',
  leave: '离开，回到登录页',
  login: '登录名',
  password: '口令',
  sign_in: '登录',
  signing_in: '正在登录…',
  internal_only: '本系统仅限内部使用，请勿录入国家秘密。',
  demo_title: '演示账号',
  demo_hint: '点一个人，就以他的岗位进入系统。数据均为合成。',
  set_up_title: '首次设置',
  set_up_hint: '您将是本系统的{role}。此链接只能用一次。',
  set_up_go: '建立账号',
  role_systemAdmin: '系统管理员',
  role_securityAdmin: '安全管理员',
  role_auditor: '审计管理员',
  unit_name: '本单位全称',
  unit_name_hint: '例如：山西省人民政府办公厅',
  unit_code: '行政区划代码',
  unit_code_hint: '例如：140000',
  unit_kind: '层级',
  kind_provinceOffice: '省政府办公厅',
  kind_cityOffice: '市政府办公室',
  kind_countyOffice: '县（市、区）政府办公室',
  reset_title: '设置口令',
  reset_go: '设置口令',
  hand_on_title: '请转交两个链接',
  hand_on_hint: '三员分设：下面两个链接只显示这一次，请当面交给另外两位管理员。',
  link_until: '{time} 前有效，只能用一次',
  hand_on_done: '已记下，去登录',
  name: '姓名',
  login_hint: '小写字母、数字、点或横线，例如 zhangwei。',
  new_password: '新口令',
  repeat_password: '再输一遍新口令',
  password_hint: '至少 {min} 位，含大写字母、小写字母、数字、符号中的 {classes} 种，不含登录名。',
  passwords_differ: '两次输入的口令不一样，请重新输入。',
  disconnected: '连接已断开，正在重连，已写的内容保存在本机。',
  reconnect_now: '立即重连',
  not_found: '没有找到这个页面',
  not_found_hint: '地址可能写错了，或者内容已经不在。请从左侧菜单进入，或返回首页。',
  go_home: '返回首页',
  broken: '页面出错了',
  broken_hint: '您写的内容仍保存在本机。请刷新页面；如果仍然出错，请把编号 {id} 告诉系统管理员。',
  reload: '刷新页面',
  unreachable: '连不上服务器',
  unreachable_hint: '请检查网络，稍后会自动重试。已写的内容保存在本机。',
  retry: '重试',
  loading: '正在打开…',
  refusal_unknown: '服务器没有同意这次操作（{code}）。请刷新页面后再试；仍不行请联系系统管理员。',
  bug: '服务器出错了，什么都没有改动。请稍后再试；仍不行请把编号 {id} 告诉系统管理员。',
  demo_tag: '演示',
  demo_hint_all: '演示系统：数据均为合成，请勿录入真实内容。',
} as const

export type AppRefusal = Extract<
  RefusalCode,
  | 'bad_input'
  | 'not_signed_in'
  | 'not_found'
  | 'not_permitted'
  | 'prove_again'
  | 'stale'
  | 'busy'
  | 'too_many_requests'
  | `text.${string}`
  | `file.${string}`
  | `catalogue.${string}`
  | `letter.${string}`
>

/** Refusals of the platform and of documents. */
export const appRefusals: Record<AppRefusal, string> = {
  bad_input: '填写的内容有误，请检查标红的各项后再提交。',
  not_signed_in: '您还没有登录，或登录已过期。请登录后再试。',
  not_found: '没有找到，可能已被删除、撤回，或不在您的权限范围内。',
  not_permitted: '您没有这项权限。如工作需要，请联系本单位负责人授权。',
  prove_again: '请再次输入口令，确认是您本人操作。',
  stale: '在您打开之后，这里已被改动。请刷新查看最新内容，再决定如何操作。',
  'text.stale': '{authorName}已保存了新的版本。您的内容还在本机，请对照后决定用哪一份。',
  'text.empty': '正文还是空的，请先写正文。',
  'file.too_large': '文件太大，最多 {limitMb} MB。请压缩或拆分后再上传。',
  'file.type_refused':
    '不能上传“{name}”：它的实际内容是 {detected}，不在允许的类型里。请另存为 PDF、Word、Excel 或图片后再上传。',
  'file.unreadable': '文件“{name}”读不出来，可能已损坏。请重新保存后再上传。',
  'file.infected': '文件“{name}”带有病毒（{signature}），没有收下，已报审计。请先在本机杀毒。',
  'file.quarantined': '文件“{name}”收下后查出病毒（{signature}），已封存，不能打开。请联系来稿人杀毒后重新提供。',
  'file.not_scanned': '病毒扫描服务没有应答，文件“{name}”暂不能上传。请稍后再试，或联系系统管理员。',
  'file.not_attached': '附件没有上传成功，或不是您上传的。请重新上传。',
  busy: '系统正忙，什么都没有改动。请稍等片刻再试。',
  too_many_requests: '操作太频繁了，请等一分钟再试。',
  'catalogue.unknown_value': '“{code}”不在可选的值里，可能已停用。请重新选择。',
  'catalogue.above_ceiling': '“{name}”超过本系统的涉密上限（工作秘密），不能设置。涉密信息请走涉密渠道。',
  'catalogue.code_taken': '这个代码已经用过了，请换一个。',
  'letter.unknown_receiver': '找不到接收单位，它可能已经合并或撤销。请重新选择接收单位。',
}
