import { useId, useState } from 'react'
import { t } from '../app/i18n.ts'
import { useOptions } from '../catalogue/index.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'

export type Decision = 'reject' | 'decline' | 'holdBack'
export interface GivenDecision {
  reasonCode: string
  reasonText: string
  advice: string
  mayResend: boolean
}
const lists = { reject: 'rejectReason', decline: 'declineReason', holdBack: 'holdReason' } as const

/** 退稿, 不采用, 留用: a reason of the list. 退稿 also asks for words, advice, and whether the unit may send it again. */
export function DecisionDialog({
  decision,
  count = 1,
  busy,
  error,
  onDecide,
  onCancel,
}: {
  decision: Decision
  count?: number
  busy?: boolean
  error?: unknown
  onDecide: (given: GivenDecision) => void
  onCancel: () => void
}) {
  const reasons = useOptions(lists[decision])
  const [given, setGiven] = useState<GivenDecision>({ reasonCode: '', reasonText: '', advice: '', mayResend: true })
  const [tried, setTried] = useState(false)
  const id = useId()
  const rejects = decision === 'reject'
  const missing = given.reasonCode === '' || (rejects && given.reasonText.trim() === '')
  const decide = () => {
    setTried(true)
    if (!missing) onDecide({ ...given, mayResend: rejects && given.mayResend })
  }
  return (
    <Dialog
      title={count > 1 ? `${t(`desk.${decision}`)}（${count}）` : t(`desk.${decision}`)}
      confirm={t(`desk.${decision}`)}
      danger={rejects}
      busy={busy}
      onConfirm={decide}
      onCancel={onCancel}
      width={520}
    >
      <p>{t(`desk.${decision}_hint`)}</p>
      <fieldset className="zx-reasons">
        <legend>{t('ui.reason')}</legend>
        {reasons.map((reason) => (
          <label key={reason.code}>
            <input
              type="radio"
              name={id}
              checked={given.reasonCode === reason.code}
              onChange={() =>
                setGiven({ ...given, reasonCode: reason.code, mayResend: reason.data.mayResend !== false })
              }
            />
            {reason.name}
          </label>
        ))}
      </fieldset>
      <label className="zx-label" htmlFor={`${id}-text`}>
        {rejects ? t('ui.reason_text') : t('ui.reason_text_optional')}
      </label>
      <textarea
        id={`${id}-text`}
        className="zx-input zx-area"
        rows={2}
        maxLength={500}
        value={given.reasonText}
        onChange={(event) => setGiven({ ...given, reasonText: event.target.value })}
      />
      {rejects && (
        <>
          <label className="zx-label" htmlFor={`${id}-advice`}>
            {t('ui.advice')}
          </label>
          <textarea
            id={`${id}-advice`}
            className="zx-input zx-area"
            rows={3}
            maxLength={1000}
            placeholder={t('ui.advice_hint')}
            value={given.advice}
            onChange={(event) => setGiven({ ...given, advice: event.target.value })}
          />
          <label>
            <input
              type="checkbox"
              checked={given.mayResend}
              onChange={(event) => setGiven({ ...given, mayResend: event.target.checked })}
            />{' '}
            {t('desk.may_resend')}
          </label>
        </>
      )}
      {tried && missing && (
        <p className="zx-problem" role="alert">
          {t('ui.reason_missing')}
        </p>
      )}
      <Refused error={error} />
    </Dialog>
  )
}
