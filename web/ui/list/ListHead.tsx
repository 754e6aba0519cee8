import { t } from '../../app/i18n.ts'
import { Icon } from '../Icon.tsx'
import type { ListColumn } from './types.ts'
import type { Selection } from './useSelection.ts'

interface Props<Row> {
  columns: ListColumn<Row>[]
  template: string
  sort: string | undefined
  change: (sort: string) => void
  selection: Selection<Row> | undefined
}

export function ListHead<Row>({ columns, template, sort, change, selection }: Props<Row>) {
  return (
    <div className="zx-grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {selection && (
        <span role="columnheader" className="zx-cell check">
          <input
            type="checkbox"
            aria-label={t('ui.choose_all')}
            tabIndex={-1}
            checked={selection.all}
            ref={(box) => {
              if (box) box.indeterminate = !selection.all && selection.rows.length > 0
            }}
            onChange={selection.toggleAll}
          />
        </span>
      )}
      {columns.map((column) => (
        <Head key={column.key} column={column} sort={sort} change={change} />
      ))}
    </div>
  )
}

function Head<Row>({
  column,
  sort,
  change,
}: {
  column: ListColumn<Row>
  sort: string | undefined
  change: (sort: string) => void
}) {
  const name = column.sort
  const direction =
    name === undefined ? undefined : sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none'
  const className = column.align ? `zx-cell ${column.align}` : 'zx-cell'
  if (name === undefined)
    return (
      <span role="columnheader" className={className}>
        {column.title}
      </span>
    )
  const next =
    direction === 'none' ? (column.descendingFirst ? `-${name}` : name) : direction === 'ascending' ? `-${name}` : name
  return (
    <span role="columnheader" aria-sort={direction} className={className}>
      <button type="button" className={direction === 'none' ? 'zx-sort' : 'zx-sort on'} onClick={() => change(next)}>
        {column.title}
        <Icon name={direction === 'ascending' ? 'up' : 'down'} size={12} />
      </button>
    </span>
  )
}
