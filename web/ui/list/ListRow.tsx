import type { MouseEvent } from 'react'
import { t } from '../../app/i18n.ts'
import type { ListColumn } from './types.ts'

interface Props<Row> {
  id: string
  row: Row
  index: number
  start: number
  height: number
  template: string
  columns: ListColumn<Row>[]
  tone: string | undefined
  href: string | undefined
  active: boolean
  open: boolean
  selected: boolean | undefined
  onOpen: () => void
  onSelect: (range: boolean) => void
}

export function ListRow<Row>({
  id,
  row,
  index,
  start,
  height,
  template,
  columns,
  tone,
  href,
  active,
  open,
  selected,
  onOpen,
  onSelect,
}: Props<Row>) {
  const click = (event: MouseEvent) => {
    if ((event.target as HTMLElement).closest('a, button, input, label')) return
    if (window.getSelection()?.toString()) return // copying words out of a row does not open it
    if (event.shiftKey && selected !== undefined) onSelect(true)
    else if ((event.ctrlKey || event.metaKey) && href) window.open(href, '_blank', 'noopener')
    else onOpen()
  }
  const classes = ['zx-grid-row', tone, active && 'active', open && 'open', selected && 'selected']
    .filter(Boolean)
    .join(' ')
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
      onClick={click}
    >
      {selected !== undefined && (
        <span role="gridcell" className="zx-cell check">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('ui.choose_row', { number: index + 1 })}
            checked={selected}
            onChange={() => undefined}
            onClick={(event) => onSelect(event.shiftKey)}
          />
        </span>
      )}
      {columns.map((column) => (
        <span key={column.key} role="gridcell" className={column.align ? `zx-cell ${column.align}` : 'zx-cell'}>
          {column.render(row)}
        </span>
      ))}
    </div>
  )
}
