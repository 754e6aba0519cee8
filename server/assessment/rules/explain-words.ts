import type {
  CountingDate,
  CreditRole,
  EventMatch,
  Measure,
  Scheme,
  ScoreChannel,
  ScoreEventKind,
  ScoreLevel,
  Span,
  TieBreaker,
  UnitMatch,
} from '../../../contract/assessment-scheme.ts'
import type { UnitKind } from '../../../contract/organisations.ts'

/** The words of a scheme, as a document would put them. */
const kindWords = {
  submitted: '报送',
  forwarded: '上报（转报）',
  adopted: '采用',
  directive: '领导批示',
  commissionDone: '完成约稿',
  commissionLate: '约稿迟报',
  commissionMissed: '约稿未报',
  feedbackLate: '批示落实情况迟报',
  feedbackMissed: '批示落实情况未报',
  shared: '共享',
  online: '网上发布',
  lateReport: '迟报',
  missedReport: '漏报',
  concealedReport: '瞒报',
  falseReport: '谎报',
  untrue: '信息失实',
  taskDone: '完成任务',
  bonus: '加分',
  deduction: '扣分',
  revoked: '撤销',
} as const satisfies Record<ScoreEventKind, string>

const levelWords = {
  township: '乡级',
  county: '县级',
  city: '市级',
  province: '省级',
  ministry: '部委',
  state: '国家级',
} as const satisfies Record<ScoreLevel, string>

const channelWords = { direct: '直报', relayed: '转报', own: '本级' } as const satisfies Record<ScoreChannel, string>
export const roleWords = { lead: '主报单位', adopting: '采用单位', other: '其他单位' } as const satisfies Record<
  CreditRole,
  string
>
export const dateWords = {
  issued: '刊期印发日期',
  happened: '事项发生日期',
  submitted: '报送日期',
} as const satisfies Record<CountingDate, string>
export const spanWords = {
  week: '每周',
  month: '每月',
  quarter: '每季度',
  half: '每半年',
  year: '每年',
} as const satisfies Record<Span, string>
export const tieWords = {
  directives: '领导批示件数',
  higherLevel: '上级采用条数（由高到低逐级比较）',
  adoptionRate: '采用率',
  adoptions: '采用条数',
  submissions: '报送条数',
} as const satisfies Record<TieBreaker, string>

const unitKindWords = {
  provinceOffice: '省政府办公厅',
  cityOffice: '市政府办公室',
  countyOffice: '县级政府办公室',
  department: '部门',
  outsideOffice: '驻外办事处',
  institution: '事业单位',
  enterprise: '企业',
  reportingPoint: '信息直报点',
} as const satisfies Record<UnitKind, string>

/** Codes of adoptionMode that every node starts with; others stand for themselves. */
const modeWords: Record<string, string> = {
  sole: '单篇采用',
  composite: '综合采用',
  brief: '简讯',
  headline: '标题信息',
  oneLine: '一句话信息',
  special: '专期',
}

/** Codes of genre that every node starts with. */
const genreWords: Record<string, string> = {
  news: '动态',
  brief: '简讯',
  overview: '综合',
  study: '调研',
  practice: '经验',
  proposal: '建议',
  problem: '问题',
}

const list = (words: readonly string[]): string => words.join('、')
const quoted = (names: readonly string[]): string =>
  names.map((name) => (/^[《“]/.test(name) ? name : `《${name}》`)).join('')

/** What the words before have said already is not said again: 省政府领导批示, 单篇采用. */
const kindsOf = (kinds: readonly ScoreEventKind[], { ranks, modes }: EventMatch): string => {
  if (ranks && kinds.length === 1 && kinds[0] === 'directive') return '批示'
  const saysAdopted = modes?.every((mode) => modeWords[mode]?.endsWith('采用')) ?? false
  return saysAdopted && kinds.length === 1 && kinds[0] === 'adopted' ? '' : list(kinds.map((kind) => kindWords[kind]))
}

/** “市级《政务信息》综合采用的约稿”. */
export function matchWords(scheme: Scheme, match: EventMatch): string {
  const ranks = new Map(scheme.ranks.map((rank) => [rank.code, rank.name]))
  const parts = [
    match.roles && `作为${list(match.roles.map((role) => roleWords[role]))}的`,
    match.commissioned === true && '约稿',
    match.commissioned === false && '非约稿',
    match.channels && list(match.channels.map((channel) => channelWords[channel])),
    match.levels && list(match.levels.map((level) => levelWords[level])),
    match.publications && quoted(match.publications),
    match.columns && `“${list(match.columns)}”栏目`,
    match.genres && `${list(match.genres.map((genre) => genreWords[genre] ?? genre))}类`,
    match.ranks && list(match.ranks.map((code) => ranks.get(code) ?? code)),
    match.modes && list(match.modes.map((mode) => modeWords[mode] ?? mode)),
    match.kinds && kindsOf(match.kinds, match),
    match.codes && `“${list(match.codes)}”`,
  ]
  return parts.filter(Boolean).join('') || '任何事项'
}

export function unitWords(match: UnitMatch): string {
  const parts = [
    match.kinds && list(match.kinds.map((kind) => unitKindWords[kind])),
    match.classes && list(match.classes),
    match.names && list(match.names),
    match.codes && `代码为${list(match.codes)}的单位`,
  ]
  return parts.filter(Boolean).join('、') || '全部单位'
}

export function measureWords(scheme: Scheme, measure: Measure): string {
  const what = Object.keys(measure.when).length === 0 ? '' : matchWords(scheme, measure.when)
  if (measure.of === 'points') return what ? `${what}的得分` : '得分'
  return measure.of === 'items' ? `${what || '全部'}的信息条数（同一信息计一条）` : `${what || '全部'}的件数`
}
