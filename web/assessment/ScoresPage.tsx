import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useAddressSearch, useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDay, formatShort } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { GroupTable } from './GroupTable.tsx'
import { assessmentPaths } from './paths.ts'
import { SpanPicker, spanFrom, spanQuery } from './SpanPicker.tsx'
import { UnitScoreView } from './UnitScoreView.tsx'
import { useAct } from './use-act.ts'
import './assessment.css'

/** 本单位得分: own lines, rank and distance to the target with the office that scores us; what is wrong can be said here. */
export function ScoresPage() {
  const go = useGo()
  const search = useAddressSearch()
  const span = spanFrom(search)
  const offices = useQuery(api.assessment.offices.queryOptions({ input: undefined }))
  const above = (offices.data?.items ?? []).filter((office) => !office.isOwn)
  const choices = above.length > 0 ? above : (offices.data?.items ?? [])
  const chosen = choices.find((office) => office.id === search['office'])?.id ?? choices[0]?.id
  const input = { ...span, officeId: chosen ?? '' }
  const score = useQuery({ ...api.assessment.unitScore.queryOptions({ input }), enabled: chosen !== undefined })
  const standings = useQuery({ ...api.assessment.standings.queryOptions({ input }), enabled: chosen !== undefined })
  const [about, setAbout] = useState<{ title: string; factId: string | null }>()
  const group = standings.data?.groups.find((one) => one.name === score.data?.groupName)
  const show = (officeId: string | undefined, days: typeof span) =>
    go(`${assessmentPaths.scores}?${spanQuery(days)}${officeId ? `&office=${officeId}` : ''}`, { replace: true })
  return (
    <div className="zx-page">
      <PageHeader
        title={t('assessment.menu_scores')}
        tags={standings.data?.frozen && <StateTag tone="green">{t('assessment.frozen')}</StateTag>}
        hint={standings.data?.schemeName ? t('assessment.by_scheme', { name: standings.data.schemeName }) : undefined}
        actions={
          <>
            {choices.length > 1 && (
              <select
                className="zx-input"
                style={{ width: 'auto' }}
                aria-label={t('assessment.scored_by')}
                value={chosen}
                onChange={(event) => show(event.target.value, span)}
              >
                {choices.map((office) => (
                  <option key={office.id} value={office.id}>
                    {office.name}
                  </option>
                ))}
              </select>
            )}
            <SpanPicker span={span} onChange={(next) => show(chosen, next)} />
          </>
        }
      />
      <div className="zx-page-body zx-stack">
        <Refused error={offices.error ?? score.error} />
        {offices.data && choices.length === 0 && <p className="zx-panel">{t('assessment.nobody_scores')}</p>}
        {standings.data?.commentUntil && (
          <p className="zx-strip">{t('assessment.posted_until', { day: formatDay(standings.data.commentUntil) })}</p>
        )}
        {standings.data?.toldAt && (
          <p className="zx-strip">
            {t('assessment.told_by', { name: standings.data.officeName, at: formatShort(standings.data.toldAt) })}
          </p>
        )}
        {standings.data && standings.data.schemeId === null && (
          <p className="zx-panel">
            {standings.data.elsewhere
              ? t('assessment.not_told_yet', { name: standings.data.officeName })
              : t('assessment.office_without_scheme')}
          </p>
        )}
        {score.isPending && chosen && <p className="zx-quiet">{t('app.loading')}</p>}
        {score.data && standings.data?.schemeId && (
          <UnitScoreView
            score={score.data}
            onAppeal={
              score.data.mayAppeal
                ? (line) => setAbout({ title: line.title || line.rule, factId: line.factId })
                : undefined
            }
          />
        )}
        {group && <GroupTable group={group} isOffice={false} marked={score.data?.standing?.unitId} />}
        {score.data?.mayAppeal && <MyAppeals onNew={() => setAbout({ title: '', factId: null })} />}
      </div>
      {about && chosen && (
        <AppealDialog
          officeId={chosen}
          about={about}
          periodName={t('assessment.span_days', { from: formatDay(span.startsOn), to: formatDay(span.endsOn) })}
          onClose={() => setAbout(undefined)}
        />
      )}
    </div>
  )
}

function MyAppeals({ onNew }: { onNew: () => void }) {
  const { data, error } = useQuery(api.assessment.myAppeals.queryOptions({ input: { limit: 20 } }))
  return (
    <section className="zx-panel" aria-label={t('assessment.my_appeals')}>
      <h2>{t('assessment.my_appeals')}</h2>
      <Refused error={error} />
      {data?.items.length === 0 && <p className="zx-quiet">{t('assessment.my_appeals_empty')}</p>}
      {data?.items.map((appeal) => (
        <div key={appeal.id} className="zx-scheme-part">
          <div className="zx-part-head">
            <b>{appeal.about}</b>
            <StateTag tone={appeal.status === 'open' ? 'amber' : appeal.status === 'upheld' ? 'green' : 'neutral'}>
              {t(`assessment.appeal_${appeal.status}`)}
            </StateTag>
            <span className="zx-quiet">{formatShort(appeal.writtenAt)}</span>
          </div>
          <p>{appeal.text}</p>
          {appeal.answer && (
            <p className="zx-answer">
              {t('assessment.answer_of', { name: appeal.officeName })}：{appeal.answer}
            </p>
          )}
        </div>
      ))}
      <button type="button" className="zx-button" onClick={onNew}>
        {t('assessment.new_appeal')}
      </button>
    </section>
  )
}

function AppealDialog({
  officeId,
  about,
  periodName,
  onClose,
}: {
  officeId: string
  about: { title: string; factId: string | null }
  periodName: string
  onClose: () => void
}) {
  const [title, setTitle] = useState(about.title)
  const [text, setText] = useState('')
  const send = useAct(
    () =>
      client.assessment.appeal({
        id: v7(),
        officeId,
        about: title.trim(),
        text: text.trim(),
        factId: about.factId,
        periodName,
      }),
    { inline: true, done: t('assessment.appeal_sent'), after: onClose },
  )
  return (
    <Dialog
      title={t('assessment.new_appeal')}
      confirm={t('assessment.send_appeal')}
      busy={send.isPending}
      disabled={title.trim() === '' || text.trim() === ''}
      width={520}
      onConfirm={() => send.mutate(undefined)}
      onCancel={onClose}
    >
      <label className="zx-label" htmlFor="appeal-about">
        {t('assessment.appeal_about')}
      </label>
      <input
        id="appeal-about"
        className="zx-input"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <label className="zx-label" htmlFor="appeal-text">
        {t('assessment.appeal_text')}
      </label>
      <textarea
        id="appeal-text"
        className="zx-input zx-area"
        rows={5}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused error={send.error} />
    </Dialog>
  )
}
