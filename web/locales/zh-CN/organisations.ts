import type { organisationsRefusals as codes } from '../../../contract/organisations.refusals.ts'

export const organisations = {
  pick_unit: '选择单位',
  pick_units: '选择单位（可多选）',
  pick_person: '输入姓名查找',
  pick_nothing: '没有找到，请换个词再试',
  type_to_search: '输入姓名中的一个或两个字',
} as const

/** A sentence for each refusal of this module: it says what to do. */
export const organisationsRefusals: Record<keyof typeof codes, string> = {
  'unit.code_taken': '代码 {code} 已经是“{name}”的，请换一个代码。',
  'unit.ended': '“{name}”已于 {validTo} 终止，不能再办理。请选择现行的机构。',
  'unit.effective_in_future': '生效日期还没有到。请在生效当日或之后办理。',
  'unit.effective_too_early': '生效日期应晚于 {after}（设立日期或上一次同类变动）。请改一个日期。',
  'unit.move_into_itself': '不能把机构迁到它自己或它的下级之下。请另选上级。',
  'unit.merge_into_itself': '不能把机构并入它自己或它的下级。请另选合并对象。',
  'unit.is_top': '最上级的机构不能迁移、合并或撤销。',
  'unit.has_children': '还有 {count} 个下级机构（{names}）。请先将它们迁移、合并或撤销。',
  'unit.has_posts': '还有 {count} 人在任（{names}）。请先办理调动或免职。',
  'person.no_post': '这个人目前没有任职。请先增加任职。',
  'person.same_in_unit': '{unitName}已有同名同手机号的“{name}”。请核对，确是另一人的请填写不同的手机号。',
  'post.ended': '这项任职已经结束，不能再改。需要时请增加新的任职。',
  'post.too_early': '日期应晚于 {after}（任职开始之日）。请改一个日期。',
  'grant.separate_admins': '三员分立：此人已是{held}，不能再任{wanted}。请授予另一人。',
  'grant.admin_and_business': '管理岗位与业务岗位不能由一人兼任：此人已有{held}，不能再授{wanted}。请授予另一人，或先收回原岗位。',
  'grant.already_held': '{name}在这段时间已有此岗位，不用再授。',
  'grant.to_self': '不能给自己授予岗位。请由另一位安全管理员办理。',
  'grant.ended': '这项授权已经结束或收回。请刷新页面。',
  'grant.bad_dates': '结束日期应不早于开始日期，也不早于今天。请改正日期。',
  'delegation.not_delegable': '只有签发岗位可以授权他人代签。',
  'delegation.not_yours': '只能把您本人持有的岗位授权给他人；受托的授权不能再转授。',
  'delegation.to_self': '不能授权给自己。请选择另一人。',
  'delegation.other_unit': '{name}不在{unitName}任职。请选择本单位的人。',
  'delegation.outlives_grant': '您的岗位到 {validTo} 为止，授权不能更晚。请改结束日期。',
  'import.empty': '文件里没有数据行。请检查是否选错了文件。',
  'import.too_many_rows': '一次最多导入 {limit} 行。请分成几个文件。',
  'import.not_text': '文件不是 CSV 文本。请在 WPS 或 Excel 中另存为 CSV 后再导入。',
  'import.broken_csv': '第 {line} 行附近的引号不成对，文件读不下去。请改正后再导入。',
  'import.missing_columns': '缺少列：{columns}。请按导出文件的表头填写。',
  'import.bad_rows': '有 {count} 行不能导入。请改正后重来，或选择“只导入正确的行”。',
}
