import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ImportReport } from '../../contract/organisations.ts'
import { client, refetchModules } from '../app/api.ts'
import { t, tMaybe } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { saveText } from './download.ts'
import { Labelled } from './fields.tsx'

type What = 'units' | 'people'
const call = { units: client.organisations.importUnits, people: client.organisations.importPeople }
const columns: Record<What, string> = {
  units: '代码、名称、简称、上级代码、类型、采编端、所属政府、设立日期、终止日期、并入代码',
  people: '姓名、单位代码、职务、信息员、办公电话、手机、电子邮箱、任职日期',
}

/** Reads a CSV in two steps: what is wrong with it, line by line; then the good rows or all. */
export function ImportDialog({ what, onClose }: { what: What; onClose: () => void }) {
  const [content, setContent] = useState('')
  const [report, setReport] = useState<ImportReport>()
  const refusal = useRefusal('inline')
  const id = useId()
  const run = useMutation({
    mutationFn: (input: { content: string; mode: 'check' | 'all' | 'good' }) => call[what](input),
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: async (result) => {
      setReport(result)
      if (!result.committed) return
      say.done(t('organisations.import_done', { count: result.toAdd }))
      onClose()
      await refetchModules('organisations')
    },
  })
  const choose = async (file: File | undefined) => {
    setReport(undefined)
    if (!file) return
    const read = await base64Of(file)
    setContent(read)
    run.mutate({ content: read, mode: 'check' })
  }
  const confirm =
    report && report.toAdd > 0
      ? t(report.badRows > 0 ? 'organisations.import_good' : 'organisations.import_all', { count: report.toAdd })
      : undefined
  return (
    <Dialog
      title={t(`organisations.import_${what}`)}
      confirm={confirm}
      width={820}
      busy={run.isPending}
      onConfirm={() => run.mutate({ content, mode: report!.badRows > 0 ? 'good' : 'all' })}
      onCancel={onClose}
      footLeft={
        report &&
        report.problems.length > 0 && (
          <button
            type="button"
            className="zx-button"
            onClick={() => saveText(`${t('organisations.import_report')}.csv`, reportCsv(report))}
          >
            {t('organisations.import_report')}
          </button>
        )
      }
    >
      <p>{t('organisations.import_hint')}</p>
      <Labelled
        id={id}
        label={t('organisations.import_file')}
        hint={t('organisations.import_columns', { columns: columns[what] })}
      >
        <input
          id={id}
          className="zx-input"
          type="file"
          accept=".csv,.txt,text/csv"
          aria-describedby={`${id}-hint`}
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </Labelled>
      <div role="status">
        {run.isPending && <p>{t('organisations.import_checking')}</p>}
        {report && (
          <p>
            <b>
              {t('organisations.import_summary', {
                rows: report.rows,
                good: report.toAdd,
                unchanged: report.unchanged,
                bad: report.badRows,
              })}
            </b>
          </p>
        )}
        {report && report.toAdd === 0 && <p>{t('organisations.import_nothing')}</p>}
      </div>
      {report && report.problems.length > 0 && <Problems report={report} />}
      <Refused error={refusal.error} />
    </Dialog>
  )
}

const sentenceOf = (problem: string) => tMaybe(`organisations.import.${problem}`, problem)

function Problems({ report }: { report: ImportReport }) {
  return (
    <div className="zx-report" tabIndex={0} role="region" aria-label={t('organisations.import_problem')}>
      <table className="zx-plain-table">
        <thead>
          <tr>
            <th scope="col">{t('organisations.import_line')}</th>
            <th scope="col">{t('organisations.import_column')}</th>
            <th scope="col">{t('organisations.import_value')}</th>
            <th scope="col">{t('organisations.import_problem')}</th>
          </tr>
        </thead>
        <tbody>
          {report.problems.slice(0, 300).map((row, index) => (
            <tr key={index}>
              <td className="number">{row.line}</td>
              <td>{row.column}</td>
              <td>{row.value}</td>
              <td>{sentenceOf(row.problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(report.problemsCut || report.problems.length > 300) && (
        <p className="zx-tree-note">{t('organisations.import_cut', { count: 300 })}</p>
      )}
    </div>
  )
}

/** The problems as a file to work through. A cell that begins like a formula is guarded. */
function reportCsv(report: ImportReport): string {
  const cell = (value: string | number) =>
    `"${String(value)
      .replace(/^[=+\-@\t\r]/, "'$&")
      .replace(/"/g, '""')}"`
  const head = [
    t('organisations.import_line'),
    t('organisations.import_column'),
    t('organisations.import_value'),
    t('organisations.import_problem'),
  ]
  return `\ufeff${[head, ...report.problems.map((row) => [row.line, row.column, row.value, sentenceOf(row.problem)])].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^data:[^,]*,?/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(file)
  })
}
