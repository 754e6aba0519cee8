import { useQuery } from '@tanstack/react-query'
import type { Piece } from '../../contract/desk.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { CompareView } from '../ui/CompareView.tsx'
import { formatShort } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'

/** What the present text is held against: the first text of the piece, a source, or an earlier revision. */
export type Against =
  | { kind: 'first' }
  | { kind: 'source'; handlingId: string }
  | { kind: 'revision'; revisionId: string }

const spell = (against: Against) =>
  against.kind === 'first'
    ? 'first'
    : against.kind === 'source'
      ? `source:${against.handlingId}`
      : `revision:${against.revisionId}`
const read = (value: string): Against => {
  const [kind, id = ''] = value.split(':')
  return kind === 'source'
    ? { kind, handlingId: id }
    : kind === 'revision'
      ? { kind, revisionId: id }
      : { kind: 'first' }
}

/** 留痕: what was changed, exact to the character. */
export function PieceTraces({
  piece,
  against,
  onChange,
}: {
  piece: Piece
  against: Against
  onChange: (against: Against) => void
}) {
  const input = {
    id: piece.id,
    ...(against.kind === 'source'
      ? { handlingId: against.handlingId }
      : against.kind === 'revision'
        ? { revisionId: against.revisionId }
        : {}),
  }
  const comparison = useQuery(api.desk.comparePiece.queryOptions({ input, staleTime: 0 }))
  return (
    <div className="zx-desk-traces">
      <label className="zx-row">
        {t('desk.compare_with')}
        <select className="zx-input" value={spell(against)} onChange={(event) => onChange(read(event.target.value))}>
          <option value="first">{t('desk.first_text')}</option>
          {piece.sources.map((source) => (
            <option key={source.handlingId} value={`source:${source.handlingId}`}>
              {t('desk.original_of', { unit: source.unitName })}
            </option>
          ))}
          {piece.revisions
            .slice(0, -1)
            .toReversed()
            .map((revision) => (
              <option key={revision.id} value={`revision:${revision.id}`}>
                {t('desk.revision', { number: revision.number })}　{revision.authorName}
                {'　'}
                {formatShort(revision.updatedAt)}
              </option>
            ))}
        </select>
      </label>
      {comparison.isPending && (
        <div className="zx-opening" role="status">
          {t('app.loading')}
        </div>
      )}
      <Refused error={comparison.error} />
      {comparison.data && (
        <CompareView comparison={comparison.data} beforeLabel={t('desk.before')} afterLabel={t('desk.now')} />
      )}
    </div>
  )
}
