import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Paper } from '../../contract/guidance.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo, usePathParams } from '../app/links.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDateTime, formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Coverage } from './Coverage.tsx'
import './guidance.css'
import { PaperForm } from './PaperForm.tsx'
import type { FormValue } from './PaperForm.tsx'
import { guidancePaths } from './paths.ts'
import { useAct } from './use-act.ts'
import { kindWord, periodWord, statusTones, statusWord } from './words.ts'

/** One paper of the office: a draft, or what was issued, who read it, and what covers its points. */
export function PaperPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.guidance.get.queryOptions({ input: { id } }))
  if (!data)
    return (
      <div className="zx-notice-page">
        {error ? <Refused error={error} /> : <p role="status">{t('app.loading')}</p>}
      </div>
    )
  return data.status === 'draft' && data.actions.includes('edit') ? (
    <Draft key={data.version} paper={data} />
  ) : (
    <Issued paper={data} />
  )
}

const formOf = (paper: Paper): FormValue => ({
  title: paper.title,
  body: paper.body,
  periodFrom: paper.periodFrom,
  periodTo: paper.periodTo,
  readBy: paper.readBy,
  points: paper.points,
  unitIds: paper.unitIds,
  groupIds: paper.groupIds,
})

function Draft({ paper }: { paper: Paper }) {
  const go = useGo()
  const [value, setValue] = useState(() => formOf(paper))
  const [asking, setAsking] = useState<'issue' | 'remove' | 'generate'>()
  const changed = JSON.stringify(value) !== JSON.stringify(formOf(paper))
  const unfinished = value.title.trim() === '' || value.points.some((point) => point.text.trim() === '')
  const write = async (): Promise<number> => {
    if (!changed) return paper.version
    const fileIds = paper.files.map((file) => file.id)
    return (await client.guidance.save({ id: paper.id, version: paper.version, fileIds, ...value })).version
  }
  const close = () => setAsking(undefined)
  const save = useAct(write, { done: t('guidance.saved'), inline: true })
  const generate = useAct(async () => client.guidance.generate({ id: paper.id, version: await write() }), {
    done: t('guidance.generate_done'),
    after: close,
    inline: true,
  })
  const remove = useAct(() => client.guidance.remove({ id: paper.id }), {
    done: t('guidance.remove_done'),
    after: () => go(guidancePaths.list, { replace: true }),
    inline: true,
  })
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: guidancePaths.list, label: t('guidance.back') }}
        title={kindWord(paper.kind)}
        tags={<StateTag tone={statusTones[paper.status]}>{statusWord(paper.status)}</StateTag>}
        hint={
          paper.basedOn
            ? t('guidance.based_on', { office: paper.basedOn.officeName, title: paper.basedOn.title })
            : undefined
        }
        actions={
          <>
            {paper.actions.includes('remove') && (
              <button type="button" className="zx-button" onClick={() => setAsking('remove')}>
                {t('guidance.remove')}
              </button>
            )}
            {paper.actions.includes('generate') && (
              <button type="button" className="zx-button" onClick={() => setAsking('generate')}>
                {t('guidance.generate')}
              </button>
            )}
            <button
              type="button"
              className="zx-button"
              disabled={save.isPending || !changed || unfinished}
              onClick={() => save.mutate(undefined)}
            >
              {t('guidance.save')}
            </button>
            {paper.actions.includes('issue') && (
              <button
                type="button"
                className="zx-button primary"
                disabled={unfinished}
                onClick={() => setAsking('issue')}
              >
                {t('guidance.issue')}
              </button>
            )}
          </>
        }
      >
        <Refused error={save.error} />
      </PageHeader>
      <div className="zx-page-body">
        <PaperForm
          kind={paper.kind}
          officeId={paper.officeId}
          value={value}
          epoch={paper.version}
          onChange={setValue}
        />
      </div>
      {asking === 'issue' && <IssueDialog paper={paper} title={value.title} write={write} onClose={close} />}
      {asking === 'remove' && (
        <Dialog
          title={t('guidance.remove_title')}
          confirm={t('guidance.remove')}
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate(undefined)}
          onCancel={close}
        >
          <p>{t('guidance.remove_what')}</p>
          <Refused error={remove.error} />
        </Dialog>
      )}
      {asking === 'generate' && (
        <Dialog
          title={t('guidance.generate')}
          confirm={t('guidance.generate')}
          busy={generate.isPending}
          onConfirm={() => generate.mutate(undefined)}
          onCancel={close}
        >
          <p>{t('guidance.generate_what')}</p>
          <Refused error={generate.error} />
        </Dialog>
      )}
    </div>
  )
}

/** An adoption report is signed with the password; points and notices are issued. */
function IssueDialog({
  paper,
  title,
  write,
  onClose,
}: {
  paper: Paper
  title: string
  write: () => Promise<number>
  onClose: () => void
}) {
  const issue = useAct(
    async (password: string | undefined) => {
      if (password !== undefined) await client.identity.prove({ password })
      return client.guidance.issue({ id: paper.id, version: await write() })
    },
    { done: t('guidance.issue_done'), after: onClose, inline: true },
  )
  const what = (
    <>
      <p>{t('guidance.issue_what')}</p>
      <p>
        <b>{title}</b>
      </p>
    </>
  )
  if (paper.kind === 'adoption')
    return (
      <PasswordConfirm
        title={t('guidance.issue_title')}
        confirm={t('guidance.issue')}
        busy={issue.isPending}
        error={issue.error}
        onConfirm={(password) => issue.mutate(password)}
        onCancel={onClose}
      >
        {what}
      </PasswordConfirm>
    )
  return (
    <Dialog
      title={t('guidance.issue_title')}
      confirm={t('guidance.issue')}
      busy={issue.isPending}
      onConfirm={() => issue.mutate(undefined)}
      onCancel={onClose}
      width={460}
    >
      {what}
      <Refused error={issue.error} />
    </Dialog>
  )
}

function Issued({ paper }: { paper: Paper }) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const withdraw = useAct(() => client.guidance.withdraw({ id: paper.id, reason }), {
    done: t('guidance.withdraw_done'),
    after: () => setAsking(false),
    inline: true,
  })
  const unread = paper.recipients.filter((recipient) => !recipient.readAt).length
  const remind = useAct(() => client.guidance.remind({ id: paper.id }), {
    done: () => t('guidance.remind_done', { count: unread }),
  })
  return (
    <div className="zx-page">
      <PageHeader
        back={{ to: guidancePaths.list, label: t('guidance.back') }}
        title={paper.title}
        tags={
          <>
            <StateTag tone={statusTones[paper.status]}>{statusWord(paper.status)}</StateTag>
            {paper.status === 'issued' && unread > 0 && <Deadline due={paper.readBy} />}
          </>
        }
        hint={[
          paper.label,
          kindWord(paper.kind),
          periodWord(paper),
          paper.signerName && t('guidance.signed_by', { name: paper.signerName }),
          formatDateTime(paper.issuedAt),
          paper.readBy && t('guidance.read_by_line', { at: formatDateTime(paper.readBy) }),
        ]
          .filter(Boolean)
          .join('　')}
        actions={
          <>
            <a className="zx-button" href={`/guidance/${paper.id}/pdf`} target="_blank" rel="noreferrer">
              {t('guidance.print')}
            </a>
            {paper.actions.includes('remind') && unread > 0 && (
              <button
                type="button"
                className="zx-button primary"
                disabled={remind.isPending}
                onClick={() => remind.mutate(undefined)}
              >
                {t('guidance.remind')}
              </button>
            )}
            {paper.actions.includes('withdraw') && (
              <button type="button" className="zx-button" onClick={() => setAsking(true)}>
                {t('guidance.withdraw')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-body zx-guidance">
        {paper.withdrawReason && (
          <div className="zx-strip" role="note">
            {t('guidance.withdrawn_line', { reason: paper.withdrawReason })}
          </div>
        )}
        {paper.kind === 'points' && paper.recipients.length > 0 && <Coverage paper={paper} />}
        <div className="zx-guidance-two">
          <section className="zx-panel">
            <BodyView body={paper.body} title={paper.title} />
            <ol className="zx-guidance-list">
              {paper.points.map((point) => (
                <li key={point.id}>
                  <b>{point.text}</b>
                  {point.detail && <p>{point.detail}</p>}
                </li>
              ))}
            </ol>
          </section>
          <section className="zx-panel" aria-label={t('guidance.readers')}>
            <h2>
              {t('guidance.readers')}　{t('guidance.read_count', { read: paper.read, targets: paper.targets })}
            </h2>
            {paper.recipients.length === 0 && <p className="zx-quiet">{t('guidance.readers_none')}</p>}
            <ul className="zx-guidance-readers">
              {paper.recipients.map((recipient) => (
                <li key={recipient.id}>
                  <span>{recipient.unitName}</span>
                  {recipient.readAt ? (
                    <span>
                      {recipient.readByName}　{formatShort(recipient.readAt)}
                    </span>
                  ) : (
                    <span>
                      {recipient.remindedCount > 0 && (
                        <small className="zx-quiet">
                          {t('guidance.reminded_times', { count: recipient.remindedCount })}　
                        </small>
                      )}
                      <StateTag tone="amber">{t('guidance.unread')}</StateTag>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
      {asking && (
        <Dialog
          title={t('guidance.withdraw_title')}
          confirm={t('guidance.withdraw')}
          danger
          busy={withdraw.isPending}
          disabled={reason.trim() === ''}
          onConfirm={() => withdraw.mutate(undefined)}
          onCancel={() => setAsking(false)}
          width={460}
        >
          <p>{t('guidance.withdraw_what')}</p>
          <label>
            <span className="zx-label">{t('guidance.withdraw_reason')}</span>
            <textarea
              className="zx-input zx-area"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <Refused error={withdraw.error} />
        </Dialog>
      )}
    </div>
  )
}
