import { useId, useState } from 'react'
import type { Handling } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatDateTime } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { useAct } from './use-act.ts'

/** 点评: several, dated; for the unit or for colleagues. */
export function HandlingComments({ handling }: { handling: Handling }) {
  const [text, setText] = useState('')
  const [forSource, setForSource] = useState(true)
  const id = useId()
  const add = useAct(() => client.desk.comment({ id: handling.id, text, forSource }), {
    inline: true,
    after: () => setText(''),
  })
  return (
    <div className="zx-desk-comments">
      {handling.comments.length === 0 && <p className="zx-quiet">{t('desk.no_comments')}</p>}
      <ul>
        {handling.comments.map((comment) => (
          <li key={comment.id}>
            <b>{comment.authorName}</b>{' '}
            <StateTag tone={comment.forSource ? 'blue' : 'neutral'}>
              {comment.forSource ? t('desk.for_source') : t('desk.for_office')}
            </StateTag>{' '}
            <time className="zx-quiet" dateTime={comment.at}>
              {formatDateTime(comment.at)}
            </time>
            <p>{comment.text}</p>
          </li>
        ))}
      </ul>
      {handling.actions.includes('comment') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim() !== '') add.mutate(undefined)
          }}
        >
          <label className="zx-label" htmlFor={id}>
            {t('desk.comment')}
          </label>
          <textarea
            id={id}
            className="zx-input zx-area"
            rows={3}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="zx-row">
            <label>
              <input type="radio" name={`${id}-for`} checked={forSource} onChange={() => setForSource(true)} />{' '}
              {t('desk.for_source')}
            </label>
            <label>
              <input type="radio" name={`${id}-for`} checked={!forSource} onChange={() => setForSource(false)} />{' '}
              {t('desk.for_office')}
            </label>
            <button type="submit" className="zx-button primary" disabled={text.trim() === '' || add.isPending}>
              {t('desk.comment_send')}
            </button>
          </div>
          <Refused error={add.error} />
        </form>
      )}
    </div>
  )
}
