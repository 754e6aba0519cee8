import { expect, test } from 'vitest'
import type { Span } from '../../../contract/calendar.ts'
import { deadline, shiftMonths, workingDaysBetween } from './reckon.ts'
import type { Calendar } from './reckon.ts'

/** 2026 with the days of the National Day and the Spring Festival; 2027 is not published. */
const off = new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'])
const madeUp = new Set(['2026-09-20', '2026-10-10'])
const calendar: Calendar = {
  isWorking: (day) => madeUp.has(day) || (!off.has(day) && ![0, 6].includes(new Date(day).getUTCDay())),
  knows: (year) => year <= 2026,
}
const working = (amount: number, unit: Span['unit'] = 'days'): Span => ({ amount, unit, count: 'working' })
const plain = (amount: number, unit: Span['unit'] = 'days'): Span => ({ amount, unit, count: 'calendar' })

test.each([
  ['the same day, on a working day', working(0), '2026-03-02T09:00', '2026-03-02'],
  ['the same day, given on a Saturday: the Monday', working(0), '2026-03-07T09:00', '2026-03-09'],
  ['the same day in calendar days stays Saturday', plain(0), '2026-03-07T09:00', '2026-03-07'],
  ['three working days pass over a weekend', working(3), '2026-03-05T09:00', '2026-03-10'],
  ['three calendar days do not', plain(3), '2026-03-05T09:00', '2026-03-08'],
  ['three working days pass over the National Day', working(3), '2026-09-29T09:00', '2026-10-09'],
  ['a Saturday that is made up for is worked', working(2), '2026-10-08T09:00', '2026-10-10'],
  ['given late at night it is still that day', working(0), '2026-03-02T23:59', '2026-03-02'],
  ['given after midnight it is the next', working(0), '2026-03-03T00:01', '2026-03-03'],
  ['a month ends on the same date', plain(1, 'months'), '2026-03-02T09:00', '2026-04-02'],
  ['a month after the last of January', plain(1, 'months'), '2026-01-31T09:00', '2026-02-28'],
  ['a month that ends on a day off, in working days', working(1, 'months'), '2026-09-01T09:00', '2026-10-08'],
])('%s', (_reason, span, from, day) =>
  expect(deadline(calendar, span, new Date(`${from}:00+08:00`)).at.toISOString()).toBe(
    new Date(`${day}T23:59:59+08:00`).toISOString(),
  ),
)

test('hours are clock hours, over night and weekend', () =>
  expect(deadline(calendar, working(4, 'hours'), new Date('2026-03-06T22:00:00+08:00')).at.toISOString()).toBe(
    '2026-03-06T18:00:00.000Z',
  ))

test.each([
  ['into a year that nobody knows', working(7), '2026-12-28', [2027]],
  ['in calendar days holidays are no matter', plain(7), '2026-12-28', []],
  ['within a year that is known', working(1), '2026-12-28', []],
])('a missing year is flagged: %s', (_reason, span, from, years) =>
  expect(deadline(calendar, span, new Date(`${from}T09:00:00+08:00`)).missingYears).toEqual(years),
)

test('months back and over the year', () => {
  expect(shiftMonths('2026-12-31', 2)).toBe('2027-02-28')
  expect(shiftMonths('2028-01-30', 1)).toBe('2028-02-29')
})

test('working days between', () => {
  expect(workingDaysBetween(calendar, '2026-09-30', '2026-10-10')).toBe(3)
  expect(workingDaysBetween(calendar, '2026-10-10', '2026-09-30')).toBe(0)
})
