import { useState } from 'react'
import { t } from '../../app/i18n.ts'
import { Icon } from '../Icon.tsx'
import { say } from '../Messages.tsx'
import { sentenceOf } from '../Refused.tsx'
import { saveWorkbook } from '../workbook.ts'
import { textOf } from './text-of.ts'
import type { ListAsk, ListColumn, ListSource } from './types.ts'

const mostRows = 20_000

interface Props<Row> {
  /** The title of the table and the name of the file. */
  title: string
  source: ListSource<Row>
  columns: ListColumn<Row>[]
  ask: ListAsk
}

/** 导出 Excel: every row the list would show with these filters, fetched through the list's own entry, so that access is the same. */
export function ExportButton<Row>({ title, source, columns, ask }: Props<Row>) {
  const [fetched, setFetched] = useState<number | null>(null)
  const save = async () => {
    setFetched(0)
    try {
      const rows = await allRows(source, ask, setFetched)
      const named = columns.filter((column) => column.title !== '')
      const cells = rows.map((row) => named.map((column) => column.value?.(row) ?? textOf(column.render(row))))
      await saveWorkbook({
        title,
        subtitle: t('ui.export_subtitle', { count: rows.length }),
        columns: named.map((column, at) => ({
          label: column.title,
          format: cells.some((row) => typeof row[at] === 'number') ? 'integer' : 'text',
        })),
        rows: cells,
      })
      if (rows.length >= mostRows) say.warning(t('ui.export_cut', { count: mostRows }))
    } catch (error) {
      say.error(sentenceOf(error))
    } finally {
      setFetched(null)
    }
  }
  return (
    <button type="button" className="zx-button" disabled={fetched !== null} onClick={() => void save()}>
      <Icon name="table" size={16} />
      {fetched === null ? t('ui.export') : t('ui.exporting', { count: fetched })}
    </button>
  )
}

async function allRows<Row>(source: ListSource<Row>, ask: ListAsk, tell: (count: number) => void): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const page = await source.load(ask, { cursor, limit: 200 })
    rows.push(...page.items)
    tell(rows.length)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && rows.length < mostRows)
  return rows.slice(0, mostRows)
}
