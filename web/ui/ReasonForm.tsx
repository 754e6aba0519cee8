import { useId, useState } from 'react'
import { t } from '../app/i18n.ts'
import { Dialog } from './Dialog.tsx'
import { Refused } from './Refused.tsx'

export interface ReasonChoice {
  code: string
  name: string
  needsText?: boolean
}
export interface GivenReason {
  reasonCode: string
  text: string
  advice: string
}

/** Why: a reason of the list, words, and advice to the author where `withAdvice`. For 退回, 退稿, 不采用, 撤回. */
export function ReasonForm({
  title,
  hint,
  confirm,
  danger,
  reasons,
  withAdvice,
  adviceRequired,
  busy,
  error,
  onGive,
  onCancel,
}: {
  title: string
  hint?: string
  confirm: string
  danger?: boolean
  reasons: ReasonChoice[]
  withAdvice?: boolean
  adviceRequired?: boolean
  busy?: boolean
  error?: unknown
  onGive: (reason: GivenReason) => void
  onCancel: () => void
}) {
  const [given, setGiven] = useState<GivenReason>({ reasonCode: '', text: '', advice: '' })
  const [tried, setTried] = useState(false)
  const id = useId()
  const chosen = reasons.find((reason) => reason.code === given.reasonCode)
  const missing =
    (reasons.length > 0 && !chosen) ||
    (chosen?.needsText === true && given.text.trim() === '') ||
    (adviceRequired === true && given.advice.trim() === '')
  const give = () => {
    setTried(true)
    if (!missing) onGive({ reasonCode: given.reasonCode, text: given.text.trim(), advice: given.advice.trim() })
  }
  return (
    <Dialog
      title={title}
      confirm={confirm}
      danger={danger}
      busy={busy}
      onConfirm={give}
      onCancel={onCancel}
      width={520}
    >
      {hint && <p>{hint}</p>}
      {reasons.length > 0 && (
        <fieldset className="zx-reasons">
          <legend>{t('ui.reason')}</legend>
          {reasons.map((reason) => (
            <label key={reason.code}>
              <input
                type="radio"
                name={id}
                value={reason.code}
                checked={given.reasonCode === reason.code}
                onChange={() => setGiven({ ...given, reasonCode: reason.code })}
              />
              {reason.name}
            </label>
          ))}
        </fieldset>
      )}
      <label className="zx-label" htmlFor={`${id}-text`}>
        {chosen?.needsText || reasons.length === 0 ? t('ui.reason_text') : t('ui.reason_text_optional')}
      </label>
      <textarea
        id={`${id}-text`}
        className="zx-input zx-area"
        rows={2}
        maxLength={500}
        value={given.text}
        onChange={(event) => setGiven({ ...given, text: event.target.value })}
      />
      {withAdvice && (
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
