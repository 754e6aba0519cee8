import type { Submission } from '../../contract/submissions.ts'
import { t } from '../app/i18n.ts'
import { useEntryName } from '../catalogue/index.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { formatDateTime } from '../ui/format.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { StatusTag } from './status.tsx'
import { shortDigest } from './text.ts'

/** 要素: what stands beside the text, to read. */
export function FactsView({ item }: { item: Submission }) {
  const [category, genre, urgency, classification] = [
    useEntryName('category'),
    useEntryName('genre'),
    useEntryName('urgency'),
    useEntryName('classification'),
  ]
  const facts: [string, string][] = [
    [t('submissions.column_unit'), item.unitName],
    [t('submissions.category'), category(item.categoryCode)],
    [t('submissions.genre'), genre(item.genreCode)],
    [t('submissions.urgency'), urgency(item.urgencyCode)],
    [t('submissions.classification'), classification(item.classificationCode)],
    [t('submissions.keywords'), item.keywords.join('、')],
    [t('submissions.author'), item.authorName],
    [t('submissions.phone'), item.authorPhone],
    [t('submissions.column_reporter'), item.reporterName],
    [t('submissions.receivers'), item.receivers.map((receiver) => receiver.name).join('、')],
  ]
  return (
    <>
      <dl className="zx-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || <span className="zx-quiet">{t('submissions.none')}</span>}</dd>
          </div>
        ))}
      </dl>
      <h3 className="zx-side-heading">{t('submissions.attachments')}</h3>
      <FileUpload files={item.attachments} readOnly />
      {item.provenance.length > 0 && (
        <>
          <h3 className="zx-side-heading">{t('submissions.provenance')}</h3>
          <ul className="zx-plain-list">
            {item.provenance.map((link, at) => (
              <li key={at} style={{ paddingLeft: (link.depth - 1) * 16 }}>
                {t('submissions.provenance_line', { unit: link.unitName, title: link.title })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** 审签记录 and 报送情况: who stands for the text, and where it went. */
export function RecordView({ item }: { item: Submission }) {
  const { secrecyReview, signOff } = item
  if (!secrecyReview && !signOff && item.deliveries.length === 0)
    return <p className="zx-quiet">{t('submissions.record_none')}</p>
  return (
    <>
      {secrecyReview && (
        <section className="zx-record">
          <h3>
            {t('submissions.secrecy')} <SecrecyTag item={item} />
          </h3>
          <p>
            {secrecyReview.reviewerName}　{formatDateTime(secrecyReview.reviewedAt)}
          </p>
          {secrecyReview.ground && <p>{secrecyReview.ground}</p>}
        </section>
      )}
      {signOff && (
        <section className="zx-record">
          <h3>
            {t('submissions.sign')}{' '}
            <StateTag tone="green">{t(`submissions.signed_as_${signOff.statement.signedAs}`)}</StateTag>
          </h3>
          <p>
            {t('submissions.signed_by', {
              title: signOff.statement.signerTitle,
              name: signOff.statement.signerName,
              at: formatDateTime(signOff.statement.signedAt),
            })}
            {signOff.statement.delegatedFrom &&
              `（${t('submissions.signed_for', { principal: signOff.statement.delegatedFrom })}）`}
          </p>
          <p>
            <StateTag tone={signOff.check.holds ? 'green' : 'red'}>
              {t(`submissions.signed_by_${signOff.check.by}`)}
              {'　'}
              {t(signOff.check.holds ? 'submissions.signature_holds' : 'submissions.signature_broken')}
            </StateTag>
          </p>
          {signOff.statement.opinion && <p>{signOff.statement.opinion}</p>}
          <p>
            <code className="zx-digest" title={signOff.statement.digest}>
              {t('submissions.sign_digest', { digest: shortDigest(signOff.statement.digest) })}
            </code>
          </p>
        </section>
      )}
      {item.outsideSendings.length > 0 && <h3 className="zx-side-heading">{t('submissions.outside_sendings')}</h3>}
      {item.outsideSendings.map((sending) => (
        <section key={sending.id} className="zx-record">
          <h3>{sending.officeName}</h3>
          <p>
            {t('submissions.outside_line', {
              name: sending.sentByName,
              at: formatDateTime(sending.sentAt),
              road: sending.roadName,
            })}
          </p>
          {sending.reference && <p>{sending.reference}</p>}
          {sending.note && <p>{sending.note}</p>}
        </section>
      ))}
      {item.deliveries.length > 0 && <h3 className="zx-side-heading">{t('submissions.deliveries')}</h3>}
      {item.deliveries.map((delivery) => (
        <section key={delivery.officeId} className="zx-record">
          <h3>
            {delivery.officeName} <StatusTag status={delivery.status} />
          </h3>
          <p>
            {delivery.receivedAt
              ? t('submissions.received_line', {
                  name: delivery.receivedByName ?? '',
                  at: formatDateTime(delivery.receivedAt),
                })
              : t('submissions.not_received')}
          </p>
          {delivery.status !== 'withdrawn' && (
            <p>
              {delivery.deliveredAt
                ? t('submissions.delivered_line', { at: formatDateTime(delivery.deliveredAt) })
                : t('submissions.on_its_way')}
            </p>
          )}
          {delivery.reasonName && (
            <p>{t('submissions.decided_line', { reason: delivery.reasonName, text: delivery.reasonText ?? '' })}</p>
          )}
          {delivery.advice && (
            <p>
              {t('submissions.advice')}：{delivery.advice}
            </p>
          )}
          {delivery.status === 'rejected' && delivery.mayResend !== null && (
            <p>{t(delivery.mayResend ? 'submissions.may_resend' : 'submissions.may_not_resend')}</p>
          )}
        </section>
      ))}
    </>
  )
}

/** Whether the secrecy review stands behind the present text. */
export function SecrecyTag({ item: { secrecyReview } }: { item: Submission }) {
  if (!secrecyReview) return <StateTag tone="amber">{t('submissions.secrecy_none')}</StateTag>
  if (secrecyReview.conclusion !== 'pass') return <StateTag tone="red">{t('submissions.secrecy_failed')}</StateTag>
  return secrecyReview.holds ? (
    <StateTag tone="green">{t('submissions.secrecy_holds')}</StateTag>
  ) : (
    <StateTag tone="amber">{t('submissions.secrecy_void')}</StateTag>
  )
}
