import { DndContext, KeyboardSensor, PointerSensor, closestCorners, useSensor, useSensors } from '@dnd-kit/core'
import type { DragOverEvent, UniqueIdentifier } from '@dnd-kit/core'
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Issue, IssueEntry } from '../../contract/publications.ts'
import { api, refusalOf } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { sentenceOf } from '../ui/Refused.tsx'
import { idsIn, moveTo, placeOf, poolPlace, step } from './arrangement.ts'
import type { Arrangement } from './arrangement.ts'
import { ChecksPanel } from './ChecksPanel.tsx'
import { ComposePlace } from './ComposePlace.tsx'
import type { CardFacts } from './ComposePlace.tsx'
import { IssuePaper } from './IssuePaper.tsx'
import { ScopePanel } from './ScopePanel.tsx'
import { SummaryPanel } from './SummaryPanel.tsx'
import { useArrangement } from './use-arrangement.ts'

/** 组稿: what waits at the left, the columns in the middle, the page as it will look at the right. By pointer, by keyboard, or by buttons. */
export function Composer({ issue }: { issue: Issue }) {
  const pool = useQuery(
    api.publications.pool.queryOptions({
      input: { publicationId: issue.publicationId, officeId: issue.officeId, placed: false, limit: 200 },
    }),
  )
  const waiting = pool.data?.items ?? []
  const { arrangement, change, state, refused, retry } = useArrangement(
    issue,
    waiting.map((adoption) => adoption.id),
  )
  const [dragging, setDragging] = useState<Arrangement | null>(null)
  const shown = dragging ?? arrangement
  const [search, setSearch] = useState('')

  // what moves to the pool and back is known from where it stood before
  const facts = useRef(new Map<string, CardFacts>()).current
  const entries = useRef(new Map<string, IssueEntry>()).current
  for (const adoption of waiting)
    facts.set(adoption.id, {
      title: adoption.title,
      source: adoption.credit.map((line) => line.unitName).join('、'),
      characters: adoption.characters,
      modeName: adoption.modeName,
      home: adoption.columnId,
    })
  for (const entry of issue.columns.flatMap((column) => column.entries)) {
    entries.set(entry.adoptionId, entry)
    facts.set(entry.adoptionId, {
      title: entry.title,
      source: entry.source,
      characters: entry.characters,
      modeName: entry.modeName,
      home: entry.columnId,
    })
  }

  const found = shown.pool.filter((id) => facts.get(id)?.title.includes(search.trim()))
  const titleOf = (id: UniqueIdentifier) => facts.get(String(id))?.title ?? ''
  const nameOf = (place: string | undefined) =>
    issue.columns.find((column) => column.id === place)?.name ?? t('publications.place_pool')
  const placeAt = (id: UniqueIdentifier | undefined) =>
    id === undefined
      ? undefined
      : id === poolPlace || issue.columns.some((column) => column.id === id)
        ? String(id)
        : placeOf(shown, String(id))
  const over = ({ active, over: target }: DragOverEvent): Arrangement => {
    const place = placeAt(target?.id)
    if (!target || place === undefined) return shown
    const ids = idsIn(shown, place)
    return moveTo(shown, String(active.id), place, target.id === place ? ids.length : ids.indexOf(String(target.id)))
  }
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const card = (id: string) => ({
    facts: facts.get(id),
    onPut: () =>
      change(
        placeOf(arrangement, id) === poolPlace
          ? moveTo(arrangement, id, homeOf(arrangement, facts.get(id)?.home), Number.MAX_SAFE_INTEGER)
          : moveTo(arrangement, id, poolPlace, 0),
      ),
    onStep: (by: 1 | -1) => change(step(arrangement, id, by)),
    onPlace: (place: string) => change(moveTo(arrangement, id, place, Number.MAX_SAFE_INTEGER)),
    place: placeOf(shown, id),
    columns: issue.columns,
  })
  const columns = issue.columns.map((column) => ({
    ...column,
    entries: idsIn(shown, column.id).flatMap((id) => entries.get(id) ?? []),
  }))

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCorners}
      onDragStart={() => setDragging(arrangement)}
      onDragOver={(event) => setDragging(over(event))}
      onDragCancel={() => setDragging(null)}
      onDragEnd={(event) => {
        change(over(event))
        setDragging(null)
      }}
      accessibility={{
        screenReaderInstructions: { draggable: t('publications.drag_help') },
        announcements: {
          onDragStart: ({ active }) => t('publications.dragged_up', { title: titleOf(active.id) }),
          onDragOver: ({ active, over: target }) =>
            t('publications.dragged_over', { title: titleOf(active.id), place: nameOf(placeAt(target?.id)) }),
          onDragEnd: ({ active, over: target }) =>
            t('publications.dropped', { title: titleOf(active.id), place: nameOf(placeAt(target?.id)) }),
          onDragCancel: ({ active }) => t('publications.drag_cancelled', { title: titleOf(active.id) }),
        },
      }}
    >
      <div className="zx-composer">
        <section className="zx-composer-pool" aria-label={t('publications.in_pool')}>
          <h2>
            {t('publications.in_pool')}
            <span className="zx-quiet">{shown.pool.length}</span>
          </h2>
          <p className="zx-quiet">{t('publications.in_pool_hint')}</p>
          <input
            type="search"
            className="zx-input"
            value={search}
            placeholder={t('publications.search')}
            aria-label={t('publications.search')}
            onChange={(event) => setSearch(event.target.value)}
          />
          <ComposePlace
            id={poolPlace}
            ids={found}
            card={card}
            empty={t(pool.isPending ? 'app.loading' : search ? 'ui.nothing_matches' : 'publications.pool_done')}
            inPool
          />
        </section>
        <section className="zx-composer-issue" aria-label={t('publications.arrange')}>
          {refused !== null && (
            <p className="zx-strip" role="alert">
              {refusalOf(refused)?.code === 'stale' ? t('publications.stale') : sentenceOf(refused)}
            </p>
          )}
          <p className="zx-quiet zx-composer-state" role="status">
            {t(
              state === 'saving'
                ? 'publications.saving'
                : state === 'failed'
                  ? 'publications.not_saved'
                  : 'publications.saved',
            )}
            {state === 'failed' && (
              <button type="button" className="zx-link-button" onClick={retry}>
                {t('app.retry')}
              </button>
            )}
          </p>
          {issue.columns.map((column) => (
            <section key={column.id} className="zx-composer-column" aria-label={column.name}>
              <h3>
                {column.name}
                <span className="zx-quiet">{idsIn(shown, column.id).length}</span>
              </h3>
              <ComposePlace
                id={column.id}
                ids={idsIn(shown, column.id)}
                card={card}
                empty={t('publications.column_empty')}
              />
            </section>
          ))}
        </section>
        <section className="zx-composer-preview" aria-label={t('publications.preview')} tabIndex={0}>
          <ChecksPanel issue={issue} />
          <ScopePanel issue={issue} busy={state !== 'saved'} />
          <SummaryPanel issue={issue} busy={state !== 'saved'} />
          <IssuePaper issue={issue} columns={columns} small />
        </section>
      </div>
    </DndContext>
  )
}

/** The column it was adopted into; the first one when that is no longer offered. */
const homeOf = (arrangement: Arrangement, home: string | undefined): string =>
  arrangement.columns.some((column) => column.columnId === home)
    ? home!
    : (arrangement.columns[0]?.columnId ?? poolPlace)
