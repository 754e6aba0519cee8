import { useRef, useState } from 'react'
import type { RecordTable } from '../../contract/publications-results.ts'
import { client, refusalOf } from '../app/api.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { sentenceOf } from '../ui/Refused.tsx'
import { formatDay } from '../ui/format.ts'
import { uploadFile } from '../ui/upload.ts'
import { saveWorkbook } from '../ui/workbook.ts'
import { useAct } from './use-act.ts'
import { creditWords } from './words.ts'

interface Looked {
  fileId: string
  name: string
  table: RecordTable
}

/** 导入采用记录: choose a table, see what every line of it becomes, and only then import. */
export function ImportRecordsDialog({ onClose }: { onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [looked, setLooked] = useState<Looked>()
  const look = useAct(
    async (file: File): Promise<Looked> => {
      setLooked(undefined)
      const { id: fileId } = await uploadFile(file)
      return { fileId, name: file.name, table: await client.publications.readRecordTable({ fileId }) }
    },
    { inline: true, after: setLooked },
  )
  const template = useAct(() => saveWorkbook(templateTable()), {})
  const rows = looked?.table.fitting.map((record) => record.row) ?? []
  const take = useAct((from: Looked) => client.publications.importRecords({ fileId: from.fileId, rows }), {
    inline: true,
    done: ({ imported, known }) => t('publications.records_done', { imported, known }),
    after: onClose,
  })
  const problem = take.error ?? look.error
  return (
    <Dialog
      title={t('publications.records_import')}
      confirm={rows.length > 0 ? t('publications.records_confirm', { count: rows.length }) : undefined}
      busy={take.isPending || look.isPending}
      onConfirm={() => looked && take.mutate(looked)}
      onCancel={onClose}
      width={1000}
      footLeft={
        <button
          type="button"
          className="zx-link-button"
          disabled={template.isPending}
          onClick={() => template.mutate(undefined)}
        >
          {t('publications.records_template')}
        </button>
      }
    >
      <p className="zx-quiet">{t('publications.records_hint')}</p>
      <div className="zx-records-file">
        <button type="button" className="zx-button" disabled={look.isPending} onClick={() => input.current?.click()}>
          <Icon name="upload" size={16} />
          {t(looked ? 'publications.records_choose_other' : 'publications.records_choose')}
        </button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx"
          aria-label={t('publications.records_choose')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) look.mutate(file)
          }}
        />
        <span role="status">{look.isPending ? t('publications.records_reading') : looked && lookedWords(looked)}</span>
      </div>
      {problem !== null && (
        <p className="zx-problem" role="alert">
          {sentenceFor(problem, look.variables?.name ?? '')}
        </p>
      )}
      {looked && <TableLooked table={looked.table} />}
    </Dialog>
  )
}

/** What every line of the table becomes: those that do not fit first, for there is something to do about them. */
function TableLooked({ table }: { table: RecordTable }) {
  return (
    <div className="zx-records" tabIndex={0} role="region" aria-label={t('publications.records_preview')}>
      {table.unfit.length > 0 && (
        <>
          <h3>{t('publications.records_unfit', { count: table.unfit.length })}</h3>
          <ul>
            {table.unfit.map((line) => (
              <li key={line.row}>
                <b>{t('publications.records_row', { row: line.row })}</b>
                {line.title !== '' && <span>{line.title}</span>}
                <span className="zx-records-problem">
                  {t(`publications.record_problem_${line.problem}`, { value: line.value })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {table.known.length > 0 && (
        <>
          <h3>{t('publications.records_known', { count: table.known.length })}</h3>
          <ul>
            {table.known.map((line) => (
              <li key={line.row}>
                <b>{t('publications.records_row', { row: line.row })}</b>
                <span>{line.title}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {table.fitting.length > 0 && (
        <>
          <h3>{t('publications.records_fitting', { count: table.fitting.length })}</h3>
          <table>
            <thead>
              <tr>
                {(['records_line', 'title', 'records_level', 'result_where', 'result_on', 'sources'] as const).map(
                  (word) => (
                    <th key={word} scope="col">
                      {t(`publications.${word}`)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {table.fitting.map((record) => (
                <tr key={record.row}>
                  <td>{record.row}</td>
                  <td>{record.title}</td>
                  <td className="zx-nowrap">{t(`publications.level_${record.level}`)}</td>
                  <td>
                    《{record.publicationName}》{record.issueLabel}
                  </td>
                  <td className="zx-nowrap">{formatDay(record.resultOn)}</td>
                  <td>{creditWords(record.credit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </div>
  )
}

const lookedWords = ({ name, table }: Looked): string =>
  t('publications.records_looked', {
    name,
    fitting: table.fitting.length,
    known: table.known.length,
    unfit: table.unfit.length,
  })

/** A file that cannot be read is told in the words of tables. */
function sentenceFor(error: unknown, name: string): string {
  const { code, data } = refusalOf(error) ?? { code: '', data: {} }
  if (code === 'file.type_refused') return t('publications.table_not_xlsx', { name })
  const own = code === 'file.unreadable' ? tMaybe(`publications.table_${String(data['reason'])}`, '') : ''
  return own.replace('{name}', name) || sentenceOf(error)
}

/** The layout of domain.md F17, empty, with what belongs where in a line above. */
const templateTable = () => ({
  title: t('publications.records_template_title'),
  subtitle: t('publications.records_template_hint'),
  columns: [
    '期号',
    '标题',
    '级别',
    '载体',
    '采用时间',
    '备注',
    '主报单位',
    '分',
    '采用单位',
    '分',
    '其他单位',
    '分',
  ].map((label) => ({ label, format: label === '分' ? ('decimal' as const) : ('text' as const) })),
  rows: [],
})
