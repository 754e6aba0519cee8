import { useDroppable } from '@dnd-kit/core'
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'

export interface CardFacts {
  title: string
  source: string
  characters: number
  modeName: string
  home: string
}
interface CardHandle {
  facts: CardFacts | undefined
  place: string | undefined
  columns: { id: string; name: string }[]
  onPut: () => void
  onStep: (by: 1 | -1) => void
  onPlace: (columnId: string) => void
}

/** A place for items while composing: the pool, or one column. An empty one still takes what is dropped. */
export function ComposePlace({
  id,
  ids,
  card,
  empty,
  inPool = false,
}: {
  id: string
  ids: string[]
  card: (id: string) => CardHandle
  empty: string
  inPool?: boolean
}) {
  const { setNodeRef, isOver } = useDroppable({ id })
  return (
    <SortableContext id={id} items={ids} strategy={verticalListSortingStrategy}>
      <ul ref={setNodeRef} className={isOver ? 'zx-place over' : 'zx-place'}>
        {ids.map((one, index) => (
          <Card
            key={one}
            id={one}
            inPool={inPool}
            isFirst={index === 0}
            isLast={index === ids.length - 1}
            {...card(one)}
          />
        ))}
        {ids.length === 0 && <li className="zx-place-empty">{empty}</li>}
      </ul>
    </SortableContext>
  )
}

function Card({
  id,
  facts,
  inPool,
  isFirst,
  isLast,
  place,
  columns,
  onPut,
  onStep,
  onPlace,
}: CardHandle & { id: string; inPool: boolean; isFirst: boolean; isLast: boolean }) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
    attributes: { roleDescription: '' },
  })
  const title = facts?.title ?? ''
  const style = {
    transform: transform ? `translate3d(${Math.round(transform.x)}px, ${Math.round(transform.y)}px, 0)` : undefined,
    transition,
  }
  return (
    <li ref={setNodeRef} style={style} className={isDragging ? 'zx-card dragging' : 'zx-card'}>
      <button
        type="button"
        className="zx-card-grip"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-roledescription={undefined}
        aria-label={t('publications.drag', { title })}
      >
        <Icon name="drag" size={16} />
      </button>
      <span className="zx-card-text">
        <b>{title}</b>
        <span className="zx-quiet">
          {facts?.source}　<span>{facts?.modeName}</span>　
          <span>{t('publications.characters_count', { count: facts?.characters ?? 0 })}</span>
        </span>
        {!inPool && columns.length > 1 && (
          <select
            className="zx-card-to"
            aria-label={t('publications.to_column', { title })}
            value={place}
            onChange={(event) => onPlace(event.target.value)}
          >
            {columns.map((column) => (
              <option key={column.id} value={column.id}>
                {column.name}
              </option>
            ))}
          </select>
        )}
      </span>
      {!inPool && (
        <>
          <button
            type="button"
            className="zx-icon-button"
            disabled={isFirst}
            aria-label={t('publications.move_up', { title })}
            title={t('publications.move_up', { title })}
            onClick={() => onStep(-1)}
          >
            <Icon name="up" size={14} />
          </button>
          <button
            type="button"
            className="zx-icon-button"
            disabled={isLast}
            aria-label={t('publications.move_down', { title })}
            title={t('publications.move_down', { title })}
            onClick={() => onStep(1)}
          >
            <Icon name="down" size={14} />
          </button>
        </>
      )}
      <button
        type="button"
        className="zx-link-button"
        aria-label={t(inPool ? 'publications.add_item' : 'publications.take_out_item', { title })}
        onClick={onPut}
      >
        {t(inPool ? 'publications.add' : 'publications.take_out')}
      </button>
    </li>
  )
}
