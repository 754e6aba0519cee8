import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { v7 } from 'uuid'
import type { Receipt } from '../../contract/guidance.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo, usePathParams } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import './guidance.css'
import { emptyForm } from './PaperForm.tsx'
import { guidancePaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { kindWord, periodWord, statusTones, statusWord } from './words.ts'

/** One paper my unit received. Opening it is reading it. */
export function ReceiptPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.guidance.receipt.queryOptions({ input: { id } }))
  const noted = useRef(false)
  const read = useAct((receiptId: string) => client.guidance.read({ id: receiptId }))
  const isNew = data?.actions.includes('read') === true
  useEffect(() => {
    if (!isNew || noted.current) return
    noted.current = true
    read.mutate(id)
  }, [isNew, id])
  if (!data)
    return (
      <div className="zx-notice-page">
        {error ? <Refused error={error} /> : <p role="status">{t('app.loading')}</p>}
      </div>
    )
  return <Shown receipt={data} />
}

function Shown({ receipt }: { receipt: Receipt }) {
  const go = useGo()
  const mayWrite = useMay('submission.draft')
  const adapt = useAct(
    () =>
      client.guidance.create({
        ...emptyForm,
        id: v7(),
        kind: 'points',
        basedOn: receipt.id,
        title: receipt.title,
        periodFrom: receipt.periodFrom,
        periodTo: receipt.periodTo,
        fileIds: [],
      }),
    { after: (paper) => go(guidancePaths.paper(paper.id)) },
  )
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: guidancePaths.received, label: t('guidance.back_received') }}
        title={receipt.title}
        tags={
          receipt.withdrawnAt ? (
            <StateTag tone="red">{t('guidance.status.withdrawn')}</StateTag>
          ) : (
            <Deadline due={receipt.readBy} doneAt={receipt.readAt} />
          )
        }
        hint={[
          receipt.label,
          kindWord(receipt.kind),
          periodWord(receipt),
          t('guidance.issued_line', { office: receipt.officeName, at: formatDateTime(receipt.issuedAt) }),
          receipt.readBy && t('guidance.read_by_line', { at: formatDateTime(receipt.readBy) }),
        ]
          .filter(Boolean)
          .join('　')}
        actions={
          <>
            <a className="zx-button" href={`/guidance-received/${receipt.id}/pdf`} target="_blank" rel="noreferrer">
              {t('guidance.print')}
            </a>
            {receipt.actions.includes('adapt') && (
              <button
                type="button"
                className="zx-button primary"
                disabled={adapt.isPending}
                onClick={() => adapt.mutate(undefined)}
              >
                {t('guidance.adapt')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-body zx-guidance">
        {receipt.withdrawReason && (
          <div className="zx-strip" role="note">
            {t('guidance.withdrawn_line', { reason: receipt.withdrawReason })}
          </div>
        )}
        {receipt.lastRemindedAt && (
          <div className="zx-strip" role="note">
            {t('guidance.reminded_line', {
              office: receipt.officeName,
              at: formatDateTime(receipt.lastRemindedAt),
              count: receipt.remindedCount,
            })}
          </div>
        )}
        <section className="zx-panel zx-guidance-read">
          <BodyView body={receipt.body} title={receipt.title} />
          <ol className="zx-guidance-list">
            {receipt.points.map((point) => (
              <li key={point.id}>
                <b>{point.text}</b>
                {point.detail && <p>{point.detail}</p>}
                <div className="zx-guidance-items">
                  {point.items.length === 0 ? (
                    <span className="zx-quiet">{t('guidance.your_none')}</span>
                  ) : (
                    <span>
                      {t('guidance.your_items')}：
                      {point.items.map((item) => (
                        <Link key={item.submissionId} to={`/submissions/${item.submissionId}`}>
                          {item.title}（{formatShort(item.sentAt)}）
                        </Link>
                      ))}
                    </span>
                  )}
                  {mayWrite && !receipt.withdrawnAt && (
                    <Link to={guidancePaths.writeFor(point.id)}>{t('guidance.write_for')}</Link>
                  )}
                </div>
              </li>
            ))}
          </ol>
        </section>
        {receipt.adapted.length > 0 && (
          <section className="zx-panel">
            <h2>{t('guidance.adapted')}</h2>
            <ul className="zx-guidance-readers">
              {receipt.adapted.map((paper) => (
                <li key={paper.id}>
                  <Link to={guidancePaths.paper(paper.id)}>{paper.title}</Link>
                  <StateTag tone={statusTones[paper.status]}>{statusWord(paper.status)}</StateTag>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  )
}
