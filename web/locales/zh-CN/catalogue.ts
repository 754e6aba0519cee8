export const catalogue = {
  title: '字典', hint: '类别、理由、时限等可选值。停用的条目不再提供选择，已写入的稿件仍显示原名。', lists: '字典', owner: '范围', whole_node: '全系统', code: '代码', code_hint: '字母和数字；建立后不再改变。',
  name: '名称', name_en: '英文名', note: '说明', add: '新增条目', add_title: '新增“{list}”条目', edit: '修改', edit_title: '修改“{name}”', override: '改为本单位的',
  override_title: '本单位对“{name}”的规定', override_hint: '保存后，本单位使用自己的条目；全系统的条目不变。', activate: '启用', deactivate: '停用', up: '上移 {name}', down: '下移 {name}',
  inherited: '全系统', own: '本单位', overrides: '本单位改定', inactive: '已停用', source: '来源', state: '状态', active: '在用', acts: '操作', order: '次序', save: '保存',
  saved: '已保存。', empty: '这个字典还没有条目。', not_yours: '您只能查看；由主编维护本单位的条目，由系统管理员维护全系统的条目。', list_category: '信息类别', list_genre: '体裁', list_urgency: '紧急程度',
  list_classification: '知悉范围', list_returnReason: '退改理由', list_rejectReason: '退稿理由', list_declineReason: '不采用理由', list_holdReason: '留用理由',
  list_sendBackReason: '复审退回理由', list_voidReason: '作废理由', list_adoptionMode: '采用方式', list_publicationKind: '刊物种类', list_channel: '来稿渠道',
  field_article: '依据条款', field_parts: '应有的部分（用顿号分开）', field_reviewHours: '审核时限（小时）', field_signHours: '签发时限（小时）', field_receiveHours: '签收时限（小时）',
  field_handleHours: '处理时限（小时）', field_rank: '等级（0 最低）', field_mayResend: '修改后可以再报', yes: '是', no: '否',
} as const
