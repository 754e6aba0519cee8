import type { FacetName, RecordKind, RecordLinks } from '../../contract/library.ts'
import { t, tMaybe } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'

export const kindWord = (kind: RecordKind): string => t(`library.kind.${kind}` as MessageKey)
export const stateWord = (state: string): string => tMaybe(`library.state.${state}`, state)
export const facetWord = (name: FacetName): string => t(`library.facet.${name}` as MessageKey)
export const problemWord = (problem: string): string =>
  tMaybe(`library.problem.${problem}`, t('library.problem.damaged'))

export const kindTone = {
  submission: 'blue',
  handling: 'violet',
  piece: 'amber',
  entry: 'green',
  issue: 'red',
  document: undefined,
} as const

/** Where a record opens in its own module. */
export function openings(kind: RecordKind, links: RecordLinks): { to: string; label: string }[] {
  if (kind === 'submission' && links.submissionId)
    return [{ to: `/submissions/${links.submissionId}`, label: t('library.open_submission') }]
  if (kind === 'handling' && links.handlingId)
    return [{ to: `/desk?open=${links.handlingId}`, label: t('library.open_handling') }]
  if (kind === 'piece' && links.pieceId)
    return [{ to: `/desk/pieces/${links.pieceId}`, label: t('library.open_piece') }]
  if (links.issueId) return [{ to: `/reading/${links.issueId}`, label: t('library.open_issue') }]
  return []
}
