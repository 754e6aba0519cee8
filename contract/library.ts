import { z } from 'zod'
import { ById, Day, Id, Instant, Ok, PageQuery, oneOrMany, route } from './common.ts'

/** What a record of the library is a copy of (第十九条). */
export const RecordKind = z.enum([
  'submission',
  'handling',
  'piece',
  'entry',
  'issue',
  'directive',
  'commission',
  'guidance',
  'bulletin',
  'document',
])
export type RecordKind = z.infer<typeof RecordKind>

/** Where a record opens into its own module, and what it was made from. */
export const RecordLinks = z.object({
  submissionId: Id.nullish(),
  handlingId: Id.nullish(),
  pieceId: Id.nullish(),
  adoptionId: Id.nullish(),
  issueId: Id.nullish(),
  directiveId: Id.nullish(),
  directiveTaskId: Id.nullish(),
  commissionId: Id.nullish(),
  commissionTaskId: Id.nullish(),
  guidanceId: Id.nullish(),
  guidanceReceiptId: Id.nullish(),
  bulletinId: Id.nullish(),
  bulletinCopyId: Id.nullish(),
  /** Pieces and entries: the submissions their text was made from. */
  sourceIds: z.array(Id).optional(),
})
export type RecordLinks = z.infer<typeof RecordLinks>

const Words = z.string().trim().max(40)
/** What is asked for. `q`: 词语以空格分开；“…”为整句；-词 为不含；标题:词；甲|乙. */
export const Search = z.object({
  q: z.string().trim().max(400).default(''),
  kind: oneOrMany(RecordKind).optional(),
  category: oneOrMany(Words).optional(),
  genre: oneOrMany(Words).optional(),
  state: oneOrMany(Words).optional(),
  publication: oneOrMany(z.string().max(80)).optional(),
  topic: oneOrMany(Words).optional(),
  place: oneOrMany(Words).optional(),
  /** The unit that wrote it, with all below it. */
  unitId: Id.optional(),
  author: z.string().trim().max(40).optional(),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type Search = z.infer<typeof Search>
export const SearchSort = z.enum(['newest', 'relevance'])

/** A piece of text with the words that were found. */
export const Snippet = z.array(z.object({ text: z.string(), hit: z.boolean() }))
export type Snippet = z.infer<typeof Snippet>

export const Hit = z.object({
  id: Id,
  kind: RecordKind,
  title: Snippet,
  snippet: Snippet,
  sortAt: Instant,
  state: z.string(),
  sourceUnitName: z.string(),
  unitName: z.string(),
  authorName: z.string(),
  categoryCode: z.string().nullable(),
  publicationName: z.string(),
  issueLabel: z.string(),
  documentNumber: z.string(),
  characters: z.number().int(),
  topics: z.array(z.string()),
  places: z.array(z.string()),
  links: RecordLinks,
})
export type Hit = z.infer<typeof Hit>

export const FacetName = z.enum(['kind', 'year', 'unit', 'category', 'state', 'publication', 'topic', 'place'])
export type FacetName = z.infer<typeof FacetName>
export const Facet = z.object({
  name: FacetName,
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
})
export type Facet = z.infer<typeof Facet>

export const LibraryRecord = Hit.omit({ snippet: true, title: true }).extend({
  title: z.string(),
  text: z.string(),
  genreCode: z.string().nullable(),
  classificationCode: z.string(),
  unitId: Id,
  sourceUnitId: Id.nullable(),
  enteredAt: Instant,
  citation: z.string(),
  collections: z.array(z.object({ id: Id, name: z.string() })),
  handTags: z.array(
    z.object({ kind: z.enum(['topic', 'place']), name: z.string(), added: z.boolean(), byName: z.string() }),
  ),
  actions: z.array(z.enum(['tag', 'collect', 'export'])),
})
export type LibraryRecord = z.infer<typeof LibraryRecord>

/** How another text stands to this one. sameMatter: not copied, but about one event. */
export const Likeness = z.enum(['same', 'conflict', 'copy', 'contains', 'contained', 'sameMatter'])
export type Likeness = z.infer<typeof Likeness>
/** 一稿多投 by its own unit, old material sent again, or several units reporting one matter. */
export const Reading = z.enum(['resent', 'severalReceivers', 'severalUnits', 'ownVersion'])
export type Reading = z.infer<typeof Reading>
export const Alike = z.object({
  id: Id,
  kind: RecordKind,
  title: z.string(),
  sourceUnitName: z.string(),
  unitName: z.string(),
  at: Instant,
  state: z.string(),
  issueLabel: z.string(),
  publicationName: z.string(),
  likeness: Likeness,
  reading: Reading,
  /** Share of the shorter text that stands in the other, 0–100. */
  percent: z.number().int(),
  /** conflict: what this text says and what the other one says. */
  figures: z.array(z.object({ here: z.string(), there: z.string(), around: z.string() })),
  links: RecordLinks,
})
export type Alike = z.infer<typeof Alike>

export const SimilarRow = Hit.omit({ snippet: true, title: true }).extend({
  title: z.string(),
  percent: z.number().int(),
})
export type SimilarRow = z.infer<typeof SimilarRow>

/** 溯源: `up` what this text was made from, `down` what became of it. Links that may not be seen are not told. */
export const ChainLink = z.object({
  id: Id.nullable(),
  kind: RecordKind,
  title: z.string(),
  unitName: z.string(),
  at: Instant.nullable(),
  state: z.string(),
  detail: z.string(),
  depth: z.number().int(),
  links: RecordLinks,
})
export type ChainLink = z.infer<typeof ChainLink>

export const SavedSearch = z.object({
  id: Id,
  name: z.string(),
  query: Search,
  alerts: z.boolean(),
  createdAt: Instant,
  seenAt: Instant,
  fresh: z.number().int(),
  freshCapped: z.boolean(),
})
export type SavedSearch = z.infer<typeof SavedSearch>

export const Collection = z.object({
  id: Id,
  name: z.string(),
  note: z.string(),
  shared: z.boolean(),
  ownerName: z.string(),
  unitName: z.string(),
  isMine: z.boolean(),
  entries: z.number().int(),
  updatedAt: Instant,
})
export type Collection = z.infer<typeof Collection>

export const Count = z.object({ value: z.string(), label: z.string(), count: z.number().int() })
export const Statistics = z.object({
  total: z.number().int(),
  units: z.array(Count),
  topics: z.array(Count),
  places: z.array(Count),
  categories: z.array(Count),
  months: z.array(Count),
})
export type Statistics = z.infer<typeof Statistics>

export const ImportLine = z.object({
  name: z.string(),
  status: z.enum(['imported', 'known', 'refused']),
  title: z.string(),
  characters: z.number().int(),
  recordId: Id.nullable(),
  problem: z.string().nullable(),
})
export type ImportLine = z.infer<typeof ImportLine>
export const ImportReport = z.object({
  id: Id,
  at: Instant,
  byName: z.string(),
  imported: z.number().int(),
  known: z.number().int(),
  refused: z.number().int(),
  lines: z.array(ImportLine),
})
export type ImportReport = z.infer<typeof ImportReport>

const tag = 'library'
const read = (path: string, summary: string) => route('GET', `/library${path as '/'}`, summary, tag)
const act = (path: string, summary: string) => route('POST', `/library${path as '/'}`, summary, tag)
const Total = { total: z.number().int().nullable(), totalCapped: z.boolean() }

/** library: what the server promises. */
export const library = {
  search: read('/search', '检索 Search everything of record that I may see')
    .input(
      PageQuery.extend({
        ...Search.shape,
        sort: SearchSort.default('newest'),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
    )
    .output(
      z.object({ items: z.array(Hit), nextCursor: z.string().nullable(), ...Total, didYouMean: z.string().nullable() }),
    ),
  facets: read('/facets', '分面 How the newest hits spread over kinds, years, units, topics')
    .input(Search)
    .output(z.object({ facets: z.array(Facet), of: z.number().int(), capped: z.boolean() })),
  suggest: read('/suggest', '输入提示 Units, people, topics and titles while typing')
    .input(z.object({ q: z.string().trim().min(1).max(60) }))
    .output(
      z.object({
        items: z.array(
          z.object({
            kind: z.enum(['unit', 'person', 'topic', 'place', 'title']),
            text: z.string(),
            detail: z.string(),
            id: Id.nullable(),
          }),
        ),
      }),
    ),
  options: read('/options', '检索选项 Topics and places there are')
    .input(z.object({}))
    .output(z.object({ topics: z.array(z.string()), places: z.array(z.string()) })),
  record: read('/records/{id}', '资料 One record').input(ById).output(LibraryRecord),
  similar: read('/records/{id}/similar', '相似资料 Records about the same, oldest first')
    .input(ById)
    .output(z.object({ items: z.array(SimilarRow) })),
  chain: read('/records/{id}/chain', '溯源 What it was made from and what became of it')
    .input(ById)
    .output(z.object({ up: z.array(ChainLink), down: z.array(ChainLink) })),
  alreadyReported: act('/already-reported', '是否已报 Who reported this before, and what became of it')
    .input(
      z.object({
        title: z.string().max(1000),
        text: z.string().max(200_000),
        /** The item itself, or what was received: it is no double of its own. */
        submissionId: Id.nullish(),
        unitId: Id.nullish(),
      }),
    )
    .output(z.object({ items: z.array(Alike) })),
  tagRecord: act('/records/{id}/tags', '标引 Say by hand which topics and places it is about')
    .input(ById.extend({ topics: z.array(Words).max(20), places: z.array(Words).max(40) }))
    .output(LibraryRecord),
  backIssues: read('/back-issues', '过刊 Issues by publication, year and number')
    .input(z.object({ publication: z.string().max(80).optional(), year: z.coerce.number().int().optional() }))
    .output(
      z.object({
        publications: z.array(
          z.object({
            name: z.string(),
            years: z.array(z.object({ year: z.number().int(), issues: z.number().int() })),
          }),
        ),
        issues: z.array(
          z.object({
            id: Id,
            issueId: Id.nullable(),
            label: z.string(),
            number: z.number().int().nullable(),
            day: Day,
            state: z.string(),
            entries: z.array(z.object({ id: Id, title: z.string() })),
          }),
        ),
      }),
    ),
  savedSearches: read('/saved-searches', '我的检索 My saved searches, with what is new')
    .input(z.object({}))
    .output(z.object({ items: z.array(SavedSearch) })),
  saveSearch: act('/saved-searches', '保存检索 Keep a search, with alerts')
    .input(
      z.object({ id: Id, name: z.string().trim().min(1).max(60), query: Search, alerts: z.boolean().default(true) }),
    )
    .output(Ok),
  markSearchSeen: act('/saved-searches/{id}/seen', '已看 What is there now is not new any more').input(ById).output(Ok),
  removeSearch: act('/saved-searches/{id}/remove', '删除检索 Forget a saved search').input(ById).output(Ok),
  collections: read('/collections', '专辑 My collections and those shared at my unit')
    .input(z.object({}))
    .output(z.object({ items: z.array(Collection) })),
  collection: read('/collections/{id}', '专辑内容 What is in a collection, as far as I may see it')
    .input(ById)
    .output(
      Collection.extend({
        records: z.array(Hit.extend({ note: z.string(), addedByName: z.string() })),
        hidden: z.number().int(),
      }),
    ),
  saveCollection: act('/collections', '保存专辑 Make or change a collection')
    .input(
      z.object({
        id: Id,
        name: z.string().trim().min(1).max(60),
        note: z.string().trim().max(500).default(''),
        shared: z.boolean().default(false),
      }),
    )
    .output(Ok),
  collect: act('/collections/{id}/records', '加入专辑 Put records into a collection')
    .input(ById.extend({ recordIds: z.array(Id).min(1).max(200), note: z.string().trim().max(300).default('') }))
    .output(Ok),
  uncollect: act('/collections/{id}/remove-records', '移出专辑 Take records out')
    .input(ById.extend({ recordIds: z.array(Id).min(1).max(200) }))
    .output(Ok),
  removeCollection: act('/collections/{id}/remove', '删除专辑 Delete a collection').input(ById).output(Ok),
  exportHits: act('/export', '导出 The hits of a search as a table (CSV), newest first')
    .input(Search.extend({ withText: z.boolean().default(false) }))
    .output(z.object({ name: z.string(), content: z.string(), rows: z.number().int(), capped: z.boolean() })),
  statistics: read('/statistics', '统计 Hits by unit, topic, place, category and month')
    .input(Search)
    .output(Statistics),
  importFiles: act('/imports', '批量入库 Take files into the library, with a report for each')
    .input(
      z.object({
        id: Id,
        officeId: Id.optional(),
        fileIds: z.array(Id).min(1).max(200),
        audience: z.enum(['desk', 'below']).default('desk'),
        publicationName: z.string().trim().max(80).default(''),
      }),
    )
    .output(ImportReport),
  imports: read('/imports', '入库记录 What was taken in, newest first')
    .input(z.object({}))
    .output(z.object({ items: z.array(ImportReport) })),
}
