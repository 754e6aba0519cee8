/** Catalogue: the lists of values that offices keep as data. Owns catalogue_entry. Tells: catalogue.entry_created, entry_changed, entry_activated, entry_deactivated, reordered. */
export { deadlineFor, entryName, loadEntry } from './entries.ts'
export { mayKeep as mayKeepLists } from './list-entries.ts'
export type { Entry } from './entries.ts'
export { seedCatalogue } from './seed.ts'
