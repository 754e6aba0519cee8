import { useId, useState } from 'react'
import { t } from '../app/i18n.ts'
import { BodyView } from '../ui/BodyView.tsx'
import type { Taken, TakenReview } from './taken.ts'

/** Reading and passing an item without a line; the opinion goes up when the line is back, over exactly this text. */
export function ReviewView({
  review,
  change,
  remove,
}: {
  review: TakenReview
  change: (taken: Taken) => Promise<void>
  remove: (id: string) => Promise<void>
}) {
  const [opinion, setOpinion] = useState(review.opinion)
  const id = useId()
  const pass = () =>
    void change({ ...review, opinion, wish: 'pass', state: { name: 'waiting' }, updatedAt: new Date().toISOString() })
  const { state } = review
  return (
    <>
      {state.name === 'conflict' && (
        <p className="zx-problem" role="alert">
          {t('workstation.review_changed', { by: state.by })}
        </p>
      )}
      {state.name === 'refused' && (
        <p className="zx-problem" role="alert">
          {state.sentence}
        </p>
      )}
      <div className="zx-workstation-sheet">
        <BodyView body={review.body} title={review.title} sheet />
      </div>
      <div className="zx-workstation-acts">
        <label htmlFor={id}>{t('workstation.opinion')}</label>
        <input
          id={id}
          className="zx-input"
          maxLength={500}
          value={opinion}
          onChange={(event) => setOpinion(event.target.value)}
        />
        <div className="zx-row">
          {(state.name === 'kept' || state.name === 'refused') && (
            <button type="button" className="zx-button primary" onClick={pass}>
              {t('workstation.wish_pass')}
            </button>
          )}
          <button type="button" className="zx-link-button" onClick={() => void remove(review.id)}>
            {t('workstation.remove_review')}
          </button>
        </div>
      </div>
    </>
  )
}
