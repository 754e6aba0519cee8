import type { Feedback } from '../../contract/directives.ts'
import { t } from '../app/i18n.ts'
import { FileUpload } from '../ui/FileUpload.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime } from '../ui/format.ts'

/** 反馈 as it was signed: 落实情况、存在问题、下步思路. */
export function FeedbackView({ feedback, print }: { feedback: Feedback; print?: { pdf: string; docx: string } }) {
  return (
    <section className="zx-feedback" aria-label={t(`directives.kind_${feedback.kind}`)}>
      <header>
        <StateTag tone={feedback.kind === 'final' ? 'violet' : 'blue'}>
          {t(`directives.kind_${feedback.kind}`)}
        </StateTag>
        {feedback.status !== 'sent' && (
          <StateTag tone={feedback.status === 'returned' ? 'red' : 'amber'}>
            {t(`directives.feedback_${feedback.status}`)}
          </StateTag>
        )}
        {feedback.verdict && (
          <StateTag tone={feedback.verdict === 'accepted' ? 'green' : 'red'}>
            {t(`directives.verdict_${feedback.verdict}`)}
          </StateTag>
        )}
        {feedback.signedAt && (
          <span className="zx-quiet">
            {t('directives.signed_by', {
              name: `${feedback.signedByName ?? ''}${feedback.signedByTitle ? `（${feedback.signedByTitle}）` : ''}`,
              at: formatDateTime(feedback.signedAt),
            })}
          </span>
        )}
        {print && feedback.status === 'sent' && (
          <span className="zx-print">
            <a href={print.pdf} target="_blank" rel="noreferrer">
              PDF
            </a>
            <a href={print.docx}>Word</a>
          </span>
        )}
      </header>
      <dl>
        <dt>{t('directives.situation')}</dt>
        <dd>{feedback.situation}</dd>
        {feedback.problems && (
          <>
            <dt>{t('directives.problems')}</dt>
            <dd>{feedback.problems}</dd>
          </>
        )}
        {feedback.nextSteps && (
          <>
            <dt>{t('directives.next_steps')}</dt>
            <dd>{feedback.nextSteps}</dd>
          </>
        )}
        <dt>{t('directives.contact_person')}</dt>
        <dd>
          {feedback.contactName}　{feedback.contactPhone}
        </dd>
        {(feedback.returnReason ?? feedback.verdictReason) && (
          <>
            <dt>{t('directives.opinion')}</dt>
            <dd>{feedback.returnReason ?? feedback.verdictReason}</dd>
          </>
        )}
      </dl>
      {feedback.files.length > 0 && <FileUpload files={feedback.files} readOnly />}
    </section>
  )
}
