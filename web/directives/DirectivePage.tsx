import { useQuery } from '@tanstack/react-query'
import type { Directive } from '../../contract/directives.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, usePathParams } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { useEntryName } from '../catalogue/index.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { fileAddress } from '../ui/upload.ts'
import { formatDateTime, formatDay } from '../ui/format.ts'
import { AssignmentCard } from './AssignmentCard.tsx'
import { DirectiveActs } from './DirectiveActs.tsx'
import './directives.css'
import { EventTimeline } from './EventTimeline.tsx'
import { LightTag } from './LightTag.tsx'
import { directivePaths } from './paths.ts'
import { directiveTones, directiveWord, leaderLine, typeWord } from './words.ts'

/** 批示详情: what was written, who carries it out, what came back, and all that happened. */
export function DirectivePage() {
  const { id } = usePathParams<{ id: string }>()
  const { data: directive, error } = useQuery(api.directives.get.queryOptions({ input: { id } }))
  const mayLedger = useMay('directive.read')
  const back = mayLedger
    ? { to: directivePaths.ledger, label: t('directives.ledger') }
    : { to: directivePaths.mine, label: t('directives.mine') }
  if (!directive)
    return (
      <div className="zx-page">
        <PageHeader title={t('directives.title')} back={back} />
        <div className="zx-page-body">
          {error ? <Refused error={error} /> : <p className="zx-quiet">{t('app.loading')}</p>}
        </div>
      </div>
    )
  return (
    <div className="zx-page">
      <PageHeader
        title={directive.label}
        back={back}
        tags={
          <>
            <StateTag tone={directiveTones[directive.status]}>{directiveWord(directive.status)}</StateTag>
            {directive.light !== 'green' && <LightTag light={directive.light} />}
            {directive.isOvernight && <StateTag tone="red">{t('directives.overnight')}</StateTag>}
            <Deadline due={directive.dueAt} />
          </>
        }
        actions={<DirectiveActs directive={directive} />}
      />
      <div className="zx-page-fill zx-directive">
        <div className="zx-directive-main">
          <Slip directive={directive} />
          <Outcome directive={directive} />
          {directive.assignments.map((part) => (
            <AssignmentCard key={part.id} part={part} />
          ))}
        </div>
        <aside className="zx-panel" aria-label={t('directives.course')}>
          <h2>{t('directives.course')}</h2>
          <EventTimeline lines={directive.timeline} />
        </aside>
      </div>
    </div>
  )
}

function Slip({ directive }: { directive: Directive }) {
  const classification = useEntryName('classification', directive.officeId)
  const pictures = directive.files.filter((file) => file.mediaType.startsWith('image/'))
  return (
    <section className="zx-panel zx-slip" aria-label={t('directives.slip')}>
      <h2>{directive.itemTitle}</h2>
      <p className="zx-quiet">
        {[
          directive.sourceLabel,
          directive.sourceUnits.length > 0 && t('directives.from_units', { units: directive.sourceUnits.join('、') }),
        ]
          .filter(Boolean)
          .join('　')}
        {directive.issueId && (
          <>
            {'　'}
            <Link to={`/issues/${directive.issueId}`}>{t('directives.see_issue')}</Link>
          </>
        )}
      </p>
      {directive.passage && <blockquote>{directive.passage}</blockquote>}
      {pictures.map((file) => (
        <img
          key={file.id}
          className="zx-directive-picture"
          src={fileAddress(file.id)}
          alt={directive.text || t('directives.handwriting')}
        />
      ))}
      <p className="zx-directive-words">
        {directive.text || <span className="zx-quiet">{t('directives.not_transcribed')}</span>}
      </p>
      <p className="zx-slip-hand">
        <span>{leaderLine(directive)}</span>
        <span>{formatDay(directive.directedOn)}</span>
      </p>
      <p className="zx-quiet">
        {[
          typeWord(directive.type),
          t(`directives.rank_${directive.leaderRank}`),
          classification(directive.classificationCode),
          t(directive.isOnBehalf ? 'directives.recorded_on_behalf' : 'directives.recorded_by', {
            name: directive.recordedByName,
            at: formatDateTime(directive.recordedAt),
          }),
        ].join('　')}
      </p>
      {directive.missingYears.length > 0 && (
        <p className="zx-warn">{t('directives.missing_years', { years: directive.missingYears.join('、') })}</p>
      )}
      {directive.files.length > pictures.length && (
        <FileUpload files={directive.files.filter((file) => !pictures.includes(file))} readOnly />
      )}
    </section>
  )
}

/** What the leader was told, what he said, how it ended. */
function Outcome({ directive }: { directive: Directive }) {
  if (!directive.result && !directive.closeNote && !directive.followOf && !directive.followedBy) return null
  return (
    <section className="zx-panel zx-outcome" aria-label={t('directives.result')}>
      {directive.result && (
        <>
          <h3>{t('directives.result')}</h3>
          <p className="zx-pre">{directive.result}</p>
          <p className="zx-quiet">
            {t('directives.reported_by', {
              name: directive.reportedByName ?? '',
              at: formatDateTime(directive.reportedAt),
            })}
          </p>
        </>
      )}
      {directive.answeredAt && (
        <p>
          {t('directives.answered', { at: formatDateTime(directive.answeredAt) })}
          {directive.answer && `：${directive.answer}`}
        </p>
      )}
      {directive.closeNote && <p>{t('directives.close_note_is', { note: directive.closeNote })}</p>}
      {directive.followOf && (
        <p>
          <Link to={directivePaths.directive(directive.followOf)}>{t('directives.follows')}</Link>
        </p>
      )}
      {directive.followedBy && (
        <p>
          <Link to={directivePaths.directive(directive.followedBy)}>{t('directives.followed')}</Link>
        </p>
      )}
    </section>
  )
}
