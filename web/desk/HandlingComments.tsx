import { useId, useState } from 'react'
import type { Handling } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatDateTime } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { useAct } from './use-act.ts'

const reaches = ['source', 'question', 'office'] as const
type Reach = (typeof reaches)[number]

function CommentTag({ comment }: { comment: Handling['comments'][number] }) {
  if (!comment.forSource) return <StateTag>{t('desk.for_office')}</StateTag>
  if (!comment.asksAnswer) return <StateTag tone="blue">{t('desk.for_source')}</StateTag>
  return comment.answer ? (
    <StateTag tone="green">{t('desk.question_answered')}</StateTag>
  ) : (
    <StateTag tone="amber">{t('desk.question_open')}</StateTag>
  )
}

/** 点评、核实: several, dated; for the unit, for colleagues, or a question that the unit answers. */
export function HandlingComments({ handling }: { handling: Handling }) {
  const [text, setText] = useState('')
  const [reach, setReach] = useState<Reach>('source')
  const id = useId()
  const add = useAct(
    () =>
      client.desk.comment({ id: handling.id, text, forSource: reach !== 'office', asksAnswer: reach === 'question' }),
    {
      inline: true,
      after: () => setText(''),
    },
  )
  return (
    <div className="zx-desk-comments">
      {handling.comments.length === 0 && <p className="zx-quiet">{t('desk.no_comments')}</p>}
      <ul>
        {handling.comments.map((comment) => (
          <li key={comment.id}>
            <b>{comment.authorName}</b> <CommentTag comment={comment} />{' '}
            <time className="zx-quiet" dateTime={comment.at}>
              {formatDateTime(comment.at)}
            </time>
            <p>{comment.text}</p>
            {comment.answer && (
              <blockquote>
                <b>{t('desk.answered_by', { name: comment.answer.authorName })}</b>{' '}
                <time className="zx-quiet" dateTime={comment.answer.at}>
                  {formatDateTime(comment.answer.at)}
                </time>
                <p>{comment.answer.text}</p>
              </blockquote>
            )}
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
            {reaches.map((each) => (
              <label key={each}>
                <input type="radio" name={`${id}-for`} checked={reach === each} onChange={() => setReach(each)} />{' '}
                {t(`desk.comment_${each}`)}
              </label>
            ))}
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
