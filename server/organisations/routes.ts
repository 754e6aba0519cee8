import { api } from '../platform/api.ts'
import { editUnit } from './change-unit.ts'
import { createUnit } from './create-unit.ts'
import { delegate, endDelegation } from './delegations.ts'
import { abolishUnit, mergeUnit } from './end-unit.ts'
import { exportPeople, exportUnits } from './export.ts'
import { grantRole, revokeGrant } from './grants.ts'
import { importPeople } from './import-people.ts'
import { importUnits } from './import-units.ts'
import { listGrants, myGrants } from './list-grants.ts'
import { listPeople } from './list-people.ts'
import { moveUnit } from './move-unit.ts'
import { createPerson, editPerson } from './people.ts'
import { addPost, editPost, endPost, transferPerson } from './posts.ts'
import { renameUnit } from './rename-unit.ts'
import { showRoster } from './roster.ts'
import { showPerson } from './show-person.ts'
import { showUnit } from './show-unit.ts'
import { unitOptions } from './unit-options.ts'

const { organisations } = api

export const organisationsRoutes = {
  unitOptions: organisations.unitOptions.handler(({ context, input }) => context.query((cx) => unitOptions(cx, input))),
  unit: organisations.unit.handler(({ context, input }) => context.query((cx) => showUnit(cx, input))),
  createUnit: organisations.createUnit.handler(({ context, input }) => context.run((cx) => createUnit(cx, input))),
  editUnit: organisations.editUnit.handler(({ context, input }) => context.run((cx) => editUnit(cx, input))),
  renameUnit: organisations.renameUnit.handler(({ context, input }) => context.run((cx) => renameUnit(cx, input))),
  moveUnit: organisations.moveUnit.handler(({ context, input }) => context.run((cx) => moveUnit(cx, input))),
  mergeUnit: organisations.mergeUnit.handler(({ context, input }) => context.run((cx) => mergeUnit(cx, input))),
  abolishUnit: organisations.abolishUnit.handler(({ context, input }) => context.run((cx) => abolishUnit(cx, input))),

  people: organisations.people.handler(({ context, input }) => context.query((cx) => listPeople(cx, input))),
  person: organisations.person.handler(({ context, input }) => context.query((cx) => showPerson(cx, input))),
  createPerson: organisations.createPerson.handler(({ context, input }) =>
    context.run((cx) => createPerson(cx, input)),
  ),
  editPerson: organisations.editPerson.handler(({ context, input }) => context.run((cx) => editPerson(cx, input))),
  addPost: organisations.addPost.handler(({ context, input }) => context.run((cx) => addPost(cx, input))),
  editPost: organisations.editPost.handler(({ context, input }) => context.run((cx) => editPost(cx, input))),
  endPost: organisations.endPost.handler(({ context, input }) => context.run((cx) => endPost(cx, input))),
  transferPerson: organisations.transferPerson.handler(({ context, input }) =>
    context.run((cx) => transferPerson(cx, input)),
  ),
  roster: organisations.roster.handler(({ context, input }) => context.query((cx) => showRoster(cx, input))),

  grants: organisations.grants.handler(({ context, input }) => context.query((cx) => listGrants(cx, input))),
  grantRole: organisations.grantRole.handler(({ context, input }) => context.run((cx) => grantRole(cx, input))),
  revokeGrant: organisations.revokeGrant.handler(({ context, input }) => context.run((cx) => revokeGrant(cx, input))),
  myGrants: organisations.myGrants.handler(({ context }) => context.query(myGrants)),
  delegate: organisations.delegate.handler(({ context, input }) => context.run((cx) => delegate(cx, input))),
  endDelegation: organisations.endDelegation.handler(({ context, input }) =>
    context.run((cx) => endDelegation(cx, input)),
  ),

  importUnits: organisations.importUnits.handler(({ context, input }) => context.run((cx) => importUnits(cx, input))),
  exportUnits: organisations.exportUnits.handler(({ context, input }) => context.run((cx) => exportUnits(cx, input))),
  importPeople: organisations.importPeople.handler(({ context, input }) =>
    context.run((cx) => importPeople(cx, input)),
  ),
  exportPeople: organisations.exportPeople.handler(({ context, input }) =>
    context.run((cx) => exportPeople(cx, input)),
  ),
}
