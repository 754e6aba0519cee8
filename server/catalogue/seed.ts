import type { CatalogueList } from '../../contract/catalogue.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { positionStep } from './rules/effective.ts'

type Seed = [code: string, name: string, nameEn: string, data?: Record<string, unknown>, note?: string]

/** What a new node starts with; offices change it on the screen. Sources: 第十、十一条; domain.md 2.3, 5.1. */
const seeds: Record<CatalogueList, Seed[]> = {
  category: [
    [
      'implementation',
      '贯彻落实',
      'Carrying out decisions',
      { article: '第十条（一）' },
      '中央和省委、省政府决策在本地区、本部门贯彻执行情况、问题和建议',
    ],
    [
      'directiveResult',
      '批示落实',
      'Following directives',
      { article: '第十条（二）' },
      '领导指示、批示精神的贯彻落实情况',
    ],
    [
      'keyWork',
      '重点工作项目',
      'Major work and projects',
      { article: '第十条（三）' },
      '在全省乃至全国有影响的重要工作、重大项目进展',
    ],
    [
      'newSituation',
      '新情况新问题',
      'New situations',
      { article: '第十条（四）' },
      '值得引起上级领导重视的新情况、新问题',
    ],
    [
      'experience',
      '外地经验动向',
      'Experience elsewhere',
      { article: '第十条（五）' },
      '部委重要举措，兄弟省份新经验、新做法、新动向',
    ],
    [
      'research',
      '调研信息',
      'Research',
      { article: '第十一条', parts: ['情况', '问题', '分析', '建议'] },
      '有情况、有问题、有分析、有建议',
    ],
  ],
  genre: [
    ['news', '动态', 'News'],
    ['brief', '简讯', 'Brief'],
    ['overview', '综合', 'Overview'],
    ['study', '调研', 'Study'],
    ['practice', '经验', 'Practice'],
    ['proposal', '建议', 'Proposal'],
    ['problem', '问题', 'Problem'],
  ],
  urgency: [
    ['flash', '特急', 'Flash', { reviewHours: 1, signHours: 1, receiveHours: 1, handleHours: 4 }],
    ['urgent', '加急', 'Urgent', { reviewHours: 2, signHours: 2, receiveHours: 2, handleHours: 8 }],
    ['prompt', '平急', 'Prompt', { reviewHours: 8, signHours: 8, receiveHours: 4, handleHours: 24 }],
    ['normal', '一般', 'Normal', { reviewHours: 24, signHours: 24, receiveHours: 8, handleHours: 72 }],
  ],
  classification: [
    ['open', '公开', 'Open', { rank: 0 }],
    ['internal', '内部', 'Internal', { rank: 1 }],
    ['workSecret', '工作秘密', 'Work secret', { rank: 2 }],
  ],
  returnReason: [
    ['facts', '事实或数据待核实', 'Facts to check'],
    ['thin', '内容空泛', 'Too thin'],
    ['format', '格式不规范', 'Format'],
    ['elements', '要素不全', 'Elements missing'],
    ['secrecy', '保密审查未通过', 'Secrecy'],
    ['other', '其他', 'Other'],
  ],
  rejectReason: [
    ['late', '时效已过', 'Too late', { mayResend: false }],
    ['thin', '内容空泛、缺乏数据', 'Thin, no data', { mayResend: true }],
    ['diary', '流水账式动态', 'Diary of events', { mayResend: true }],
    ['duplicate', '重复报送', 'Duplicate', { mayResend: false }],
    ['elements', '要素不全', 'Elements missing', { mayResend: true }],
    ['unsigned', '未经审核签发', 'Not signed off', { mayResend: true }],
    ['scope', '不属报送范围', 'Out of scope', { mayResend: false }],
    ['facts', '数据或事实待核实', 'Facts to check', { mayResend: true }],
    ['format', '格式不规范', 'Format', { mayResend: true }],
    ['secrecy', '涉密或敏感，请改走涉密渠道', 'Secret: use the other channel', { mayResend: false }],
    ['other', '其他', 'Other', { mayResend: true }],
  ],
  declineReason: [
    ['similar', '已有同题信息采用', 'Same matter already used'],
    ['value', '参考价值不大', 'Of little use'],
    ['late', '时效已过', 'Too late'],
    ['other', '其他', 'Other'],
  ],
  holdReason: [
    ['merge', '待与同类信息综合', 'Wait to merge'],
    ['followUp', '待续报', 'Wait for a follow-up'],
    ['timing', '待适当时机', 'Wait for the right time'],
    ['other', '其他', 'Other'],
  ],
  sendBackReason: [
    ['facts', '事实待核实', 'Facts to check'],
    ['wording', '文字需修改', 'Wording'],
    ['length', '篇幅过长', 'Too long'],
    ['angle', '角度不当', 'Angle'],
    ['other', '其他', 'Other'],
  ],
  voidReason: [
    ['error', '内容有误', 'Error in content'],
    ['superior', '上级要求撤回', 'Ordered from above'],
    ['secrecy', '涉密或敏感', 'Secrecy'],
    ['other', '其他', 'Other'],
  ],
  adoptionMode: [
    ['sole', '单篇采用', 'Sole'],
    ['composite', '综合采用', 'Composite'],
    ['brief', '简讯', 'Brief'],
    ['headline', '标题信息', 'Headline'],
  ],
  publicationKind: [
    ['dailyBrief', '每日要情', 'Daily brief'],
    ['main', '主刊', 'Main'],
    ['specialReport', '专报', 'Special report'],
    ['readingPaper', '送阅件', 'Reading paper'],
    ['reference', '参阅', 'Reference'],
    ['upward', '报国办', 'To the State Council'],
  ],
  channel: [
    ['phone', '电话', 'Phone'],
    ['fax', '传真', 'Fax'],
    ['mail', '邮件', 'Mail'],
    ['paper', '纸质件', 'Paper'],
    ['classifiedMail', '机要交换', 'Classified mail'],
    ['dedicatedNetwork', '专网', 'Dedicated network'],
  ],
  upperOffice: [
    ['stateCouncil', '国务院办公厅', 'General Office of the State Council'],
    ['ministry', '国务院有关部门', 'Ministries'],
    ['partyCommittee', '省委办公厅', 'General Office of the Provincial Party Committee'],
  ],
  answerQuality: [
    ['excellent', '优', 'Excellent'],
    ['good', '良', 'Good'],
    ['fair', '中', 'Fair'],
    ['poor', '差', 'Poor'],
  ],
}

/** Adds what is missing and changes nothing that is there: safe at every start. */
export async function seedCatalogue(cx: Cx): Promise<void> {
  const rows = Object.entries(seeds).flatMap(([list, entries]) =>
    entries.map(([code, name, name_en, data = {}, note = ''], index) => ({
      id: newId(),
      office_id: null,
      list,
      code,
      name,
      name_en,
      note,
      position: index * positionStep,
      data: json(data),
      updated_at: cx.now,
    })),
  )
  await cx.db
    .insertInto('catalogue_entry')
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
