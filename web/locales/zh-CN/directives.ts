import type { directivesRefusals as codes } from '../../../contract/directives.refusals.ts'

export const directives = {
  title: '批示',
} as const

/** A sentence for each refusal of this module: it says what to do. */
export const directivesRefusals: Record<keyof typeof codes, string> = {
  'directive.not_released': '这篇信息还没有成刊，不能登记批示。请等刊期发布后再登记，或按纸质件登记。',
  'directive.not_the_leader': '您不是这位领导，也不在其代录人之列。请由领导本人、其秘书或督办人员登记。',
  'directive.wrong_state': '这件批示的状态已经变化，不能再这样办理。请刷新后查看它现在的状态。',
  'directive.empty': '批示没有内容。请写下批示，或手写、拍照上传后再提交。',
  'directive.needs_picture': '手写或拍照的批示要附上图片。请写好或上传照片后再提交。',
  'directive.needs_transcription': '手写批示还没有录成文字。请先点“补登”录入文字，再转办。',
  'directive.needs_one_lead': '请指定一个牵头单位，且只指定一个；其余作协办单位。',
  'directive.unit_twice': '“{unitName}”已在承办单位之列，请不要重复选择。',
  'directive.not_below': '“{unitName}”不是本单位的下级单位，不能分办给它。请另选单位，或报请督办部门转办。',
  'directive.leader_may_answer':
    '结果已报领导，领导在 {until} 前还可能有新的批示。请等领导阅示，或过了这个时间再办结。',
  'directive.leader_unknown': '没有找到这位领导。请刷新后重选，或在“办理规则”里先登记这位领导。',
  'directive.bad_date': '日期不对：不能早于交办日期，也不能是已经过去的日子。请重新选择日期。',
  'assignment.wrong_state': '这个单位的办理状态已经变化，不能再这样处理。请刷新后查看。',
  'assignment.no_extension': '这个单位没有待审批的延期申请。请刷新后查看。',
  'directiveTask.wrong_state': '这件承办事项的状态已经变化，不能再这样办理。请刷新后查看。',
  'directiveTask.no_feedback': '没有等待签发的反馈。请先由承办人拟写并送签。',
  'directiveTask.feedback_open': '还有一份反馈没有发出。请先把那份改好送签，再写新的反馈。',
  'directiveTask.own_feedback': '反馈不能由拟写人自己签发，请由另一位负责同志签发。',
  'directiveTask.below_open': '下级单位还没有办完：{units}。请先审结或撤销分办，再作办结反馈。',
  'directiveTask.extension_open': '已有一份延期申请在等审批，请等交办单位决定后再申请。',
}
