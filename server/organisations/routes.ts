import { api } from '../platform/api.ts'
import { listPeople } from './list-people.ts'
import { unitOptions } from './unit-options.ts'

const { organisations } = api

export const organisationsRoutes = {
  unitOptions: organisations.unitOptions.handler(({ context, input }) => context.query((cx) => unitOptions(cx, input))),
  people: organisations.people.handler(({ context, input }) => context.query((cx) => listPeople(cx, input))),
}
