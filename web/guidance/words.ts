import type { PaperStatus } from '../../contract/guidance.ts'
import type { PaperKind } from '../../contract/guidance.letters.ts'
import { t } from '../app/i18n.ts'
import { formatSpan } from '../ui/format.ts'
import type { Tone } from '../ui/StateTag.tsx'

export const kinds: PaperKind[] = ['points', 'notice', 'adoption']
export const isKind = (value: unknown): value is PaperKind => kinds.some((kind) => kind === value)
export const kindWord = (kind: PaperKind): string => t(`guidance.kind.${kind}`)
export const statusTones: Record<PaperStatus, Tone> = { draft: 'neutral', issued: 'green', withdrawn: 'red' }
export const statusWord = (status: PaperStatus): string => t(`guidance.status.${status}`)
export const periodWord = (row: { periodFrom: string | null; periodTo: string | null }): string =>
  row.periodFrom && row.periodTo ? formatSpan(row.periodFrom, row.periodTo) : ''
