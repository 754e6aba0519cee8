import type { RefusalCode } from '../../../contract/refusals.ts'

export const wording = {
  title: '词表',
  hint: '敏感词、错敏词和密级标志词。起草、粘贴、导入、收文和保密审查时逐条比对；保存后立即生效。',
  new_list: '新建词表',
  none: '还没有词表。',
  name: '词表名称',
  kind: '类别',
  kind_sensitive: '敏感词',
  kind_mistaken: '错敏词',
  kind_mark: '密级标志词',
  effect: '命中后',
  effect_stop: '拦截',
  effect_warn: '提示',
  effect_stop_hint: '拦截：含有这些词的文字不予保存，正文不留存，只记录拦截事项。',
  effect_warn_hint: '提示：送审和保密审查时标出所在语句，由人判断，并记入审查记录。',
  active: '启用',
  inactive: '停用',
  word_count: '{count} 个词',
  words: '词语（{count} 个）',
  words_hint: '一行一个，至少两个字；需要建议写法的，写成“错词 → 正确写法”。空格、全角半角、大小写不影响比对。',
  bad_lines: '第 {lines} 行不符合要求：词语须为 2 至 60 个字，建议写法不超过 100 个字。',
  import: '导入文本文件',
  imported: '已读入 {count} 个新词，保存后生效',
  save: '保存词表',
  saved: '“{name}”已保存，共 {count} 个词',
  updated: '{name} {at} 修改',
  found: '词语检查',
  found_count: '词表命中 {count} 处，请逐处核对：',
  in_title: '（标题）',
  advice_line: '　建议：{advice}',
  more: '另有 {count} 处未列出。',
  nothing_found: '词表未命中。',
} as const

export const wordingRefusals = {
  'wording.stopped':
    '文中有“{list}”所列的词“{word}”，不能在本系统保存。请删去或改写后再试；内容涉密的，请改走涉密渠道。',
  'wording.secret_mark': '文中有密级标志“{mark}”。涉密内容不得在本系统办理，请改走涉密渠道。',
  'wording.name_taken': '已有名为“{name}”的词表。请换一个名称。',
} satisfies Partial<Record<RefusalCode, string>>
