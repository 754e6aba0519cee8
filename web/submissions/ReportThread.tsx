import type { ReactNode } from 'react'
import { currentLanguage, t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { writeNumber } from '../ui/editor/numbering.ts'
import { formatShort } from '../ui/format.ts'
import './thread.css'

export interface Report {
  id: string
  title: string
  /** 续报一 = 1; null: the first. */
  number: number | null
  isFinal: boolean
  at: string
  href: string
  tag: ReactNode
}

/** 初报, 续报一 …, 终报. */
export function reportName(number: number | null, isFinal: boolean): string {
  if (number === null) return t('submissions.first_report')
  if (isFinal) return t('submissions.final_report')
  const numeral = currentLanguage() === 'zh-CN' ? writeNumber(1, number).replace('、', '') : String(number)
  return t('submissions.follow_up', { number: numeral })
}

/** One matter as one thread: every report in its order, the open one marked. Nothing when there is only one. */
export function ReportThread({ reports, currentIds }: { reports: Report[]; currentIds: string[] }) {
  if (reports.length < 2) return null
  return (
    <nav className="zx-thread" aria-label={t('submissions.follow_ups')}>
      <ol>
        {reports.map((report) => (
          <li key={report.id} aria-current={currentIds.includes(report.id) ? 'true' : undefined}>
            <b>{reportName(report.number, report.isFinal)}</b>
            <span className="zx-thread-title">
              {currentIds.includes(report.id) ? report.title : <Link to={report.href}>{report.title}</Link>}
            </span>
            {report.tag}
            <span className="zx-quiet">{formatShort(report.at)}</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
