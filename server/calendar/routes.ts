import { api } from '../platform/api.ts'
import { confirmYear, setDays } from './change.ts'
import { showYear } from './show-year.ts'

const { calendar } = api

export const calendarRoutes = {
  year: calendar.year.handler(({ context, input }) => context.query((cx) => showYear(cx, input))),
  setDays: calendar.setDays.handler(({ context, input }) => context.run((cx) => setDays(cx, input))),
  confirmYear: calendar.confirmYear.handler(({ context, input }) => context.run((cx) => confirmYear(cx, input))),
}
