import type { ReactNode } from 'react'
import { t } from '../app/i18n.ts'
import { formatDateTime } from './format.ts'

export interface TimelineEntry {
  key: string
  at: string
  title: ReactNode
  /** Who and where. */
  by?: ReactNode
  detail?: ReactNode
  tone?: 'blue' | 'green' | 'red' | 'amber'
}

/** What happened, one line under the other. Give the entries in the order to read them. */
export function Timeline({ entries, empty }: { entries: TimelineEntry[]; empty?: string }) {
  if (entries.length === 0) return <p className="zx-quiet">{empty ?? t('ui.nothing_happened')}</p>
  return (
    <ol className="zx-timeline">
      {entries.map((entry) => (
        <li key={entry.key} className={entry.tone}>
          <div className="zx-timeline-head">
            <b>{entry.title}</b>
            <time dateTime={entry.at}>{formatDateTime(entry.at)}</time>
          </div>
          {entry.by && <div className="zx-timeline-by">{entry.by}</div>}
          {entry.detail && <div className="zx-timeline-detail">{entry.detail}</div>}
        </li>
      ))}
    </ol>
  )
}
