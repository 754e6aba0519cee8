import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts, ScoreEvent, ScoreLine, UnitFact } from '../../../contract/assessment-facts.ts'
import type { JointCredit, Scheme } from '../../../contract/assessment-scheme.ts'
import { openBook } from './book.ts'
import { toMilli } from './exact.ts'
import { schemeOf, unit, year2026 } from './facts.test-help.ts'
import { periodOf } from './period.ts'
import { score, scoreUnits } from './score.ts'

const units: UnitFact[] = [
  unit('S', { kind: 'cityOffice' }),
  ...['A', 'B', 'C'].map((id) => unit(id, { parentId: 'S' })),
  unit('P', { kind: 'reportingPoint', parentId: 'A' }),
  unit('D', { kind: 'department', parentId: 'S' }),
]
const anyDay = fc
  .integer({ min: 0, max: 364 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10))
const anyCredit = fc.array(
  fc.record({
    unitId: fc.constantFrom('A', 'B', 'C', 'D', 'P'),
    role: fc.constantFrom('lead' as const, 'adopting' as const, 'other' as const),
    weight: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 4 },
)
const anyEvent = fc.record({
  kind: fc.constantFrom('submitted', 'adopted', 'adopted', 'directive', 'commissionLate', 'bonus', 'untrue' as const),
  at: anyDay,
  item: fc.integer({ min: 1, max: 4 }),
  publication: fc.constantFrom('要情', '专报'),
  level: fc.constantFrom('county', 'city', 'province' as const),
  rank: fc.constantFrom('chief', 'deputy'),
  amount: fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10),
  credit: anyCredit,
})
const anyEvents = fc.array(anyEvent, { maxLength: 25 }).map((made) =>
  made.map(({ item, ...event }, at): ScoreEvent => ({
    ...event,
    id: `e${at}`,
    title: '某事项',
    issuedAt: event.at,
    itemId: `i${item}`,
    adoptionId: `a${item}${event.publication}`,
  })),
)
const anyScheme = fc
  .record({
    across: fc.constantFrom('sum', 'highest', 'first', 'topLevel' as const),
    effect: fc.constantFrom('add', 'replace', 'max' as const),
    once: fc.constantFrom('everyTime', 'perRule', 'perRank', 'perLevel' as const),
    decimals: fc.integer({ min: 0, max: 3 }),
    joint: fc.constantFrom<JointCredit>(
      { type: 'full' },
      { type: 'even', remainder: 'lead' },
      { type: 'weights', remainder: 'spread' },
      { type: 'roleShare', lead: 60, adopting: 0, other: 40, remainder: 'drop' },
      { type: 'rolePercent', lead: 100, adopting: 70, other: 50 },
    ),
    oneUnitOnce: fc.boolean(),
  })
  .map(({ across, effect, once, decimals, ...rest }) =>
    schemeOf({
      ...rest,
      groups: [{ code: 'all', name: '各办公室', units: { kinds: ['countyOffice', 'cityOffice'] } }],
      rounding: { decimals, mode: 'halfUp' },
      stacking: { across },
      ranks: [
        { code: 'chief', name: '主要领导', level: 'city' },
        { code: 'deputy', name: '分管领导', level: 'city' },
      ],
      rules: [
        {
          id: 'special',
          name: '专报采用',
          when: { kinds: ['adopted'], publications: ['专报'] },
          award: { type: 'fixed', points: 10 },
        },
        { id: 'daily', name: '要情采用', when: { kinds: ['adopted'] }, award: { type: 'fixed', points: 3.5 } },
        {
          id: 'directive',
          name: '批示',
          when: { kinds: ['directive'] },
          award: { type: 'fixed', points: 9 },
          effect,
          once,
        },
        { id: 'sent', name: '报送', when: { kinds: ['submitted'] }, award: { type: 'fixed', points: 1 } },
        { id: 'bonus', name: '加分', when: { kinds: ['bonus'] }, award: { type: 'range', min: 0, max: 10 } },
        { id: 'untrue', name: '失实', when: { kinds: ['untrue'] }, award: { type: 'percentOfItem', percent: -50 } },
      ],
      attributions: [
        {
          id: 'point',
          name: '直报点',
          from: { kinds: ['reportingPoint'] },
          to: { type: 'above', units: { kinds: ['countyOffice'] } },
          keeps: 0,
          gives: 100,
        },
        {
          id: 'up',
          name: '归集',
          from: { kinds: ['countyOffice'] },
          to: { type: 'above', units: { kinds: ['cityOffice'] } },
          keeps: 80,
          gives: 30,
        },
      ],
      targets: [
        {
          id: 'task',
          name: '任务',
          per: 'month',
          measure: { of: 'items', when: { kinds: ['submitted'] } },
          due: 1,
          met: 2,
          missed: -1,
        },
      ],
      limits: [
        { id: 'sent-max', name: '报送', rules: ['sent'], per: 'year', max: 3 },
        { id: 'floor', name: '总分', per: 'year', min: 0 },
      ],
      sanctions: [
        {
          id: 'late',
          name: '约稿迟报',
          when: { kinds: ['commissionLate'] },
          atLeast: 3,
          effect: { type: 'percentOfTotal', percent: 50 },
        },
      ],
    }),
  )
const bytes = (value: unknown): string => JSON.stringify(value)
const run = <T>(property: fc.IProperty<T>): void => fc.assert(property, { numRuns: 80 })
const inLine = (events: readonly ScoreEvent[]): Facts => ({ units, events })

test('the order of events and units does not matter, and the same input gives the same bytes', () => {
  run(
    fc.property(anyScheme, anyEvents, (scheme, events) => {
      const result = bytes(score(scheme, inLine(events), year2026))
      expect(bytes(score(scheme, { units: units.toReversed(), events: events.toReversed() }, year2026))).toBe(result)
      expect(bytes(score(structuredClone(scheme), structuredClone(inLine(events)), year2026))).toBe(result)
    }),
  )
})

test('a total is the sum of its lines, exactly', () => {
  run(
    fc.property(anyScheme, anyEvents, (scheme, events) => {
      const { lines, totals } = score(scheme, inLine(events), year2026)
      for (const total of totals)
        expect(toMilli(total.points)).toBe(sumOf(lines.filter((line) => line.unitId === total.unitId)))
    }),
  )
})

test('taking an event back gives what there would be without it', () => {
  run(
    fc.property(anyScheme, anyEvents, fc.nat(), (scheme, events, pick) => {
      const gone = events[pick % Math.max(events.length, 1)]
      fc.pre(gone !== undefined)
      const back: ScoreEvent = {
        id: 'back',
        kind: 'revoked',
        at: '2026-12-31',
        title: '',
        credit: [],
        revokes: { by: 'adoption', id: gone!.adoptionId! },
      }
      const without = events.filter((event) => event.adoptionId !== gone!.adoptionId)
      expect(score(scheme, inLine([back, ...events]), year2026)).toEqual(score(scheme, inLine(without), year2026))
    }),
  )
})

test('where every event counts by itself, taking an adoption back removes exactly its lines', () => {
  run(
    fc.property(anyEvents, fc.nat(), (events, pick) => {
      const scheme = plain({ type: 'even', remainder: 'lead' })
      const gone = events[pick % Math.max(events.length, 1)]
      fc.pre(gone !== undefined)
      const back: ScoreEvent = {
        id: 'back',
        kind: 'revoked',
        at: '2026-12-31',
        title: '',
        credit: [],
        revokes: { by: 'event', id: gone!.id },
      }
      const before = score(scheme, inLine(events), year2026).lines
      const after = score(scheme, inLine([...events, back]), year2026).lines
      expect(after).toEqual(before.filter((line) => line.eventId !== gone!.id))
    }),
  )
})

test('sharing never creates points', () => {
  const shared: JointCredit[] = [
    { type: 'even', remainder: 'lead' },
    { type: 'even', remainder: 'spread' },
    { type: 'even', remainder: 'drop' },
    { type: 'weights', remainder: 'lead' },
    { type: 'weights', remainder: 'spread' },
    { type: 'roleShare', lead: 60, adopting: 30, other: 10, remainder: 'lead' },
  ]
  run(
    fc.property(fc.constantFrom(...shared), anyEvents, fc.integer({ min: 0, max: 3 }), (joint, events, decimals) => {
      const { lines } = score(plain(joint, decimals), inLine(events), year2026)
      for (const event of events.filter(({ kind }) => kind === 'adopted')) {
        const given = sumOf(lines.filter((line) => line.eventId === event.id))
        const hasWeight = joint.type !== 'weights' || event.credit.some((one) => one.weight! > 0)
        if ('remainder' in joint && joint.remainder !== 'drop' && hasWeight) expect(given).toBe(7000)
        else expect(given).toBeLessThanOrEqual(7000)
      }
    }),
  )
})

test('the quarters of a year add up to the year', () => {
  run(
    fc.property(anyScheme, anyEvents, (scheme, events) => {
      const yearly: Scheme = { ...scheme, sanctions: [] } // a percentage of the total is rounded in each period
      const quarters = [1, 2, 3, 4].flatMap((at) => score(yearly, inLine(events), periodOf('quarter', 2026, at)).lines)
      const { totals } = score(yearly, inLine(events), year2026)
      for (const total of totals)
        expect(sumOf(quarters.filter((line) => line.unitId === total.unitId))).toBe(toMilli(total.points))
    }),
  )
})

test('a book kept event by event, and units computed by themselves, equal the whole computed anew', () => {
  run(
    fc.property(anyScheme, anyEvents, fc.nat(), (scheme, events, pick) => {
      const at = pick % (events.length + 1)
      const book = openBook(scheme, inLine(events.slice(0, at)), year2026)
      let ranks = book.result().ranks
      for (const event of events.slice(at)) ({ ranks } = book.add(event))
      const whole = score(scheme, inLine(events), year2026)
      expect(bytes(book.result())).toBe(bytes(whole))
      expect(ranks).toEqual(whole.ranks)
      expect(scoreUnits(scheme, inLine(events), year2026, ['A']).lines).toEqual(
        whole.lines.filter((line) => line.unitId === 'A'),
      )
    }),
  )
})

test('a book whose entries are changed and taken out again equals the whole computed anew', () => {
  run(
    fc.property(anyScheme, anyEvents, anyEvents, fc.nat(), (scheme, events, others, pick) => {
      const book = openBook(scheme, inLine(events), year2026)
      const gone = events.slice(0, pick % (events.length + 1)).map((event) => event.id)
      const left = events.slice(gone.length).map((event, at) => ({ ...(others[at] ?? event), id: event.id }))
      book.change(left, gone)
      const whole = score(scheme, inLine(left), year2026)
      expect(bytes(book.result())).toBe(bytes(whole))
      expect(bytes(book.standings())).toBe(bytes({ totals: whole.totals, ranks: whole.ranks }))
      for (const { unitId } of whole.totals)
        expect(book.drill(unitId).lines).toEqual(whole.lines.filter((line) => line.unitId === unitId))
    }),
  )
})

test('cutting one item into several adoptions never gives more than what each piece would earn by itself', () => {
  run(
    fc.property(anyScheme, anyEvents, (scheme, events) => {
      const adoptions = events
        .filter((event) => event.kind === 'adopted')
        .map((event) => ({ ...event, itemId: 'whole' }))
      const bare: Scheme = { ...scheme, limits: [], sanctions: [], targets: [] }
      const together = score(bare, inLine(adoptions), year2026).lines
      const alone = adoptions.flatMap((event) => score(bare, inLine([event]), year2026).lines)
      expect(sumOf(together)).toBeLessThanOrEqual(sumOf(alone))
    }),
  )
})

const sumOf = (lines: readonly ScoreLine[]): number => lines.reduce((sum, line) => sum + toMilli(line.points), 0)
const plain = (joint: JointCredit, decimals = 2): Scheme =>
  schemeOf({
    joint,
    rounding: { decimals, mode: 'halfUp' },
    rules: [{ id: 'any', name: '采用', when: { kinds: ['adopted'] }, award: { type: 'fixed', points: 7 } }],
  })
