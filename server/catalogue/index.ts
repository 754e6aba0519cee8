/** Catalogue: the lists of values that offices keep as data. Owns catalogue_entry. */
export { deadlineFor, loadEntry } from './entries.ts'
export type { Entry } from './entries.ts'
export { seedCatalogue } from './seed.ts'
