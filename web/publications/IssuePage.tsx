import { useQuery } from '@tanstack/react-query'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { usePathParams } from '../app/links.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Composer } from './Composer.tsx'
import { IssueActs } from './IssueActs.tsx'
import { IssueView } from './IssueView.tsx'
import { publicationPaths } from './paths.ts'
import './publications.css'
import { issueTones, issueWord, labelOf } from './words.ts'

/** 刊期: composed while it is a draft; afterwards the page as it is, who gets it and who has read it. */
export function IssuePage() {
  const { id } = usePathParams<{ id: string }>()
  const { data: issue, error } = useQuery(api.publications.issue.queryOptions({ input: { id } }))
  if (!issue)
    return (
      <div className="zx-page">
        <PageHeader title={t('publications.issues')} back={back()} />
        <div className="zx-page-body">
          {error ? <Refused error={error} /> : <p className="zx-quiet">{t('app.loading')}</p>}
        </div>
      </div>
    )
  return (
    <div className="zx-page">
      <PageHeader
        title={`${issue.publicationName}　${labelOf(issue)}`}
        back={back()}
        tags={
          <>
            <StateTag tone={issueTones[issue.status]}>{issueWord(issue.status)}</StateTag>
            {issue.series === 'supplement' && <StateTag tone="violet">{t('publications.series_supplement')}</StateTag>}
          </>
        }
        actions={<IssueActs issue={issue} />}
      />
      {issue.actions.includes('arrange') ? <Composer key={id} issue={issue} /> : <IssueView issue={issue} />}
    </div>
  )
}

const back = () => ({ to: publicationPaths.issues, label: t('publications.issues') })
