/** Organisations: the dated tree of units, people, posts and grants (第五、六条). Owns unit, unit_change, person, post, role_grant. */
export { admitAdministrator, findTopUnit, foundUnit } from './first-set-up.ts'
export { dayOf, findActor, loadUnit, officesAbove, peopleWith, superiorOffice } from './units.ts'
export type { Unit } from './units.ts'
