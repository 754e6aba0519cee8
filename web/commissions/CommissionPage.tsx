import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Commission } from '../../contract/commissions.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, usePathParams } from '../app/links.tsx'
import { useMay } from '../app/session.tsx'
import { Deadline } from '../ui/Deadline.tsx'
import { FileUpload } from '../ui/FileUpload.tsx'
import { formatDateTime } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { CommissionActs } from './CommissionActs.tsx'
import { CommissionForm, toDetails } from './CommissionForm.tsx'
import type { FormValue } from './CommissionForm.tsx'
import './commissions.css'
import { Progress } from './columns.tsx'
import { commissionPaths } from './paths.ts'
import { TargetTable } from './TargetTable.tsx'
import { useAct } from './use-act.ts'
import { offsetWord, statusTones, statusWord } from './words.ts'

/** One commission: a draft to fill in, or where every unit stands. */
export function CommissionPage() {
  const { id } = usePathParams<{ id: string }>()
  const { data, error } = useQuery(api.commissions.get.queryOptions({ input: { id } }))
  if (!data)
    return (
      <div className="zx-notice-page">
        {error ? <Refused error={error} /> : <p role="status">{t('app.loading')}</p>}
      </div>
    )
  return data.actions.includes('edit') ? <Draft key={data.version} commission={data} /> : <Issued commission={data} />
}

const formOf = (commission: Commission): FormValue => ({
  origin: commission.origin,
  leaderId: commission.leaderId,
  sourceLabel: commission.sourceLabel,
  title: commission.title,
  content: commission.content,
  requirements: commission.requirements,
  contactName: commission.contactName,
  contactPhone: commission.contactPhone,
  dueAt: commission.dueAt,
  unitIds: commission.unitIds,
  groupIds: commission.groupIds,
  files: commission.files,
})

const useBack = () => {
  const office = useMay('commission.read')
  return office
    ? { to: commissionPaths.list, label: t('commissions.back_list') }
    : { to: commissionPaths.mine, label: t('commissions.menu_mine') }
}

function Draft({ commission }: { commission: Commission }) {
  const back = useBack()
  const [value, setValue] = useState(() => formOf(commission))
  const changed = JSON.stringify(value) !== JSON.stringify(formOf(commission))
  const write = () => client.commissions.save({ id: commission.id, version: commission.version, ...toDetails(value) })
  const save = useAct(write, { done: t('commissions.saved'), inline: true })
  return (
    <div className="zx-page">
      <PageHeader
        back={back}
        title={t('commissions.title')}
        tags={<StateTag tone={statusTones[commission.status]}>{statusWord(commission.status)}</StateTag>}
        hint={
          commission.status === 'requested' ? t('commissions.leader_line', { name: commission.leaderName }) : undefined
        }
        actions={
          <>
            <button
              type="button"
              className="zx-button"
              disabled={save.isPending || !changed || value.title.trim() === ''}
              onClick={() => save.mutate(undefined)}
            >
              {t('commissions.save')}
            </button>
            <CommissionActs commission={commission} before={changed ? write : undefined} draft={value} />
          </>
        }
      >
        <Refused error={save.error} />
      </PageHeader>
      <div className="zx-page-body">
        {commission.parentTask && <Parent commission={commission} />}
        <CommissionForm
          officeId={commission.officeId}
          value={value}
          onChange={setValue}
          leaderFixed={commission.status === 'requested' ? commission.leaderName : undefined}
        />
      </div>
    </div>
  )
}

function Issued({ commission }: { commission: Commission }) {
  const back = useBack()
  return (
    <div className="zx-page">
      <PageHeader
        back={back}
        title={commission.title}
        tags={
          <>
            <StateTag tone={statusTones[commission.status]}>{statusWord(commission.status)}</StateTag>
            {commission.status === 'issued' && commission.counts.waiting > 0 && <Deadline due={commission.dueAt} />}
          </>
        }
        hint={[
          commission.label,
          t(`commissions.origin.${commission.origin}`),
          commission.issuedAt &&
            t('commissions.issued_line', {
              name: commission.issuedByName ?? '',
              at: formatDateTime(commission.issuedAt),
            }),
        ]
          .filter(Boolean)
          .join('　')}
        actions={
          <>
            {commission.issuedAt && (
              <a className="zx-button" href={`/commissions/${commission.id}/pdf`} target="_blank" rel="noreferrer">
                {t('commissions.print')}
              </a>
            )}
            <CommissionActs commission={commission} />
          </>
        }
      />
      <div className="zx-page-body zx-commission-view">
        {commission.endedAt && (
          <div className="zx-strip" role="note">
            {t(commission.status === 'revoked' ? 'commissions.revoked_line' : 'commissions.ended_line', {
              at: formatDateTime(commission.endedAt),
              reason: commission.endReason ?? '',
            })}
          </div>
        )}
        {commission.parentTask && <Parent commission={commission} />}
        <section className="zx-panel" aria-label={t('commissions.units')}>
          <header className="zx-commission-head">
            <h2>{t('commissions.units')}</h2>
            {commission.counts.targets > 0 && <Progress row={commission} />}
          </header>
          <TargetTable commission={commission} />
        </section>
        <div className="zx-commission-two">
          <section className="zx-panel" aria-label={t('commissions.facts')}>
            <h2>{t('commissions.facts')}</h2>
            <Words commission={commission} />
          </section>
          <section className="zx-panel" aria-label={t('commissions.reminders')}>
            <h2>{t('commissions.reminders')}</h2>
            {commission.reminders.length === 0 && <p className="zx-quiet">{t('commissions.reminders_none')}</p>}
            <ul className="zx-commission-reminders">
              {commission.reminders.map((reminder) => (
                <li key={`${reminder.at}${reminder.offsetHours}`}>
                  <b>{offsetWord(reminder.offsetHours)}</b>
                  <time>{formatDateTime(reminder.at)}</time>
                  <span className="zx-quiet">
                    {`${t(reminder.sent ? 'commissions.reminder_sent' : 'commissions.reminder_planned')}　${t('commissions.reminder_reach', { count: reminder.count })}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </div>
  )
}

function Parent({ commission }: { commission: Commission }) {
  const parent = commission.parentTask!
  return (
    <p className="zx-strip">
      <Link to={commissionPaths.task(parent.id)}>
        {t('commissions.parent', { title: parent.title, office: parent.officeName, due: formatDateTime(parent.dueAt) })}
      </Link>
    </p>
  )
}

/** What is asked, in words, on both sides. */
export function Words({
  commission,
}: {
  commission: Pick<
    Commission,
    'content' | 'requirements' | 'sourceLabel' | 'leaderName' | 'dueAt' | 'contactName' | 'contactPhone' | 'files'
  >
}) {
  const facts = [
    [t('commissions.field_content'), commission.content],
    [t('commissions.field_requirements'), commission.requirements],
    [t('commissions.field_due'), formatDateTime(commission.dueAt)],
    [t('commissions.field_leader'), commission.leaderName],
    [t('commissions.field_source'), commission.sourceLabel],
    [t('commissions.field_contact'), `${commission.contactName}　${commission.contactPhone}`.trim()],
  ] as const
  return (
    <dl className="zx-commission-facts">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {commission.files.length > 0 && (
        <div>
          <dt>{t('commissions.field_files')}</dt>
          <dd>
            <FileUpload files={commission.files} readOnly />
          </dd>
        </div>
      )}
    </dl>
  )
}
