import { useEffect, useState } from 'react'
import type { Piece } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatShort } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { deskPaths } from './paths.ts'
import { HandlingThread } from './HandlingThread.tsx'
import { PassageComments } from './PassageComments.tsx'
import type { Against } from './PieceTraces.tsx'
import { ReviewPanel } from './ReviewPanel.tsx'
import { SourceTable } from './SourceTable.tsx'
import type { SourceLine } from './SourceTable.tsx'
import { useAct } from './use-act.ts'
import { eventDetail, eventWord } from './words.ts'

const linesOf = (piece: Piece): SourceLine[] =>
  piece.sources.map(({ handlingId, title, unitName, role, weight }) => ({ handlingId, title, unitName, role, weight }))

/** What belongs to the piece: the second review, sources with roles and weights, the credit, versions, what happened. */
export function PieceSide({
  piece,
  settle,
  onCompare,
}: {
  piece: Piece
  settle: () => Promise<boolean>
  onCompare: (against: Against) => void
}) {
  return (
    <aside className="zx-desk-right" aria-label={t('desk.facts')}>
      {piece.status === 'inSecondReview' && piece.actions.includes('adopt') && <ReviewPanel piece={piece} />}
      {(piece.actions.includes('comment') || piece.comments.length > 0) && (
        <PassageComments piece={piece} settle={settle} />
      )}
      <Sources piece={piece} onCompare={onCompare} />
      {piece.thread.length > 1 && (
        <section className="zx-panel">
          <h2>{t('desk.thread')}</h2>
          <HandlingThread thread={piece.thread} currentIds={piece.sources.map((source) => source.handlingId)} />
        </section>
      )}
      <section className="zx-panel">
        <h2>{t('desk.versions')}</h2>
        <ol className="zx-desk-versions">
          {piece.revisions.toReversed().map((revision, index) => (
            <li key={revision.id}>
              {index === 0 ? (
                <b>{t('desk.revision', { number: revision.number })}</b>
              ) : (
                <button
                  type="button"
                  className="zx-link-button"
                  onClick={() => onCompare({ kind: 'revision', revisionId: revision.id })}
                >
                  {t('desk.revision', { number: revision.number })}
                </button>
              )}
              <span>{revision.authorName}</span>
              <span className="zx-quiet">
                {formatShort(revision.updatedAt)}　{t('ui.characters', { count: revision.characters })}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {piece.forwardings.length > 0 && (
        <section className="zx-panel">
          <h2>{t('desk.forwardings')}</h2>
          <ul className="zx-desk-versions">
            {piece.forwardings.map((one) => (
              <li key={one.submissionId}>
                <Link to={`/submissions/${one.submissionId}`}>{t('desk.open_submission')}</Link>
                <span>{one.byName}</span>
                <span className="zx-quiet">{formatShort(one.at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="zx-panel">
        <h2>{t('desk.timeline')}</h2>
        <Timeline
          entries={piece.timeline.toReversed().map((line, index) => ({
            key: String(index),
            at: line.at,
            title: eventWord(line.kind),
            by: line.actorName,
            detail: eventDetail(line.data),
          }))}
        />
      </section>
    </aside>
  )
}

function Sources({ piece, onCompare }: { piece: Piece; onCompare: (against: Against) => void }) {
  const [lines, setLines] = useState(() => linesOf(piece))
  const stored = JSON.stringify(linesOf(piece))
  useEffect(() => setLines(JSON.parse(stored) as SourceLine[]), [stored])
  const changed = JSON.stringify(lines) !== stored
  const set = useAct(
    () =>
      client.desk.setSources({
        id: piece.id,
        sources: lines.map(({ handlingId, role, weight }) => ({ handlingId, role, weight })),
      }),
    { inline: true },
  )
  const split = useAct((handlingIds: string[]) => client.desk.split({ id: piece.id, handlingIds }), {
    done: t('desk.split_done'),
  })
  const maySet = piece.actions.includes('setSources') && piece.sources.length > 1
  const maySplit = piece.actions.includes('split')
  return (
    <section className="zx-panel">
      <h2>{t('desk.sources')}</h2>
      <SourceTable
        lines={lines}
        onChange={maySet ? setLines : undefined}
        after={(line) => (
          <>
            <button
              type="button"
              className="zx-link-button"
              onClick={() => onCompare({ kind: 'source', handlingId: line.handlingId })}
            >
              {t('desk.traces')}
            </button>
            <Link to={deskPaths.item(line.handlingId)}>{t('desk.item')}</Link>
            {maySplit && (
              <button
                type="button"
                className="zx-link-button"
                disabled={split.isPending}
                onClick={() => split.mutate([line.handlingId])}
              >
                {t('desk.take_out')}
              </button>
            )}
          </>
        )}
      />
      {changed && (
        <div className="zx-row">
          <button
            type="button"
            className="zx-button primary"
            disabled={set.isPending}
            onClick={() => set.mutate(undefined)}
          >
            {t('desk.save_sources')}
          </button>
          <button type="button" className="zx-button" onClick={() => setLines(linesOf(piece))}>
            {t('ui.cancel')}
          </button>
        </div>
      )}
      <Refused error={set.error} />
      <p className="zx-quiet">
        {t('desk.credit')}：
        {piece.credit.map((line) => `${line.unitName}（${t(`desk.role_${line.role}`)} ${line.weight}）`).join('、')}
      </p>
      {maySplit && (
        <button type="button" className="zx-button" disabled={split.isPending} onClick={() => split.mutate([])}>
          {t('desk.split')}
        </button>
      )}
    </section>
  )
}
