import { useQuery } from '@tanstack/react-query'
import type { Issue } from '../../contract/publications.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, usePathParams } from '../app/links.tsx'
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
      >
        <Corrections issue={issue} />
      </PageHeader>
      {issue.actions.includes('arrange') ? <Composer key={id} issue={issue} /> : <IssueView issue={issue} />}
    </div>
  )
}

/** 更正: from the recalled issue to the one in its place, and back. */
function Corrections({ issue }: { issue: Issue }) {
  return (['corrects', 'correctedBy'] as const).map((way) => {
    const link = issue[way]
    return (
      link && (
        <p key={way} className="zx-issue-correction">
          {t(`publications.${way}`)}{' '}
          <Link to={publicationPaths.issue(link.id)}>
            {link.status === 'draft' || link.status === 'preReleased' ? t('publications.unnumbered') : link.label}
          </Link>
          <StateTag tone={issueTones[link.status]}>{issueWord(link.status)}</StateTag>
        </p>
      )
    )
  })
}

const back = () => ({ to: publicationPaths.issues, label: t('publications.issues') })
