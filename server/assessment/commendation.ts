import type { Selectable } from 'kysely'
import type { Commendation } from '../../contract/assessment.ts'
import { dayOf } from '../organisations/index.ts'
import type { Unit } from '../organisations/index.ts'
import { can } from '../platform/access.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { Cx } from '../platform/command.ts'
import { json } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal } from '../platform/refusal.ts'
import type { DB } from '../platform/schema.ts'
import { compute } from './compute.ts'
import type { Computed } from './compute.ts'
import { levelOf } from './facts.ts'
import { findPeriod, frozenStandings } from './frozen.ts'
import { groupsOf } from './groups.ts'
import { findSchemeOn } from './load-scheme.ts'
import type { SchemeRecord } from './load-scheme.ts'
import { officeFor } from './office.ts'
import { rankAuthors } from './rules/authors.ts'
import { isAbove } from './rules/bulletin-facts.ts'
import { candidatesOf, peopleOf } from './rules/choose.ts'
import type { PersonScore } from './rules/choose.ts'
import { decisionText, summaryText } from './rules/year-texts.ts'
import { unitNames } from './load-fact.ts'

type Stored = Selectable<DB['commendation']>
interface Quotas {
  units: Commendation['quotas']
  people: number
}
type Bars = { unitId: string; reason: string }[]

const spanOfYear = (year: number) => ({ startsOn: `${year}-01-01`, endsOn: `${year}-12-31` })

/** 年度: candidates by group and quota with bars and reasons, people, history, and the two drafts that follow from them. */
export async function showCommendation(cx: Cx, input: { year: number; officeId?: string }): Promise<Commendation> {
  const office = await officeFor(cx, input.officeId, 'assessment.read')
  const stored = await findStored(cx, office.id, input.year)
  const scheme = await findSchemeOn(cx, office.id, `${input.year}-12-31`)
  const span = spanOfYear(input.year)
  const computed = scheme ? await compute(cx, office, scheme.content, span, 'year') : null
  const period = await findPeriod(cx, office.id, span)
  const groups =
    period?.status === 'closed'
      ? (await frozenStandings(cx, period, false)).groups
      : scheme && computed
        ? groupsOf(scheme.content, computed, span, { withGuards: false })
        : []
  const quotas = (stored?.quotas as unknown as Quotas | undefined) ?? quotasOf(scheme)
  const bars = (stored?.bars as unknown as Bars | undefined) ?? []
  const barNames = await unitNames(
    cx,
    bars.map((bar) => bar.unitId),
  )
  const barred = new Map([
    ...groups.flatMap((group) =>
      group.units.flatMap((unit) => (unit.barred ? [[unit.unitId, unit.barred] as const] : [])),
    ),
    ...bars.map((bar) => [bar.unitId, bar.reason] as const),
  ])
  const candidates = candidatesOf(groups, quotas.units, barred)
  const people = peopleOf(
    computed ? await personScores(cx, computed) : [],
    { count: quotas.people, perUnit: scheme?.content.individuals.perUnit ?? 1 },
    barred,
  )
  const writtenOn = dayOf(cx.now)
  return {
    year: input.year,
    status: (stored?.status ?? 'draft') as 'draft',
    version: stored?.version ?? 0,
    quotas: quotas.units,
    personQuota: quotas.people,
    bars: bars.map((bar) => ({ ...bar, unitName: barNames.get(bar.unitId) ?? '' })),
    groups: candidates,
    people: people.slice(0, 200),
    decision: decisionText({ officeName: office.name, year: input.year, groups: candidates, people, writtenOn }),
    summary: summaryText({
      officeName: office.name,
      year: input.year,
      groups,
      writtenOn,
      ...(await figuresOf(cx, office, input.year, computed)),
    }),
    history: await historyOf(cx, office.id),
    decidedByName: stored?.decided_by_name ?? null,
    decidedAt: stored?.decided_at?.toISOString() ?? null,
    mayChange: can(cx.actor, 'assessment.manage', office.path) && stored?.status !== 'decided',
    mayDecide: can(cx.actor, 'assessment.approve', office.path) && stored !== undefined && stored.status !== 'decided',
  }
}

const findStored = (cx: Cx, officeId: string, year: number): Promise<Stored | undefined> =>
  cx.db
    .selectFrom('commendation')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('year', '=', year)
    .executeTakeFirst()

/** The prizes the scheme itself gives, to start from. */
function quotasOf(scheme: SchemeRecord | undefined): Quotas {
  if (!scheme) return { units: [], people: 0 }
  const { groups, commendations, individuals } = scheme.content
  return {
    people: individuals.quota,
    units: groups.map((group) => ({
      groupKey: group.code,
      groupName: group.name,
      prizes: commendations
        .filter((one) => !one.for || one.for.includes(group.code))
        .flatMap((one) => one.prizes.map((prize) => ({ name: prize.name, count: prize.quota }))),
    })),
  }
}

/** 撰稿人 with the names of their units, ranked by the rules. */
async function personScores(cx: Cx, { result, events }: Computed): Promise<PersonScore[]> {
  const scores = rankAuthors(result.lines, events)
  const names = await unitNames(
    cx,
    scores.map((score) => score.unitId),
  )
  return scores.map((score) => ({ ...score, unitName: names.get(score.unitId) ?? '' }))
}

async function figuresOf(cx: Cx, office: Unit, year: number, computed: Computed | null) {
  const level = levelOf(office.kind)
  const events = computed?.events ?? []
  const adopted = events.filter((event) => event.kind === 'adopted')
  const above = adopted.filter((event) => isAbove(event.level ?? level, level)).length
  const count = async (kind: string, of: number) => {
    const span = spanOfYear(of)
    const row = await cx.db
      .selectFrom('score_fact')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('office_id', '=', office.id)
      .where('status', '=', 'effective')
      .where('kind', '=', kind)
      .where('counted_on', '>=', span.startsOn)
      .where('counted_on', '<=', span.endsOn)
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }
  return {
    adopted: (await count('adopted', year)) - above,
    sent: await count('submitted', year),
    above,
    directives: await count('directive', year),
    issues: new Set(adopted.flatMap((event) => event.issueId ?? [])).size,
    before: { adopted: await count('adopted', year - 1), sent: await count('submitted', year - 1) },
  }
}

async function historyOf(cx: Cx, officeId: string): Promise<Commendation['history']> {
  const rows = await cx.db
    .selectFrom('award')
    .selectAll()
    .where('office_id', '=', officeId)
    .orderBy('year', 'desc')
    .orderBy('kind', 'desc')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    year: row.year,
    kind: row.kind as 'unit',
    prize: row.prize,
    groupName: row.group_name,
    unitName: row.unit_name,
    personName: row.person_name,
    points: row.points === null ? null : Number(row.points),
  }))
}

/** 名额、取消资格: set by the office for this year. */
export async function saveCommendation(
  cx: Cx,
  input: {
    year: number
    officeId?: string
    version: number
    quotas: Commendation['quotas']
    personQuota: number
    bars: Bars
  },
): Promise<Commendation> {
  const office = await officeFor(cx, input.officeId, 'assessment.manage')
  const stored = await lockStored(cx, office.id, input.year)
  if (stored?.status === 'decided') throw new Refusal('commendation.wrong_status', { status: stored.status })
  if (input.version !== (stored?.version ?? 0)) throw new Refusal('stale', { at: stored?.updated_at.toISOString() })
  const change = {
    quotas: json({ units: input.quotas, people: input.personQuota } satisfies Quotas),
    bars: json(input.bars),
    version: input.version + 1,
    updated_at: cx.now,
  }
  await cx.db
    .insertInto('commendation')
    .values({ id: newId(), office_id: office.id, year: input.year, ...change })
    .onConflict((oc) => oc.columns(['office_id', 'year']).doUpdateSet(change))
    .execute()
  await cx.record('commendation.prepared', { id: office.id, unitId: office.id }, { year: input.year })
  cx.tell('assessment', office.id)
  return showCommendation(cx, input)
}

/** 决定表彰: who was chosen goes into the history. */
export async function decideCommendation(
  cx: Cx,
  input: { year: number; officeId?: string; version: number },
): Promise<Commendation> {
  const office = await officeFor(cx, input.officeId, 'assessment.approve')
  requireFreshProof(cx)
  const stored = await lockStored(cx, office.id, input.year)
  if (!stored || stored.status === 'decided')
    throw new Refusal('commendation.wrong_status', { status: stored?.status ?? 'none' })
  if (input.version !== stored.version) throw new Refusal('stale', { at: stored.updated_at.toISOString() })
  const { groups, people } = await showCommendation(cx, input)
  const units = groups.flatMap((group) =>
    group.candidates.flatMap((one) =>
      one.prize
        ? [
            {
              kind: 'unit',
              prize: one.prize,
              group_name: group.name,
              unit_id: one.unitId,
              unit_name: one.unitName,
              person_name: null,
              points: one.points,
            },
          ]
        : [],
    ),
  )
  const persons = people.flatMap((one) =>
    one.prize
      ? [
          {
            kind: 'person',
            prize: one.prize,
            group_name: '',
            unit_id: null,
            unit_name: one.unitName,
            person_name: one.personName,
            points: one.points,
          },
        ]
      : [],
  )
  if (units.length + persons.length === 0) throw new Refusal('commendation.nothing_chosen')
  await cx.db
    .insertInto('award')
    .values([...units, ...persons].map((row) => ({ id: newId(), office_id: office.id, year: input.year, ...row })))
    .execute()
  await cx.db
    .updateTable('commendation')
    .set({
      status: 'decided',
      decided_by_name: cx.actor.name,
      decided_at: cx.now,
      version: stored.version + 1,
      updated_at: cx.now,
    })
    .where('id', '=', stored.id)
    .execute()
  await cx.record(
    'commendation.decided',
    { id: stored.id, unitId: office.id },
    { year: input.year, units: units.length, people: persons.length },
  )
  cx.tell('assessment', office.id)
  return showCommendation(cx, input)
}

const lockStored = (cx: Cx, officeId: string, year: number): Promise<Stored | undefined> =>
  cx.db
    .selectFrom('commendation')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirst()
