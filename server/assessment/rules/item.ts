import type { ScoreEvent } from '../../../contract/assessment-facts.ts'
import type { ScoreLevel, ScoreRule } from '../../../contract/assessment-scheme.ts'
import { ScoreLevel as Levels } from '../../../contract/assessment-scheme.ts'
import type { Earned } from './earned.ts'
import { pointsText } from './exact.ts'
import { creditedUnits, jointWords, shareOf } from './joint-credit.ts'
import type { Credited } from './joint-credit.ts'
import { countingDay, shanghaiDay } from './period.ts'
import { worthOf } from './points.ts'
import type { Worth } from './points.ts'
import type { Prepared } from './prepare.ts'
import { shareUpward } from './share-upward.ts'

/** What one item has brought one unit so far. Each event adds the difference it makes, so that the lines add up to the whole. */
interface Account {
  unitId: string
  year: string
  adoptions: { eventId: string; adoptionId: string | undefined; level: ScoreLevel | undefined; milli: number }[]
  beside: number
  once: Map<string, number> | null
}

const kindOrder: Partial<Record<ScoreEvent['kind'], number>> = { submitted: 0, forwarded: 1, adopted: 2, directive: 4 }
const orderOf = (event: ScoreEvent): number => kindOrder[event.kind] ?? 3

/** Points of the only event of an item, or of one that counts by itself. */
export function earnOfOne(prepared: Prepared, event: ScoreEvent, into: (earned: Earned) => void): void {
  earnOfEvent(prepared, event, countingDay(event, prepared.scheme.countingDate), [], into, true)
}

/** Points of one item's events, in the order of their days. The order they are given in does not matter. */
export function earnOfItem(prepared: Prepared, events: readonly ScoreEvent[], into: (earned: Earned) => void): void {
  const { scheme } = prepared
  const dated = events
    .map((event) => ({ event, day: countingDay(event, scheme.countingDate) }))
    .sort(
      (a, b) => compare(a.day ?? shanghaiDay(a.event.at), b.day ?? shanghaiDay(b.event.at)) || byKind(a.event, b.event),
    )
  const accounts: Account[] = []
  for (const { event, day } of dated) earnOfEvent(prepared, event, day, accounts, into, false)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byKind = (a: ScoreEvent, b: ScoreEvent): number => orderOf(a) - orderOf(b) || compare(a.id, b.id)

/** An item has few units: a list is quicker than a map. */
function accountIn(accounts: Account[], unitId: string, year: string): Account {
  for (const one of accounts) if (one.unitId === unitId && one.year === year) return one
  const account: Account = { unitId, year, adoptions: [], beside: 0, once: null }
  accounts.push(account)
  return account
}

function earnOfEvent(
  prepared: Prepared,
  event: ScoreEvent,
  usualDay: string | null,
  accounts: Account[],
  into: (earned: Earned) => void,
  isAlone: boolean,
): void {
  const { scheme } = prepared
  const credited = creditedUnits(event, prepared.home, scheme.oneUnitOnce)
  const inItem = prepared.itemMatters(event)
  for (let at = 0; at < credited.length; at += 1) {
    const own = credited[at]!
    const again = at > 0 && credited.findIndex((one) => one.unitId === own.unitId) !== at // only where a unit may count twice
    const rules = prepared.rulesFor(event, own.role, prepared.groupOf(own.unitId))
    if (rules.length === 0 && usualDay !== null) into(earnedLine(event, own, null, usualDay, 0, '', again))
    for (let place = 0; place < rules.length; place += 1) {
      const rule = rules[place]!
      const day = rule.countOn ? countingDay(event, rule.countOn) : usualDay
      if (day === null) continue
      const byItself = !inItem || (isAlone && rules.length === 1 && (credited.length === 1 || scheme.oneUnitOnce))
      const worth = byItself ? worthByItself(prepared, rule, event, credited, at) : null
      const settled =
        worth ??
        (inItem
          ? settleInAccount(prepared, rule, event, credited, at, accountIn(accounts, own.unitId, yearOf(prepared, day)))
          : partOf(prepared, rule, event, credited, at, 0))
      const reason = worth ? worth.words : `${rule.name}，${settled.words}`
      shareUpward(prepared, earnedLine(event, own, rule, day, settled.milli, reason, again || place > 0), into)
    }
  }
}

/**
 * The commonest of all: fixed points that nothing else can change, whole or shared by heads. They follow from the rule, the number of units
 * and the place among them, and the reason is the same text each time. Null where more has to be looked at.
 */
function worthByItself(
  prepared: Prepared,
  rule: ScoreRule,
  event: ScoreEvent,
  credited: readonly Credited[],
  at: number,
): Worth | null {
  let byCount = prepared.worths.get(rule)
  if (!byCount) prepared.worths.set(rule, (byCount = []))
  const places = (byCount[credited.length] ??= [])
  let worth = places[at]
  if (worth === undefined) {
    if (followsFromHeads(prepared, rule, credited.length)) {
      const { milli, words } = partOf(prepared, rule, event, credited, at, 0)
      worth = { milli, words: `${rule.name}，${words}` }
    } else worth = null
    places[at] = worth
  }
  return worth
}

function followsFromHeads({ scheme }: Prepared, { award, joint = scheme.joint }: ScoreRule, heads: number): boolean {
  if (award.type !== 'fixed') return false
  return (
    heads === 1 || joint.type === 'full' || joint.type === 'even' || (joint.type === 'flat' && joint.max === undefined)
  )
}

const earnedLine = (
  event: ScoreEvent,
  credited: Credited,
  rule: ScoreRule | null,
  day: string,
  milli: number,
  reason: string,
  again: boolean,
): Earned => ({
  source: 'rule',
  ruleId: rule?.id ?? '',
  day,
  milli,
  reason,
  eventId: event.id,
  itemId: event.itemId ?? null,
  via: credited.via,
  unitId: credited.unitId,
  event,
  role: credited.role,
  rule,
  own: true,
  again,
})

const yearOf = (prepared: Prepared, day: string): string =>
  prepared.scheme.stacking.within === 'year' ? day.slice(0, 4) : ''

/** The unit's part of what the event is worth, before the item as a whole is looked at. */
function partOf(
  prepared: Prepared,
  rule: ScoreRule,
  event: ScoreEvent,
  credited: readonly Credited[],
  at: number,
  earned: number,
): Worth {
  const { scheme, grain } = prepared
  const worth = worthOf(scheme, rule, event, credited[at]!.role, earned)
  const isPersonal = rule.award.type === 'byRole' || rule.award.type === 'percentOfItem'
  if (credited.length === 1 || isPersonal) return worth
  const joint = rule.joint ?? scheme.joint
  const milli = shareOf(joint, worth.milli, credited, at, grain, scheme.rounding)
  return { milli, words: `${worth.words}；${jointWords(joint, credited.length, worth.milli, milli)}` }
}

/** The difference the event makes to what the item has brought: once only, replacing, lifting, highest publication only. */
function settleInAccount(
  prepared: Prepared,
  rule: ScoreRule,
  event: ScoreEvent,
  credited: readonly Credited[],
  at: number,
  account: Account,
): Worth {
  const before = valueOf(prepared, account)
  const part = partOf(prepared, rule, event, credited, at, before)
  const counted = onceOnly(rule, event, part.milli, account)
  if (rule.effect === 'add') addTo(account, event, counted)
  else setTo(account, event, part.milli, rule.effect)
  const milli = valueOf(prepared, account) - before
  if (milli === part.milli) return part
  return { milli, words: `${part.words}；${whyDifferent(prepared, rule, counted !== part.milli, before, milli)}` }
}

/** 只计一次: the highest of its kind counts; a later, higher one brings the difference. */
function onceOnly(rule: ScoreRule, event: ScoreEvent, milli: number, account: Account): number {
  if (rule.once === 'everyTime') return milli
  const key = { perRule: rule.id, perRank: `rank ${event.rank}`, perLevel: `level ${event.level}` }[rule.once]
  const onces = (account.once ??= new Map())
  const known = onces.get(key)
  if (known !== undefined && Math.abs(known) >= Math.abs(milli)) return 0
  onces.set(key, milli)
  return milli - (known ?? 0)
}

function addTo(account: Account, event: ScoreEvent, milli: number): void {
  if (event.kind !== 'adopted') {
    account.beside += milli
    return
  }
  const same = account.adoptions.find((one) => one.eventId === event.id)
  if (same) same.milli += milli
  else account.adoptions.push({ eventId: event.id, adoptionId: event.adoptionId, level: event.level, milli })
}

/** 批示 sets the points of the adoption it was written on, or of the whole item where it names none. */
function setTo(account: Account, event: ScoreEvent, milli: number, effect: 'replace' | 'max'): void {
  const onAdoption = account.adoptions.filter((one) => event.adoptionId && one.adoptionId === event.adoptionId)
  const scope = onAdoption.length > 0 ? onAdoption : account.adoptions
  if (scope.length === 0) {
    addTo(account, { ...event, kind: 'adopted' }, milli)
    return
  }
  if (effect === 'max' && scope.reduce((sum, one) => sum + one.milli, 0) >= milli) return
  for (const [place, one] of scope.entries()) one.milli = place === 0 ? milli : 0
}

function valueOf({ scheme }: Prepared, { adoptions, beside }: Account): number {
  if (adoptions.length === 0) return beside
  switch (scheme.stacking.across) {
    case 'sum':
      return beside + adoptions.reduce((sum, one) => sum + one.milli, 0)
    case 'highest':
      return beside + adoptions.reduce((most, one) => Math.max(most, one.milli), adoptions[0]!.milli)
    case 'first':
      return beside + adoptions[0]!.milli
    case 'topLevel': {
      const top = Math.max(...adoptions.map(levelOf))
      return beside + adoptions.reduce((sum, one) => (levelOf(one) === top ? sum + one.milli : sum), 0)
    }
  }
}

const levelOf = (one: { level: ScoreLevel | undefined }): number => (one.level ? Levels.options.indexOf(one.level) : -1)

function whyDifferent(prepared: Prepared, rule: ScoreRule, isRepeated: boolean, before: number, milli: number): string {
  const had = `已计${pointsText(before)}分，本次${milli < 0 ? '核减' : '补计'}${pointsText(Math.abs(milli))}分`
  if (isRepeated) return `同类只计一次，${had}`
  if (rule.effect === 'replace') return `以此分值代替原得分，${had}`
  if (rule.effect === 'max') return `不低于此分值，${had}`
  return `${stackingWords[prepared.scheme.stacking.across]}，${had}`
}

export const stackingWords = {
  sum: '同一信息被多个刊物采用，得分累计',
  highest: '同一信息被多个刊物采用，只计最高分',
  first: '同一信息被多个刊物采用，只计首次',
  topLevel: '同一信息被多级采用，只计最高一级',
} as const
