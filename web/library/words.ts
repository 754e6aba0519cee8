import type { FacetName, RecordKind, RecordLinks } from '../../contract/library.ts'
import { t, tMaybe } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'

export const kindWord = (kind: RecordKind): string => t(`library.kind.${kind}` as MessageKey)
export const stateWord = (state: string): string => tMaybe(`library.state.${state}`, state)
export const facetWord = (name: FacetName): string => t(`library.facet.${name}` as MessageKey)
/** Of a line of an import report: the library's own word, or the sentence with which such a file is refused elsewhere. */
export const problemWord = (problem: string, name: string): string =>
  tMaybe(
    `library.problem.${problem}`,
    tMaybe(`documents.unreadable_${problem}`, t('library.problem.damaged')).replace('{name}', name),
  )

export const kindTone = {
  submission: 'blue',
  handling: 'violet',
  piece: 'amber',
  entry: 'green',
  issue: 'red',
  directive: 'red',
  commission: 'amber',
  guidance: 'blue',
  bulletin: 'green',
  document: undefined,
} as const

/** Where a record opens in its own module. */
const places = [
  ['submissionId', 'submission', (id) => `/submissions/${id}`, 'library.open_submission'],
  ['handlingId', 'handling', (id) => `/desk?open=${id}`, 'library.open_handling'],
  ['pieceId', 'piece', (id) => `/desk/pieces/${id}`, 'library.open_piece'],
  ['directiveId', 'directive', (id) => `/directives/${id}`, 'library.open_directive'],
  ['directiveTaskId', 'directive', (id) => `/directive-tasks/${id}`, 'library.open_directive'],
  ['commissionId', 'commission', (id) => `/commissions/${id}`, 'library.open_commission'],
  ['commissionTaskId', 'commission', (id) => `/commission-tasks/${id}`, 'library.open_commission'],
  ['guidanceId', 'guidance', (id) => `/guidance/${id}`, 'library.open_guidance'],
  ['guidanceReceiptId', 'guidance', (id) => `/guidance-received/${id}`, 'library.open_guidance'],
  ['bulletinId', 'bulletin', (id) => `/assessment/bulletins/${id}`, 'library.open_bulletin'],
  ['bulletinCopyId', 'bulletin', (id) => `/assessment/received/${id}`, 'library.open_bulletin'],
] as const satisfies [keyof RecordLinks, RecordKind, (id: string) => string, MessageKey][]

export function openings(kind: RecordKind, links: RecordLinks): { to: string; label: string }[] {
  for (const [link, ofKind, address, label] of places) {
    const id = links[link]
    if (kind === ofKind && id) return [{ to: address(id), label: t(label) }]
  }
  if (links.issueId && (kind === 'entry' || kind === 'issue'))
    return [{ to: `/reading/${links.issueId}`, label: t('library.open_issue') }]
  return []
}
