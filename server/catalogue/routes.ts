import { api } from '../platform/api.ts'
import { createEntry, editEntry, reorder, setActive } from './change-entries.ts'
import { catalogueOptions, listEntries, listOwners } from './list-entries.ts'

const { catalogue } = api

export const catalogueRoutes = {
  options: catalogue.options.handler(({ context, input }) => context.query((cx) => catalogueOptions(cx, input))),
  owners: catalogue.owners.handler(({ context }) => context.query(listOwners)),
  entries: catalogue.entries.handler(({ context, input }) => context.query((cx) => listEntries(cx, input))),
  createEntry: catalogue.createEntry.handler(({ context, input }) => context.run((cx) => createEntry(cx, input))),
  editEntry: catalogue.editEntry.handler(({ context, input }) => context.run((cx) => editEntry(cx, input))),
  setActive: catalogue.setActive.handler(({ context, input }) => context.run((cx) => setActive(cx, input))),
  reorder: catalogue.reorder.handler(({ context, input }) => context.run((cx) => reorder(cx, input))),
}
