import { api } from '../platform/api.ts'
import { noted } from '../platform/note-reading.ts'
import { alreadyReported } from './already-reported.ts'
import { backIssues } from './back-issues.ts'
import { showChain } from './chain.ts'
import { collect, listCollections, removeCollection, saveCollection, showCollection, uncollect } from './collections.ts'
import { exportHits } from './export.ts'
import { facets, statistics } from './facets.ts'
import { importIntoLibrary, listImports } from './import.ts'
import { placeNames } from './places.ts'
import { showRecord } from './record.ts'
import { markSearchSeen, removeSearch, savedSearches, saveSearch } from './saved-searches.ts'
import { search } from './search.ts'
import { similarRecords } from './similar.ts'
import { suggest } from './suggest.ts'
import { tagRecord } from './tags.ts'
import { topicsFor } from './topics.ts'

const { library } = api

export const libraryRoutes = {
  search: library.search.handler(({ context, input }) => context.query((cx) => search(cx, input))),
  facets: library.facets.handler(({ context, input }) => context.query((cx) => facets(cx, input))),
  suggest: library.suggest.handler(({ context, input }) => context.query((cx) => suggest(cx, input))),
  options: library.options.handler(({ context }) =>
    context.query(async (cx) => ({
      topics: (await topicsFor(cx, cx.actor.unitId)).map((topic) => topic.name),
      places: [...placeNames],
    })),
  ),
  record: library.record.handler(({ context, input }) =>
    noted(
      context,
      'library.viewed',
      (record) => record.unitId,
      context.query((cx) => showRecord(cx, input)),
    ),
  ),
  similar: library.similar.handler(({ context, input }) => context.query((cx) => similarRecords(cx, input))),
  chain: library.chain.handler(({ context, input }) => context.query((cx) => showChain(cx, input))),
  alreadyReported: library.alreadyReported.handler(({ context, input }) =>
    context.query((cx) => alreadyReported(cx, input)),
  ),
  tagRecord: library.tagRecord.handler(({ context, input }) => context.run((cx) => tagRecord(cx, input))),
  backIssues: library.backIssues.handler(({ context, input }) => context.query((cx) => backIssues(cx, input))),
  savedSearches: library.savedSearches.handler(({ context }) => context.query((cx) => savedSearches(cx))),
  saveSearch: library.saveSearch.handler(({ context, input }) => context.run((cx) => saveSearch(cx, input))),
  markSearchSeen: library.markSearchSeen.handler(({ context, input }) =>
    context.run((cx) => markSearchSeen(cx, input)),
  ),
  removeSearch: library.removeSearch.handler(({ context, input }) => context.run((cx) => removeSearch(cx, input))),
  collections: library.collections.handler(({ context }) => context.query((cx) => listCollections(cx))),
  collection: library.collection.handler(({ context, input }) => context.query((cx) => showCollection(cx, input))),
  saveCollection: library.saveCollection.handler(({ context, input }) =>
    context.run((cx) => saveCollection(cx, input)),
  ),
  collect: library.collect.handler(({ context, input }) => context.run((cx) => collect(cx, input))),
  uncollect: library.uncollect.handler(({ context, input }) => context.run((cx) => uncollect(cx, input))),
  removeCollection: library.removeCollection.handler(({ context, input }) =>
    context.run((cx) => removeCollection(cx, input)),
  ),
  exportHits: library.exportHits.handler(({ context, input }) => context.run((cx) => exportHits(cx, input))),
  statistics: library.statistics.handler(({ context, input }) => context.query((cx) => statistics(cx, input))),
  // Files are read outside the transaction: many take minutes.
  importFiles: library.importFiles.handler(({ context, input }) => importIntoLibrary(context, input)),
  imports: library.imports.handler(({ context }) => context.query((cx) => listImports(cx))),
}
