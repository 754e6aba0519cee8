/**
 * Organisations: the dated tree of units, people, posts and grants (第五、六条). Owns unit, unit_change, person, post, role_grant.
 * Tells: unit.founded, renamed, moved, merged, abolished, edited, imported, exported; person.created, edited, imported, exported;
 * post.began, edited, ended (with who takes over); grant.given, revoked; delegation.given, ended. Hears nothing.
 */
export { admitAdministrator, findTopUnit, foundUnit } from './first-set-up.ts'
export { layDirectory, readDirectory, subtreeIds } from './directory.ts'
export type { Directory } from './directory.ts'
export { importShanxi } from './import-units.ts'
export { dayOf, findActor, loadUnit, officesAbove, peopleWith, superiorOffice } from './units.ts'
export type { Unit } from './units.ts'
