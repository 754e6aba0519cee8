import type { Permission } from '../../contract/access.ts'
import type { RecordKind, RecordLinks } from '../../contract/library.ts'

/** What enters the library. Of who may see it, at least one of `permission`, `readers`, `sharedPath` says something. */
export interface Entering {
  id: string
  kind: RecordKind
  sortAt: Date
  unitId: string
  /** Who holds this at `unitId` sees the record. */
  permission: Permission
  readers?: string[]
  sharedPath?: string | null
  sourceUnitId?: string | null
  sourceUnitName?: string
  authorName?: string
  title: string
  /** Plain text: `bodyText` of documents. */
  text: string
  state: string
  categoryCode?: string | null
  genreCode?: string | null
  classificationCode?: string
  publicationName?: string
  issueId?: string | null
  issueYear?: number | null
  issueNumber?: number | null
  documentNumber?: string
  links?: RecordLinks
}

/** Its columns of facts, as they stand in the table. */
export function columnsOf(entering: Entering) {
  return {
    kind: entering.kind,
    unit_id: entering.unitId,
    permission: entering.permission,
    readers: [...new Set(entering.readers ?? [])],
    shared_path: entering.sharedPath ?? null,
    source_unit_id: entering.sourceUnitId ?? null,
    source_unit_name: entering.sourceUnitName ?? '',
    author_name: entering.authorName ?? '',
    title: entering.title,
    characters: [...entering.text.replace(/\s/gu, '')].length,
    state: entering.state,
    category_code: entering.categoryCode ?? null,
    genre_code: entering.genreCode ?? null,
    classification_code: entering.classificationCode ?? 'internal',
    publication_name: entering.publicationName ?? '',
    issue_id: entering.issueId ?? null,
    issue_year: entering.issueYear ?? null,
    issue_number: entering.issueNumber ?? null,
    document_number: entering.documentNumber ?? '',
    links: entering.links ?? {},
  }
}
