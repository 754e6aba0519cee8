import { useState } from 'react'
import type { Issue } from '../../contract/publications.ts'
import { t } from '../app/i18n.ts'
import { PaperPages } from '../documents/index.tsx'
import { IssueSheet } from './IssueSheet.tsx'
import type { SheetColumn } from './IssueSheet.tsx'

/** The issue: the pages as they are printed, or its text to search in and to hear. */
export function IssuePaper({ issue, columns, small }: { issue: Issue; columns?: SheetColumn[]; small?: boolean }) {
  const [asText, setAsText] = useState(false)
  return (
    <div className="zx-issue-printed">
      <div className="zx-issue-faces" role="group" aria-label={t('publications.preview')}>
        {[false, true].map((text) => (
          <button key={String(text)} type="button" aria-pressed={asText === text} onClick={() => setAsText(text)}>
            {t(text ? 'publications.face_text' : 'publications.face_pages')}
          </button>
        ))}
      </div>
      {asText ? (
        <IssueSheet issue={issue} columns={columns} small={small} />
      ) : (
        <PaperPages
          path={`/issue-previews/${issue.id}/pdf`}
          version={issue.version}
          label={t('publications.face_pages')}
        />
      )}
    </div>
  )
}
