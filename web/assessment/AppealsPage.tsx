import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Appeal } from '../../contract/assessment.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { formatDateTime } from '../ui/format.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { FactDialog } from './FactDialog.tsx'
import { useAct } from './use-act.ts'
import './assessment.css'

/** 申诉: what units think is wrong, and what the office answered. */
export function AppealsPage() {
  const { data, error, isPending } = useQuery(api.assessment.appeals.queryOptions({ input: { limit: 100 } }))
  const [answering, setAnswering] = useState<Appeal>()
  const [factId, setFactId] = useState<string>()
  return (
    <div className="zx-page">
      <PageHeader title={t('assessment.menu_appeals')} hint={t('assessment.appeals_hint')} />
      <div className="zx-page-body zx-stack">
        <Refused error={error} />
        {isPending && <p className="zx-quiet">{t('app.loading')}</p>}
        {data?.items.length === 0 && <p className="zx-panel">{t('assessment.appeals_empty')}</p>}
        {data?.items.map((appeal) => (
          <section key={appeal.id} className="zx-panel" aria-label={appeal.about}>
            <div className="zx-part-head">
              <b>{appeal.about}</b>
              <StateTag tone={appeal.status === 'open' ? 'amber' : appeal.status === 'upheld' ? 'green' : 'neutral'}>
                {t(`assessment.appeal_${appeal.status}`)}
              </StateTag>
              <span className="space" />
              <span className="zx-quiet">
                {appeal.unitName}　{appeal.writtenByName}　{formatDateTime(appeal.writtenAt)}
              </span>
            </div>
            <p className="zx-quiet">{appeal.periodName}</p>
            <p>{appeal.text}</p>
            {appeal.answer && (
              <p className="zx-answer">
                {t('assessment.answer_of', { name: appeal.answeredByName ?? '' })}：{appeal.answer}
              </p>
            )}
            <div className="zx-row">
              {appeal.factId && (
                <button type="button" className="zx-link-button" onClick={() => setFactId(appeal.factId!)}>
                  {t('assessment.open_entry')}
                </button>
              )}
              {appeal.mayAnswer && (
                <button type="button" className="zx-button primary" onClick={() => setAnswering(appeal)}>
                  {t('assessment.answer')}
                </button>
              )}
            </div>
          </section>
        ))}
      </div>
      {answering && <AnswerDialog appeal={answering} onClose={() => setAnswering(undefined)} />}
      {factId && <FactDialog id={factId} onClose={() => setFactId(undefined)} />}
    </div>
  )
}

function AnswerDialog({ appeal, onClose }: { appeal: Appeal; onClose: () => void }) {
  const [upheld, setUpheld] = useState(true)
  const [text, setText] = useState('')
  const answer = useAct(() => client.assessment.answerAppeal({ id: appeal.id, upheld, answer: text.trim() }), {
    inline: true,
    done: t('assessment.answered_done'),
    after: onClose,
  })
  return (
    <Dialog
      title={t('assessment.answer')}
      confirm={t('assessment.send_answer')}
      busy={answer.isPending}
      disabled={text.trim() === ''}
      width={520}
      onConfirm={() => answer.mutate(undefined)}
      onCancel={onClose}
    >
      <p>{appeal.text}</p>
      <fieldset className="zx-reasons">
        <legend>{t('assessment.conclusion')}</legend>
        {[true, false].map((value) => (
          <label key={String(value)}>
            <input type="radio" name="upheld" checked={upheld === value} onChange={() => setUpheld(value)} />
            {t(value ? 'assessment.appeal_upheld' : 'assessment.appeal_dismissed')}
          </label>
        ))}
      </fieldset>
      <label className="zx-label" htmlFor="answer-text">
        {t('assessment.answer_text')}
      </label>
      <textarea
        id="answer-text"
        className="zx-input zx-area"
        rows={4}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused error={answer.error} />
    </Dialog>
  )
}
