import { z } from 'zod'
import { Day, Id, Instant, Ok, route } from './common.ts'

/** How long something may take: '3 个工作日', '1 个月', '4 小时'. `count` is no matter for hours: they are clock hours. */
export const Span = z.object({
  amount: z.number().int().min(0).max(400),
  unit: z.enum(['hours', 'days', 'months']),
  count: z.enum(['working', 'calendar']),
})
export type Span = z.infer<typeof Span>

/** A deadline, and the years whose holidays nobody has told the calendar: it was reckoned without them and must be checked. */
export const Deadline = z.object({ at: Instant, missingYears: z.array(z.number().int()) })

export const DayKind = z.enum(['work', 'rest'])
export type DayKind = z.infer<typeof DayKind>

/** A day that is not what its weekday says, or that someone has corrected. `source` tells whose word counts. */
export const SpecialDay = z.object({
  day: Day,
  kind: DayKind,
  source: z.enum(['published', 'node', 'office']),
  name: z.string(),
})
export type SpecialDay = z.infer<typeof SpecialDay>

const Year = z.coerce.number().int().min(2004).max(2099)
const tag = 'calendar'

/** calendar: working days, holidays and the office's own corrections. `officeId` null is the whole node. */
export const calendar = {
  year: route('GET', '/calendar/years/{year}', '年历 Days off and make-up workdays of a year', tag)
    .input(z.object({ year: Year, officeId: Id.optional() }))
    .output(
      z.object({
        year: z.number().int(),
        /** published: the library has it; confirmed: an office entered it by hand; null: nobody knows it yet. */
        knownBy: z.enum(['published', 'confirmed']).nullable(),
        days: z.array(SpecialDay),
        mayChange: z.boolean(),
      }),
    ),
  setDays: route('POST', '/calendar/days', '调整工作日 Correct days; `kind` null takes the correction back', tag)
    .input(
      z
        .object({
          officeId: Id.nullable(),
          from: Day,
          to: Day,
          kind: DayKind.nullable(),
          name: z.string().trim().max(40).default(''),
        })
        .refine(({ from, to }) => from <= to && to <= shift(from, 31), { path: ['to'] }),
    )
    .output(Ok),
  confirmYear: route(
    'POST',
    '/calendar/years/{year}/confirm',
    '确认年度安排 All holidays of this year are entered',
    tag,
  )
    .input(z.object({ year: Year, officeId: Id.nullable(), confirmed: z.boolean() }))
    .output(Ok),
}

const shift = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)
