import type { EventMatch, Scheme, ScoreRule } from '../../../contract/assessment-scheme.ts'

/** What is wrong with a scheme, in sentences that say what to do: it cannot be approved until there is none. Shapes are checked by zod before. */
export function checkScheme(scheme: Scheme): string[] {
  return [
    ...(scheme.validTo !== null && scheme.validTo < scheme.validFrom ? ['失效日期早于施行日期，请改正。'] : []),
    ...duplicates(scheme),
    ...unknownGroups(scheme),
    ...unknownParts(scheme),
    ...unknownRanks(scheme),
    ...scheme.rules.flatMap((rule) => awardProblems(scheme, rule)),
    ...shadowed(scheme),
    ...partProblems(scheme),
    ...attributionProblems(scheme),
  ]
}

const scoredParts = (scheme: Scheme) => [...scheme.rules, ...scheme.bases, ...scheme.targets, ...scheme.ratios]
const allParts = (scheme: Scheme) => [
  ...scoredParts(scheme),
  ...scheme.limits,
  ...scheme.sanctions,
  ...scheme.attributions,
]

function duplicates(scheme: Scheme): string[] {
  const kinds = [
    { word: '条款', ids: allParts(scheme).map((part) => part.id) },
    { word: '分组', ids: scheme.groups.map((group) => group.code) },
    { word: '领导职级', ids: scheme.ranks.map((rank) => rank.code) },
  ]
  return kinds.flatMap(({ word, ids }) =>
    [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map(
      (id) => `${word}代码“${id}”重复，请改用不同的代码。`,
    ),
  )
}

function unknownGroups(scheme: Scheme): string[] {
  const known = new Set(scheme.groups.map((group) => group.code))
  const parts = [...scoredParts(scheme), ...scheme.limits, ...scheme.sanctions, ...scheme.commendations]
  return parts.flatMap((part) =>
    (('for' in part ? part.for : undefined) ?? [])
      .filter((code) => !known.has(code))
      .map((code) => `“${part.name}”用于分组“${code}”，但没有这个分组，请增设分组或改正代码。`),
  )
}

function unknownParts(scheme: Scheme): string[] {
  const known = new Set([...scoredParts(scheme), ...scheme.limits].map((part) => part.id))
  return scheme.limits.flatMap((limit) =>
    (limit.rules ?? []).filter((id) => !known.has(id)).map((id) => `“${limit.name}”所指的条款“${id}”不存在，请改正。`),
  )
}

function unknownRanks(scheme: Scheme): string[] {
  const known = new Set(scheme.ranks.map((rank) => rank.code))
  return matchesIn(scheme).flatMap(({ name, match }) =>
    (match.ranks ?? [])
      .filter((code) => !known.has(code))
      .map((code) => `“${name}”所指的领导职级“${code}”不存在，请增设或改正。`),
  )
}

const matchesIn = (scheme: Scheme): { name: string; match: EventMatch }[] => [
  ...scheme.rules.map(({ name, when }) => ({ name, match: when })),
  ...scheme.targets.map(({ name, measure }) => ({ name, match: measure.when })),
  ...scheme.ratios.flatMap(({ name, numerator, denominator }) => [
    { name, match: numerator.when },
    { name, match: denominator.when },
  ]),
  ...scheme.sanctions.map(({ name, when }) => ({ name, match: when })),
  ...scheme.attributions.flatMap(({ name, when }) => (when ? [{ name, match: when }] : [])),
]

function awardProblems(scheme: Scheme, rule: ScoreRule): string[] {
  const { award, joint } = rule
  const problems: string[] = []
  if (award.type === 'range' && award.min > award.max) problems.push(`“${rule.name}”的最低分高于最高分，请对调。`)
  if (award.type === 'multiple' && award.of !== 'upper') {
    const base = scheme.rules.find((one) => one.id === award.of)
    if (!base) problems.push(`“${rule.name}”所乘的条款“${award.of}”不存在，请改正。`)
    else if (base.award.type !== 'fixed') problems.push(`“${rule.name}”只能乘以固定分值，“${base.name}”不是固定分值。`)
  }
  if (award.type === 'percentOfItem' && rule.effect !== 'add')
    problems.push(`“${rule.name}”按本条得分的比例计，只能加减，不能代替。`)
  if (joint?.type === 'flat' && joint.max !== undefined && joint.max < joint.points)
    problems.push(`“${rule.name}”每单位分值高于其上限，请改正。`)
  if (rule.when.kinds?.includes('revoked')) problems.push(`“${rule.name}”：撤销不能计分，被撤销的得分会自动扣除。`)
  return problems
}

/** A rule behind a wider one is never reached: an event takes the first that fits. */
function shadowed(scheme: Scheme): string[] {
  const plain = scheme.rules.filter((rule) => !rule.also)
  return plain.flatMap((rule, at) => {
    const wider = plain.slice(0, at).find((one) => isWider(one.for, rule.for) && coversMatch(one.when, rule.when))
    return wider ? [`“${rule.name}”永远不会用到：排在前面的“${wider.name}”已包括它，请把它移到前面，或设为另加。`] : []
  })
}

const isWider = (wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean =>
  wide === undefined || (narrow !== undefined && narrow.every((value) => wide.includes(value)))

function coversMatch(wide: EventMatch, narrow: EventMatch): boolean {
  const { commissioned: wideCommissioned, ...wideLists } = wide
  if (wideCommissioned !== undefined && wideCommissioned !== narrow.commissioned) return false
  return Object.entries(wideLists).every(([field, values]) =>
    isWider(values as readonly string[], narrow[field as keyof typeof wideLists] as readonly string[] | undefined),
  )
}

function partProblems(scheme: Scheme): string[] {
  const noBound = scheme.limits.filter((one) => one.max === undefined && one.min === undefined)
  const crossed = scheme.limits.filter((one) => one.max !== undefined && one.min !== undefined && one.min > one.max)
  const noThreshold = scheme.ratios.filter((one) => one.atLeast === undefined && one.below === undefined)
  const idle = scheme.targets.filter((one) => one.below === 'proportional' && one.met === 0)
  const noDue = scheme.targets.filter((one) => one.due === 0 && one.below === 'proportional')
  return [
    ...noBound.map((one) => `“${one.name}”没有上限也没有下限，请至少填写一项。`),
    ...crossed.map((one) => `“${one.name}”的下限高于上限，请改正。`),
    ...noThreshold.map((one) => `“${one.name}”没有比率标准，请填写达到或低于多少。`),
    ...idle.map((one) => `“${one.name}”按比例计分，但没有写明完成任务计多少分。`),
    ...noDue.map((one) => `“${one.name}”的任务数为零，不能按比例计分。`),
  ]
}

const attributionProblems = (scheme: Scheme): string[] =>
  scheme.attributions
    .filter((one) => one.to.type === 'editor' && one.keeps + one.gives > 100)
    .map((one) => `“${one.name}”分出的和保留的超过100%，请改正。`)
