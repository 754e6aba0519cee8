import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Commendation } from '../../contract/assessment.ts'
import { bodyText } from './body-text.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { BodyView } from '../ui/BodyView.tsx'
import { dayOf, formatDay } from '../ui/format.ts'
import { say } from '../ui/Messages.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { PasswordConfirm } from '../ui/PasswordConfirm.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { assessmentPaths } from './paths.ts'
import { NumberField, TextField } from './scheme/fields.tsx'
import { useAct, useProvenAct } from './use-act.ts'
import './assessment.css'

/** 年度总结和表彰 (第十六条): candidates by group and quota, people, bars with a reason, history, and the two drafts. */
export function YearPage() {
  const go = useGo()
  const now = Number(dayOf(new Date()).slice(0, 4))
  const asked = Number(useAddressSearch()['year'])
  const year = asked >= 2000 ? asked : now
  const { data, error } = useQuery(api.assessment.commendation.queryOptions({ input: { year } }))
  const [deciding, setDeciding] = useState(false)
  return (
    <div className="zx-page">
      <PageHeader
        title={t('assessment.menu_year')}
        tags={
          data && (
            <StateTag tone={data.status === 'decided' ? 'green' : 'blue'}>
              {t(`assessment.commendation_${data.status}`)}
            </StateTag>
          )
        }
        hint={
          data?.decidedByName
            ? t('assessment.decided_hint', { name: data.decidedByName, day: formatDay(data.decidedAt) })
            : undefined
        }
        actions={
          <>
            <select
              className="zx-input"
              style={{ width: 'auto' }}
              aria-label={t('assessment.year')}
              value={year}
              onChange={(event) => go(`${assessmentPaths.year}?year=${event.target.value}`, { replace: true })}
            >
              {[...new Set([now, now - 1, now - 2, year])].map((one) => (
                <option key={one} value={one}>
                  {t('assessment.year_number', { year: one })}
                </option>
              ))}
            </select>
            {data?.mayDecide && (
              <button type="button" className="zx-button primary" onClick={() => setDeciding(true)}>
                {t('assessment.decide')}
              </button>
            )}
          </>
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {!data && !error && <p className="zx-quiet">{t('app.loading')}</p>}
        {data && (
          <>
            {data.mayChange && <QuotaForm key={`${year} ${data.version}`} data={data} />}
            <Candidates data={data} />
            <People data={data} />
            <Draft title={t('assessment.decision_draft')} draft={data.decision} />
            <Draft title={t('assessment.summary_draft')} draft={data.summary} />
            <History data={data} />
          </>
        )}
      </div>
      {deciding && data && <DecideDialog data={data} onClose={() => setDeciding(false)} />}
    </div>
  )
}

/** Quotas by group, and who is barred for what. */
function QuotaForm({ data }: { data: Commendation }) {
  const [quotas, setQuotas] = useState(data.quotas)
  const [personQuota, setPersonQuota] = useState(data.personQuota)
  const [bars, setBars] = useState(data.bars)
  const [barring, setBarring] = useState({ unitId: '', reason: '' })
  const units = data.groups.flatMap((group) => group.candidates)
  const save = useAct(
    () =>
      client.assessment.saveCommendation({
        year: data.year,
        version: data.version,
        quotas,
        personQuota,
        bars: bars.map(({ unitId, reason }) => ({ unitId, reason })),
      }),
    { inline: true, done: t('assessment.saved') },
  )
  const setPrize = (groupAt: number, prizeAt: number, change: { name?: string; count?: number }) =>
    setQuotas(
      quotas.map((quota, at) =>
        at === groupAt
          ? {
              ...quota,
              prizes: quota.prizes.map((prize, index) => (index === prizeAt ? { ...prize, ...change } : prize)),
            }
          : quota,
      ),
    )
  return (
    <section className="zx-panel" aria-label={t('assessment.quotas')}>
      <h2>{t('assessment.quotas')}</h2>
      {quotas.map((quota, groupAt) => (
        <fieldset key={quota.groupKey} className="zx-scheme-part">
          <legend className="zx-label">{quota.groupName}</legend>
          <div className="zx-fields">
            {quota.prizes.map((prize, prizeAt) => (
              <span key={prizeAt} className="zx-row">
                <TextField
                  label={t('assessment.prize')}
                  value={prize.name}
                  onChange={(name) => setPrize(groupAt, prizeAt, { name })}
                />
                <NumberField
                  step={1}
                  label={t('assessment.quota')}
                  value={prize.count}
                  onChange={(count) => setPrize(groupAt, prizeAt, { count: Math.max(0, Math.round(count ?? 0)) })}
                />
              </span>
            ))}
            {quota.prizes.length < 6 && (
              <button
                type="button"
                className="zx-link-button"
                onClick={() =>
                  setQuotas(
                    quotas.map((one, at) =>
                      at === groupAt
                        ? { ...one, prizes: [...one.prizes, { name: t('assessment.new_prize'), count: 1 }] }
                        : one,
                    ),
                  )
                }
              >
                {t('assessment.add_prize')}
              </button>
            )}
          </div>
        </fieldset>
      ))}
      <div className="zx-fields">
        <NumberField
          step={1}
          label={t('assessment.person_quota')}
          value={personQuota}
          onChange={(count) => setPersonQuota(Math.max(0, Math.round(count ?? 0)))}
        />
      </div>
      <p className="zx-label">{t('assessment.bars')}</p>
      {bars.map((bar) => (
        <p key={bar.unitId} className="zx-row">
          <b>{bar.unitName}</b>
          {bar.reason}
          <button
            type="button"
            className="zx-link-button"
            onClick={() => setBars(bars.filter((one) => one.unitId !== bar.unitId))}
          >
            {t('assessment.unbar')}
          </button>
        </p>
      ))}
      <div className="zx-fields">
        <label className="zx-field">
          {t('assessment.unit')}
          <select
            className="zx-input"
            value={barring.unitId}
            onChange={(event) => setBarring({ ...barring, unitId: event.target.value })}
          >
            <option value="">{t('assessment.choose_unit')}</option>
            {units.map((unit) => (
              <option key={unit.unitId} value={unit.unitId}>
                {unit.unitName}
              </option>
            ))}
          </select>
        </label>
        <TextField
          wide
          label={t('assessment.reason')}
          value={barring.reason}
          onChange={(reason) => setBarring({ ...barring, reason })}
        />
        <button
          type="button"
          className="zx-button"
          disabled={barring.unitId === '' || barring.reason.trim() === ''}
          onClick={() => {
            const unitName = units.find((unit) => unit.unitId === barring.unitId)?.unitName ?? ''
            setBars([
              ...bars.filter((one) => one.unitId !== barring.unitId),
              { unitId: barring.unitId, reason: barring.reason.trim(), unitName },
            ])
            setBarring({ unitId: '', reason: '' })
          }}
        >
          {t('assessment.bar')}
        </button>
      </div>
      <Refused error={save.error} />
      <p>
        <button
          type="button"
          className="zx-button primary"
          disabled={save.isPending}
          onClick={() => save.mutate(undefined)}
        >
          {t('assessment.save')}
        </button>
      </p>
    </section>
  )
}

function Candidates({ data }: { data: Commendation }) {
  return data.groups.map((group) => (
    <section key={group.key} className="zx-panel" aria-label={group.name}>
      <h2>{group.name}</h2>
      <table className="zx-score-table">
        <thead>
          <tr>
            <th className="number">{t('assessment.rank')}</th>
            <th>{t('assessment.unit')}</th>
            <th className="number">{t('assessment.points')}</th>
            <th className="number">{t('assessment.officers')}</th>
            <th>{t('assessment.prize')}</th>
          </tr>
        </thead>
        <tbody>
          {group.candidates.map((one) => (
            <tr key={one.unitId}>
              <td className="number">{one.rank ?? '–'}</td>
              <td>{one.unitName}</td>
              <td className="number">{one.points}</td>
              <td className="number">{one.officers}</td>
              <td>
                {one.prize && <StateTag tone="green">{one.prize}</StateTag>}
                {one.barred && (
                  <>
                    <StateTag tone="red">{t('assessment.barred')}</StateTag> {one.barred}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))
}

function People({ data }: { data: Commendation }) {
  return (
    <section className="zx-panel" aria-label={t('assessment.people')}>
      <h2>{t('assessment.people')}</h2>
      {data.people.length === 0 ? (
        <p className="zx-quiet">{t('assessment.people_empty')}</p>
      ) : (
        <table className="zx-score-table">
          <thead>
            <tr>
              <th className="number">{t('assessment.number')}</th>
              <th>{t('assessment.person')}</th>
              <th>{t('assessment.unit')}</th>
              <th className="number">{t('assessment.adopted')}</th>
              <th className="number">{t('assessment.points')}</th>
              <th>{t('assessment.prize')}</th>
            </tr>
          </thead>
          <tbody>
            {data.people.slice(0, 50).map((one, at) => (
              <tr key={`${one.unitName}${one.personName}`}>
                <td className="number">{at + 1}</td>
                <td>{one.personName}</td>
                <td>{one.unitName}</td>
                <td className="number">{one.adopted}</td>
                <td className="number">{one.points}</td>
                <td>
                  {one.prize && <StateTag tone="green">{one.prize}</StateTag>}
                  {one.barred}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** A draft to be carried on in the office's own document: read here, copied with one click. */
function Draft({ title, draft }: { title: string; draft: Commendation['decision'] }) {
  const copy = async () => {
    await navigator.clipboard.writeText(`${draft.title}\n\n${bodyText(draft.body)}`)
    say.done(t('assessment.copied'))
  }
  return (
    <section className="zx-panel" aria-label={title}>
      <div className="zx-part-head">
        <b>{title}</b>
        <span className="space" />
        <button type="button" className="zx-button" onClick={() => void copy()}>
          {t('assessment.copy')}
        </button>
      </div>
      <p className="zx-sheet-title">{draft.title}</p>
      <BodyView body={draft.body} />
    </section>
  )
}

function History({ data }: { data: Commendation }) {
  return (
    <section className="zx-panel" aria-label={t('assessment.award_history')}>
      <h2>{t('assessment.award_history')}</h2>
      {data.history.length === 0 ? (
        <p className="zx-quiet">{t('assessment.award_history_empty')}</p>
      ) : (
        <table className="zx-score-table">
          <tbody>
            {data.history.map((one, at) => (
              <tr key={at}>
                <td>{t('assessment.year_number', { year: one.year })}</td>
                <td>{one.groupName}</td>
                <td>{one.prize}</td>
                <td>{one.personName ? `${one.personName}（${one.unitName}）` : one.unitName}</td>
                <td className="number">{one.points ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function DecideDialog({ data, onClose }: { data: Commendation; onClose: () => void }) {
  const decide = useProvenAct(() => client.assessment.decideCommendation({ year: data.year, version: data.version }), {
    done: t('assessment.decided_done'),
    after: onClose,
  })
  return (
    <PasswordConfirm
      title={t('assessment.decide')}
      confirm={t('assessment.decide')}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={(password) => decide.mutate(password)}
      onCancel={onClose}
    >
      <p>{t('assessment.decide_what', { year: data.year })}</p>
    </PasswordConfirm>
  )
}
