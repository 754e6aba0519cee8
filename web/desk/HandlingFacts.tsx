import type { ReactNode } from 'react'
import type { Handling } from '../../contract/desk.ts'
import { t } from '../app/i18n.ts'
import { useEntryName } from '../catalogue/index.tsx'
import { formatDateTime } from '../ui/format.ts'
import { StateTag } from '../ui/StateTag.tsx'

/** 要素, 签发, 保密审查, 来源链, 续报: everything that stands beside the text. */
export function HandlingFacts({ handling }: { handling: Handling }) {
  const [category, genre, urgency, channel] = [
    useEntryName('category'),
    useEntryName('genre'),
    useEntryName('urgency'),
    useEntryName('channel'),
  ]
  const statement = handling.signOff?.statement
  const check = handling.signOff?.check
  return (
    <>
      <Facts
        title={t('desk.facts')}
        lines={[
          [t('desk.unit'), handling.sourceUnitName],
          [t('desk.author'), [handling.authorName, handling.authorPhone].filter(Boolean).join('　')],
          [t('desk.category'), category(handling.categoryCode)],
          [t('desk.genre'), genre(handling.genreCode)],
          [t('desk.urgency'), urgency(handling.urgencyCode)],
          [t('desk.keywords'), handling.keywords.join('、')],
          [t('desk.characters'), String(handling.characters)],
          [t('desk.sent_at'), formatDateTime(handling.sentAt)],
          ...(handling.channel === 'system'
            ? []
            : [
                [
                  t('desk.channel'),
                  `${channel(handling.channel)}　${t('desk.recorded_by', { name: handling.recordedByName ?? '' })}`,
                ] as const,
              ]),
        ]}
      />
      {statement ? (
        <Facts
          title={t('desk.sign_off')}
          lines={[
            [
              t('desk.signer'),
              `${statement.signerName}　${statement.signerTitle}${statement.delegatedFrom ? `（${t('desk.delegated', { name: statement.delegatedFrom })}）` : ''}`,
            ],
            [t('desk.signed_as'), t(`desk.signed_as_${statement.signedAs}`)],
            [t('desk.opinion'), statement.opinion],
            [t('desk.time'), formatDateTime(statement.signedAt)],
            [t('desk.digest'), <code key="digest">{statement.digest.slice(0, 16)}…</code>],
            [
              t('desk.verified'),
              <StateTag key="check" tone={check?.holds ? 'green' : 'red'}>
                {t(check?.by === 'passkey' ? 'desk.signed_by_passkey' : 'desk.signed_by_password')}
                {'　'}
                {t(check?.holds ? 'desk.verified_yes' : 'desk.verified_no')}
              </StateTag>,
            ],
          ]}
        />
      ) : (
        <p className="zx-quiet">{t('desk.not_signed')}</p>
      )}
      {handling.secrecyReview && (
        <Facts
          title={t('desk.secrecy')}
          lines={[
            [t('desk.conclusion'), t('desk.conclusion_pass')],
            [t('desk.ground'), handling.secrecyReview.ground],
            [t('desk.reviewer'), handling.secrecyReview.reviewerName],
            [t('desk.time'), formatDateTime(handling.secrecyReview.reviewedAt)],
          ]}
        />
      )}
      {handling.provenance.length > 0 && (
        <section className="zx-panel">
          <h2>{t('desk.provenance')}</h2>
          <ol className="zx-desk-chain">
            {handling.provenance.map((link, index) => (
              <li key={index} style={{ marginLeft: (link.depth - 1) * 18 }}>
                <b>{link.unitName}</b>{' '}
                <StateTag tone={link.role === 'lead' ? 'blue' : 'neutral'}>{t(`desk.role_${link.role}`)}</StateTag> 《
                {link.title}》{' '}
                <span className="zx-quiet">
                  {link.signedBy
                    ? t('desk.signed_by', { name: link.signedBy, time: formatDateTime(link.signedAt) })
                    : ''}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}

function Facts({ title, lines }: { title: string; lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <section className="zx-panel">
      <h2>{title}</h2>
      <dl className="zx-desk-facts">
        {lines
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  )
}
