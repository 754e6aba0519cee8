import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { BulletinTable, Period } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link, useGo, usePathParams } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { dayOf, formatDay, formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { GroupTable } from './GroupTable.tsx'
import { assessmentPaths } from './paths.ts'
import { CheckField, ChoiceField, NumberField } from './scheme/fields.tsx'
import { spanQuery } from './SpanPicker.tsx'
import { useAct, useProvenAct } from './use-act.ts'
import { eventWord, periodTones, signed } from './words.ts'
import './assessment.css'

type Asking = 'post' | 'close' | 'amend' | 'bulletin'

/** One period: preview, comments, closing; after that only corrections. */
export function PeriodPage() {
  const { id } = usePathParams<{ id: string }>()
  const go = useGo()
  const { data: period, error } = useQuery(api.assessment.period.queryOptions({ input: { id } }))
  const [asking, setAsking] = useState<Asking>()
  const takeBack = useAct(() => client.assessment.takeBackPeriod({ id }), { done: t('assessment.done') })
  const discard = useAct(() => client.assessment.discardPeriod({ id }), {
    done: t('assessment.done'),
    after: () => go(assessmentPaths.periods),
  })
  const close = () => setAsking(undefined)
  const may = (action: Period['actions'][number]) => period?.actions.includes(action)
  return (
    <div className="zx-page">
      <PageHeader
        title={period?.name ?? t('assessment.period')}
        back={{ to: assessmentPaths.periods, label: t('assessment.menu_periods') }}
        tags={
          period && <StateTag tone={periodTones[period.status]}>{t(`assessment.period_${period.status}`)}</StateTag>
        }
        hint={
          period &&
          [
            t('assessment.span_days', { from: formatDay(period.startsOn), to: formatDay(period.endsOn) }),
            period.schemeName ? t('assessment.by_scheme', { name: period.schemeName }) : '',
          ].join('　')
        }
        actions={
          <>
            {may('discard') && (
              <button type="button" className="zx-button" onClick={() => discard.mutate(undefined)}>
                {t('assessment.discard')}
              </button>
            )}
            {may('post') && (
              <button type="button" className="zx-button primary" onClick={() => setAsking('post')}>
                {t('assessment.post')}
              </button>
            )}
            {may('takeBack') && (
              <button type="button" className="zx-button" onClick={() => takeBack.mutate(undefined)}>
                {t('assessment.take_back')}
              </button>
            )}
            {may('close') && (
              <button type="button" className="zx-button primary" onClick={() => setAsking('close')}>
                {t('assessment.close_period')}
              </button>
            )}
            {may('amend') && (
              <button type="button" className="zx-button" onClick={() => setAsking('amend')}>
                {t('assessment.amend')}
              </button>
            )}
            {may('draftBulletin') && (
              <button type="button" className="zx-button primary" onClick={() => setAsking('bulletin')}>
                {t('assessment.draft_bulletin')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {!period && !error && <p className="zx-quiet">{t('app.loading')}</p>}
        {period && <Standing period={period} />}
      </div>
      {period && asking === 'post' && <PostDialog period={period} onClose={close} />}
      {period && asking === 'close' && <CloseDialog period={period} onClose={close} />}
      {period && asking === 'amend' && <AmendDialog period={period} onClose={close} />}
      {period && asking === 'bulletin' && <BulletinDialog period={period} onClose={close} />}
    </div>
  )
}

function Standing({ period }: { period: Period }) {
  const { standings } = period
  return (
    <>
      {period.status === 'posted' && period.commentUntil && (
        <p className="zx-strip">{t('assessment.posted_until', { day: formatDay(period.commentUntil) })}</p>
      )}
      {period.status !== 'closed' && period.pendingEntries > 0 && (
        <p className="zx-strip">
          {t('assessment.pending_first', { count: period.pendingEntries })}{' '}
          <Link to={`${assessmentPaths.ledger}?tab=pending`}>{t('assessment.menu_ledger')}</Link>
        </p>
      )}
      {period.openAppeals > 0 && (
        <p className="zx-strip">
          {t('assessment.appeals_open', { count: period.openAppeals })}{' '}
          <Link to={assessmentPaths.appeals}>{t('assessment.menu_appeals')}</Link>
        </p>
      )}
      {standings.schemeId === null && <p className="zx-panel">{t('assessment.no_scheme')}</p>}
      {period.bulletinIds.length > 0 && (
        <p className="zx-row">
          {period.bulletinIds.map((id) => (
            <Link key={id} to={assessmentPaths.bulletin(id)}>
              {t('assessment.bulletin_of', { name: period.name })}
            </Link>
          ))}
        </p>
      )}
      {standings.groups.map((group) => (
        <GroupTable
          key={group.key}
          group={group}
          isOffice
          hrefOf={(unit) =>
            `${assessmentPaths.unit(unit.unitId)}?${spanQuery({ startsOn: period.startsOn, endsOn: period.endsOn })}`
          }
        />
      ))}
      {period.amendmentList.length > 0 && <Amendments period={period} />}
      <section className="zx-panel" aria-label={t('assessment.history')}>
        <h2>{t('assessment.history')}</h2>
        <Timeline
          entries={period.timeline.map((line, at) => ({
            key: String(at),
            at: line.at,
            title: eventWord(line.kind),
            by: line.actorName,
          }))}
        />
      </section>
    </>
  )
}

function Amendments({ period }: { period: Period }) {
  const decide = useAct(
    ({ id, agreed }: { id: string; agreed: boolean }) => client.assessment.decideAmendment({ id, agreed }),
    { done: t('assessment.done') },
  )
  return (
    <section className="zx-panel" aria-label={t('assessment.amendments')}>
      <h2>{t('assessment.amendments')}</h2>
      <table className="zx-score-table">
        <thead>
          <tr>
            <th>{t('assessment.unit')}</th>
            <th className="number">{t('assessment.points')}</th>
            <th>{t('assessment.reason')}</th>
            <th>{t('assessment.entered_by')}</th>
            <th>{t('assessment.status')}</th>
          </tr>
        </thead>
        <tbody>
          {period.amendmentList.map((one) => (
            <tr key={one.id}>
              <td>{one.unitName}</td>
              <td className="number">{signed(one.points)}</td>
              <td>{one.reason}</td>
              <td>
                {one.enteredByName} {formatShort(one.enteredAt)}
              </td>
              <td>
                <StateTag tone={one.status === 'effective' ? 'green' : one.status === 'pending' ? 'amber' : 'neutral'}>
                  {t(`assessment.fact_${one.status}`)}
                </StateTag>
                {one.decidedByName}
                {one.mayDecide && (
                  <span className="zx-row">
                    <button
                      type="button"
                      className="zx-button"
                      onClick={() => decide.mutate({ id: one.id, agreed: true })}
                    >
                      {t('assessment.fact_act_confirm')}
                    </button>
                    <button
                      type="button"
                      className="zx-button"
                      onClick={() => decide.mutate({ id: one.id, agreed: false })}
                    >
                      {t('assessment.fact_act_refuse')}
                    </button>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface DialogProps {
  period: Period
  onClose: () => void
}

function PostDialog({ period, onClose }: DialogProps) {
  const [day, setDay] = useState(dayOf(new Date(Date.now() + 5 * 86_400_000)))
  const post = useAct(() => client.assessment.postPeriod({ id: period.id, commentUntil: day }), {
    inline: true,
    done: t('assessment.posted_done'),
    after: onClose,
  })
  return (
    <Dialog
      title={t('assessment.post')}
      confirm={t('assessment.post')}
      busy={post.isPending}
      width={440}
      onConfirm={() => post.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{t('assessment.post_what')}</p>
      <label className="zx-field">
        {t('assessment.comment_until')}
        <input type="date" className="zx-input" value={day} onChange={(event) => setDay(event.target.value)} />
      </label>
      <Refused error={post.error} />
    </Dialog>
  )
}

function CloseDialog({ period, onClose }: DialogProps) {
  const close = useProvenAct(() => client.assessment.closePeriod({ id: period.id, version: period.version }), {
    done: t('assessment.closed_done'),
    after: onClose,
  })
  return (
    <PasswordConfirm
      title={t('assessment.close_period')}
      confirm={t('assessment.close_period')}
      busy={close.isPending}
      error={close.error}
      onConfirm={(password) => close.mutate(password)}
      onCancel={onClose}
    >
      <p>{t('assessment.close_what', { name: period.name })}</p>
    </PasswordConfirm>
  )
}

function AmendDialog({ period, onClose }: DialogProps) {
  const units = period.standings.groups.flatMap((group) => group.units)
  const [unitId, setUnitId] = useState(units[0]?.unitId ?? '')
  const [points, setPoints] = useState<number>()
  const [reason, setReason] = useState('')
  const amend = useAct(
    () =>
      client.assessment.amend({
        id: period.id,
        amendmentId: v7(),
        unitId,
        points: points ?? 0,
        reason: reason.trim(),
      }),
    { inline: true, done: t('assessment.entered_done'), after: onClose },
  )
  return (
    <Dialog
      title={t('assessment.amend')}
      confirm={t('assessment.enter')}
      busy={amend.isPending}
      disabled={!points || reason.trim() === ''}
      width={520}
      onConfirm={() => amend.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{t('assessment.amend_what')}</p>
      <div className="zx-fields">
        <ChoiceField
          label={t('assessment.unit')}
          value={unitId}
          choices={units.map((unit) => ({ value: unit.unitId, label: unit.unitName }))}
          onChange={setUnitId}
        />
        <NumberField optional label={t('assessment.points_change')} value={points} onChange={setPoints} />
      </div>
      <label className="zx-label" htmlFor="amend-reason">
        {t('assessment.reason')}
      </label>
      <textarea
        id="amend-reason"
        className="zx-input zx-area"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Refused error={amend.error} />
    </Dialog>
  )
}

const tables: BulletinTable[] = [
  'overview',
  'byLevel',
  'byMonth',
  'sentAdopted',
  'byKind',
  'cumulative',
  'adopted',
  'byPublication',
  'returned',
]

function BulletinDialog({ period, onClose }: DialogProps) {
  const go = useGo()
  const [chosen, setChosen] = useState<BulletinTable[]>(['overview', 'adopted', 'returned'])
  const draft = useAct(() => client.assessment.draftBulletin({ id: v7(), periodId: period.id, tables: chosen }), {
    inline: true,
    after: (bulletin) => go(assessmentPaths.bulletin(bulletin.id)),
  })
  return (
    <Dialog
      title={t('assessment.draft_bulletin')}
      confirm={t('assessment.draft_bulletin')}
      busy={draft.isPending}
      width={520}
      onConfirm={() => draft.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{t('assessment.bulletin_what', { name: period.name })}</p>
      <fieldset className="zx-reasons">
        <legend>{t('assessment.tables')}</legend>
        {tables.map((table) => (
          <CheckField
            key={table}
            label={t(`assessment.table_${table}`)}
            value={chosen.includes(table)}
            onChange={(on) => setChosen(tables.filter((one) => (one === table ? on : chosen.includes(one))))}
          />
        ))}
      </fieldset>
      <Refused error={draft.error} />
    </Dialog>
  )
}
