import type {
  Award,
  JointCredit,
  Limit,
  Sanction,
  Scheme,
  ScoreRule,
  Target,
} from '../../../contract/assessment-scheme.ts'
import { dateWords, matchWords, measureWords, roleWords, spanWords, tieWords, unitWords } from './explain-words.ts'
import { stackingWords } from './item.ts'

/** 计分办法 in sentences, part by part, so that whoever approves it reads what it does and not how it is written. */
export function explain(scheme: Scheme): string[] {
  return [
    ...aboutScheme(scheme),
    ...scheme.groups.map((group) => `分组：${group.name}，包括${unitWords(group.units)}。`),
    ...scheme.rules.map((rule) => ruleSentence(scheme, rule)),
    `${stackingWords[scheme.stacking.across]}${scheme.stacking.across === 'sum' ? '' : `（${scheme.stacking.within === 'year' ? '一年之内' : '不论年度'}）`}。`,
    `多个单位联合报送的，${jointSentence(scheme.joint)}；同一单位多篇被合并的，${scheme.oneUnitOnce ? '只计一次' : '分别计分'}。`,
    ...scheme.attributions.map(
      (one) =>
        `${one.name}：${unitWords(one.from)}${one.when ? `的${matchWords(scheme, one.when)}` : '的得分'}，${one.gives}%计入${
          one.to.type === 'above'
            ? `其上级中的${unitWords(one.to.units)}`
            : `修改${one.to.rewrittenAtLeast}%以上的编辑单位`
        }，本单位保留${one.keeps}%。`,
    ),
    ...scheme.bases.map(
      (one) => `${one.name}：${forWords(scheme, one.for)}${spanWords[one.per]}${scored(one.points)}。`,
    ),
    ...scheme.targets.map((one) => targetSentence(scheme, one)),
    ...scheme.ratios.map(
      (one) =>
        `${one.name}：${forWords(scheme, one.for)}${spanWords[one.per]}，${measureWords(scheme, one.numerator)}与${measureWords(scheme, one.denominator)}之比${
          one.atLeast === undefined ? '' : `达到${one.atLeast}`
        }${one.below === undefined ? '' : `低于${one.below}`}的，${scored(one.points)}。`,
    ),
    ...scheme.limits.map((one) => limitSentence(scheme, one)),
    ...scheme.sanctions.map((one) => sanctionSentence(scheme, one)),
    ...aboutResult(scheme),
  ]
}

function aboutScheme(scheme: Scheme): string[] {
  const until = scheme.validTo ? `至${scheme.validTo}` : '起施行'
  const rounding = { halfUp: '四舍五入', halfEven: '四舍六入五成双', down: '舍去尾数' }[scheme.rounding.mode]
  return [
    `《${scheme.title}》${scheme.issuer ? `由${scheme.issuer}制定，` : ''}自${scheme.validFrom}${until}。`,
    `采用和批示按${dateWords[scheme.countingDate]}计入，以北京时间为准，每期含最后一日全天；分值保留${scheme.rounding.decimals}位小数，${rounding}。`,
  ]
}

const forWords = (scheme: Scheme, codes: readonly string[] | undefined): string =>
  codes
    ? `${codes.map((code) => scheme.groups.find((group) => group.code === code)?.name ?? code).join('、')}`
    : '各单位'

function ruleSentence(scheme: Scheme, rule: ScoreRule): string {
  const once = {
    everyTime: '',
    perRule: '；同一信息只计一次',
    perRank: '；同一信息同一职级领导只计一次',
    perLevel: '；同一信息同级领导只计一次',
  }[rule.once]
  const parts = [
    rule.for ? `（${forWords(scheme, rule.for)}）` : '',
    `${rule.name}：${matchWords(scheme, rule.when)}，`,
    rule.also ? '另' : '',
    effectWords(rule, awardWords(scheme, rule.award)),
    once,
    rule.joint ? `；多个单位的，${jointSentence(rule.joint)}` : '',
    rule.countOn ? `；按${dateWords[rule.countOn]}计入` : '',
  ]
  return `${parts.join('')}。`
}

/** 计3分, 扣3分. */
const scored = (points: number): string => (points < 0 ? `扣${-points}分` : `计${points}分`)

const effectWords = (rule: ScoreRule, award: string): string =>
  ({ add: award, replace: `以此代替原得分，${award}`, max: `得分低于此值的补至此值，${award}` })[rule.effect]

function awardWords(scheme: Scheme, award: Award): string {
  switch (award.type) {
    case 'fixed':
      return scored(award.points)
    case 'byRole':
      return `${roleWords.lead}计${award.lead}分，${roleWords.adopting}计${award.adopting}分，${roleWords.other}计${award.other}分`
    case 'multiple':
      return award.of === 'upper'
        ? `按上级所给分值的${award.factor}倍计分`
        : `按“${scheme.rules.find((rule) => rule.id === award.of)?.name ?? award.of}”分值的${award.factor}倍计分`
    case 'range':
      return `在${award.min}至${award.max}分之间裁量`
    case 'perQuantity':
      return `每项${scored(award.points)}`
    case 'percentOfItem':
      return award.percent < 0 ? `扣减本条信息得分的${-award.percent}%` : `加计本条信息得分的${award.percent}%`
  }
}

const remainderWords = { lead: '除不尽的归主报单位', spread: '除不尽的依次分配', drop: '除不尽的舍去' } as const

function jointSentence(joint: JointCredit): string {
  switch (joint.type) {
    case 'full':
      return '各计全分'
    case 'even':
      return `分数均分，${remainderWords[joint.remainder]}`
    case 'weights':
      return `按编辑确定的权重分配，${remainderWords[joint.remainder]}`
    case 'roleShare':
      return `${roleWords.lead}占${joint.lead}%、${roleWords.adopting}占${joint.adopting}%、${roleWords.other}占${joint.other}%，同类单位均分，${remainderWords[joint.remainder]}`
    case 'rolePercent':
      return `${roleWords.lead}各计${joint.lead}%、${roleWords.adopting}各计${joint.adopting}%、${roleWords.other}各计${joint.other}%`
    case 'flat':
      return `每个单位计${joint.points}分${joint.max === undefined ? '' : `，取材较多的可加至${joint.max}分`}`
  }
}

function targetSentence(scheme: Scheme, target: Target): string {
  const unit = target.measure.of === 'points' ? '分' : '条'
  const payments = [
    target.met !== 0 && `完成的计${target.met}分`,
    target.met !== 0 && target.below === 'proportional' && '未完成的按比例计分',
    target.missed !== 0 && `未完成的${scored(target.missed)}`,
    target.perMissing !== 0 && `每少1${unit}${scored(target.perMissing)}`,
    target.perExtra !== 0 &&
      `每超1${unit}计${target.perExtra}分${target.extraMax === undefined ? '' : `，最多${target.extraMax}分`}`,
  ].filter(Boolean)
  const others = target.exceptions.map((one) => `${unitWords(one.units)}为${one.due}${unit}`)
  return `${target.name}：${forWords(scheme, target.for)}${spanWords[target.per]}${measureWords(scheme, target.measure)}应达到${target.due}${unit}${
    others.length > 0 ? `（其中${others.join('，')}）` : ''
  }，${payments.length > 0 ? payments.join('，') : '只作统计，不计分'}。`
}

function limitSentence(scheme: Scheme, limit: Limit): string {
  const names = limit.rules?.map((id) => `“${partName(scheme, id)}”`).join('、')
  const per = limit.per === 'period' ? '每期' : spanWords[limit.per]
  const bounds = [
    limit.max !== undefined && `最高${limit.max}分`,
    limit.min !== undefined && `最低${limit.min}分`,
  ].filter(Boolean)
  return `${limit.name}：${forWords(scheme, limit.for)}${names ? `${names}合计` : '总分'}，${per}${bounds.join('，')}。`
}

const partName = (scheme: Scheme, id: string): string =>
  [...scheme.rules, ...scheme.bases, ...scheme.targets, ...scheme.ratios].find((part) => part.id === id)?.name ?? id

function sanctionSentence(scheme: Scheme, sanction: Sanction): string {
  const effect = sanction.effect
  const what =
    effect.type === 'zero'
      ? '得分按零分处理'
      : effect.type === 'barred'
        ? '取消评优评先资格'
        : `扣减总分的${effect.percent}%`
  const within = sanction.per === 'year' ? '一年内' : '一期内'
  return `${sanction.name}：${forWords(scheme, sanction.for)}${within}${matchWords(scheme, sanction.when)}达到${sanction.atLeast}次的，${what}。`
}

function aboutResult(scheme: Scheme): string[] {
  const { ties, grades, commendations, individuals } = scheme
  const breakers = ties.breakers.map((one) => tieWords[one]).join('、')
  return [
    ...scaleSentence(scheme),
    ...(grades.length > 0
      ? [`等次：${grades.map((grade) => `${grade.name}（${grade.atLeast}分以上）`).join('、')}。`]
      : []),
    `分组排名；得分相同的${breakers ? `，依次比较${breakers}，仍相同的` : ''}名次并列，${ties.places === 'skip' ? '其后名次顺延空出' : '其后名次不空出'}。`,
    ...commendations.map(
      (one) =>
        `${one.name}：${forWords(scheme, one.for)}中每组评出${one.prizes.map((prize) => `${prize.name}${prize.quota}个`).join('、')}${
          one.minPoints === undefined ? '' : `，总分不低于${one.minPoints}分`
        }。`,
    ),
    ...(individuals.quota > 0
      ? [`先进个人：按撰稿得分评出${individuals.quota}名，每单位不超过${individuals.perUnit}名。`]
      : []),
  ]
}

function scaleSentence({ scaling }: Scheme): string[] {
  if (scaling.type === 'none') return []
  if (scaling.type === 'best') return [`每组最高分折算为${scaling.to}分，其余按比例折算。`]
  return [`总分${scaling.full}分及以上折算为${scaling.to}分，不足的按比例折算，计入目标考核。`]
}
