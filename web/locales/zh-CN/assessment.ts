import type { assessmentRefusals as codes } from '../../../contract/assessment.refusals.ts'

export const assessment = {
  menu_scores: '本单位得分',
} as const

/** A sentence for each refusal of this module: it says what to do. */
export const assessmentRefusals: Record<keyof typeof codes, string> = {
  'scheme.wrong_status': '计分办法的状态已经改变，不能再这样操作。请刷新后查看。',
  'scheme.own_draft': '起草人不能批准自己拟的计分办法，请由主编批准。',
  'scheme.incomplete': '计分办法还不完整：{problems}。请补齐后再试算。',
  'scheme.bad_dates': '日期不对：须晚于现行办法的施行日期 {from}。请另选日期。',
  'scheme.none_in_force': '{day} 这一天没有施行中的计分办法。请先施行一版计分办法。',
  'scheme.unreadable': '这个文件不是计分办法，或已损坏（{reason}）。请选择从本系统导出的文件。',
  'scheme.unknown_template': '没有这个范例。请刷新后重新选择。',
  'fact.wrong_status': '这条登记已经处理过了。请刷新后查看。',
  'fact.own_entry': '登记人不能复核自己的登记，请由另一人复核。',
  'fact.evidence_missing': '请附上依据（上级刊物、批示件、通知等的扫描件或照片）。',
  'fact.points_out_of_range': '分值应在 {from} 至 {to} 之间，请改正。',
  'fact.unknown_unit': '“{name}”不在本机关考核范围内，请重新选择单位。',
  'period.wrong_status': '考核期的状态已经改变，不能再这样操作。请刷新后查看。',
  'period.exists': '“{name}”已经在结算，请在列表中打开。',
  'period.not_over': '考核期到 {endsOn} 才结束，请在次日以后公示。',
  'period.comments_open': '公示到 {until} 为止，请在公示期满后封账。',
  'period.pending_entries': '还有 {count} 条登记没有复核，请先复核或撤销。',
  'period.bad_days': '日期不对，请重新选择。',
  'amendment.wrong_status': '这条更正已经处理过了。请刷新后查看。',
  'amendment.own_entry': '录入人不能复核自己的更正，请由另一人复核。',
  'appeal.wrong_status': '这件申诉已经答复。请刷新后查看。',
  'bulletin.wrong_status': '通报的状态已经改变，不能再这样操作。请刷新后查看。',
  'bulletin.own_text': '最后修改通报的人不能签发，请由另一人签发。',
  'bulletin.no_units': '没有可以印发的单位：考核期里没有列入排名的单位。',
  'commendation.wrong_status': '表彰名单已经决定或还没有准备好。请刷新后查看。',
  'commendation.nothing_chosen': '还没有入选的单位或个人。请先设名额。',
}
