/**
 * Calendar: working days, Chinese holidays, deadlines, all in Asia/Shanghai. Owns calendar_day and calendar_year (what offices correct).
 * Tells: calendar.days_set, calendar.year_confirmed. Hears nothing.
 */
export { addWorkingDays, calendarOf, deadline } from './calendar.ts'
export { deadline as reckonDeadline, endOfDay } from './rules/reckon.ts'
export type { Calendar, Deadline } from './rules/reckon.ts'
