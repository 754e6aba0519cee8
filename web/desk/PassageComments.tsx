import { useEffect, useId, useState } from 'react'
import type { PassageComment, Piece } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { formatShort } from '../ui/format.ts'
import { say } from '../ui/Messages.tsx'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { markWords, pieceSheet, selectedIn, showWords } from './find-words.ts'
import { useAct } from './use-act.ts'

/** 批注 on passages of the piece: open ones first, each with its words, its answers and its settling. */
export function PassageComments({ piece, settle }: { piece: Piece; settle: () => Promise<boolean> }) {
  const [quote, setQuote] = useState<string>()
  const open = piece.comments.filter((comment) => !comment.resolved)
  const done = piece.comments.filter((comment) => comment.resolved)
  const mayWrite = piece.actions.includes('comment')
  const quotes = open.map((comment) => comment.quote).join('\u0000')
  useEffect(() => {
    const draw = () => markWords(quotes === '' ? [] : quotes.split('\u0000'))
    draw()
    const timer = setInterval(draw, 1000) // the text changes under it as it is typed
    return () => {
      clearInterval(timer)
      markWords([])
    }
  }, [quotes])
  const begin = () => {
    const words = selectedIn(pieceSheet())
    if (words === '') say.warning(t('desk.passage_comment_select'))
    else setQuote(words.slice(0, 2000))
  }
  return (
    <section className="zx-panel zx-desk-remarks" aria-label={t('desk.passage_comments')}>
      <h2>
        {t('desk.passage_comments')}{' '}
        {open.length > 0 && <StateTag tone="amber">{t('desk.passage_comments_open', { count: open.length })}</StateTag>}
      </h2>
      {mayWrite && quote === undefined && (
        <div className="zx-row">
          <button
            type="button"
            className="zx-button"
            onMouseDown={(event) => event.preventDefault()}
            onClick={begin}
            title={t('desk.passage_comment_hint')}
          >
            {t('desk.passage_comment_add')}
          </button>
        </div>
      )}
      {quote !== undefined && (
        <Write
          quote={quote}
          send={async (text) => {
            await settle()
            return client.desk.commentPassage({ id: piece.id, quote, text })
          }}
          close={() => setQuote(undefined)}
          label={t('desk.passage_comment_text')}
          confirm={t('desk.passage_comments')}
        />
      )}
      {piece.comments.length === 0 && quote === undefined && (
        <p className="zx-quiet">
          {t('desk.passage_comments_none')}
          {mayWrite && t('desk.passage_comment_hint')}
        </p>
      )}
      {open.map((comment) => (
        <Remark key={comment.id} pieceId={piece.id} comment={comment} mayWrite={mayWrite} />
      ))}
      {done.length > 0 && (
        <details>
          <summary>{t('desk.passage_comments_done', { count: done.length })}</summary>
          {done.map((comment) => (
            <Remark key={comment.id} pieceId={piece.id} comment={comment} mayWrite={mayWrite} />
          ))}
        </details>
      )}
    </section>
  )
}

function Remark({ pieceId, comment, mayWrite }: { pieceId: string; comment: PassageComment; mayWrite: boolean }) {
  const [answering, setAnswering] = useState(false)
  const ask = { id: pieceId, commentId: comment.id }
  const resolve = useAct((resolved: boolean) => client.desk.resolvePassageComment({ ...ask, resolved }))
  return (
    <article>
      <button
        type="button"
        className="zx-desk-quote"
        title={t('desk.passage_comment_show')}
        onClick={() => {
          if (!showWords(comment.quote)) say.warning(t('desk.passage_comment_gone'))
        }}
      >
        {comment.quote.length > 60 ? `${comment.quote.slice(0, 60)}…` : comment.quote}
      </button>
      <p>
        <b>{comment.authorName}</b> <span className="zx-quiet">{formatShort(comment.at)}</span>{' '}
        {!comment.present && <StateTag>{t('desk.passage_comment_gone')}</StateTag>}
        {comment.resolved && (
          <StateTag tone="green">{t('desk.passage_comment_resolved_by', { name: comment.resolved.byName })}</StateTag>
        )}
      </p>
      <p>{comment.text}</p>
      {comment.answers.map((answer) => (
        <p key={answer.id} className="zx-desk-answer">
          <b>{answer.authorName}</b> <span className="zx-quiet">{formatShort(answer.at)}</span>
          <br />
          {answer.text}
        </p>
      ))}
      {mayWrite && (
        <div className="zx-row">
          {!comment.resolved && (
            <button type="button" className="zx-link-button" onClick={() => setAnswering(true)}>
              {t('desk.passage_comment_answer')}
            </button>
          )}
          <button
            type="button"
            className="zx-link-button"
            disabled={resolve.isPending}
            onClick={() => resolve.mutate(!comment.resolved)}
          >
            {t(comment.resolved ? 'desk.passage_comment_reopen' : 'desk.passage_comment_resolve')}
          </button>
        </div>
      )}
      {answering && (
        <Write
          send={(text) => client.desk.answerPassageComment({ ...ask, text })}
          close={() => setAnswering(false)}
          label={t('desk.passage_comment_answer')}
          confirm={t('desk.passage_comment_answer')}
        />
      )}
    </article>
  )
}

function Write({
  quote,
  send,
  close,
  label,
  confirm,
}: {
  quote?: string
  send: (text: string) => Promise<unknown>
  close: () => void
  label: string
  confirm: string
}) {
  const [text, setText] = useState('')
  const id = useId()
  const act = useAct(() => send(text), { inline: true, after: close })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') act.mutate(undefined)
      }}
    >
      {quote && <blockquote className="zx-desk-quote">{quote}</blockquote>}
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={2}
        maxLength={2000}
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="zx-row">
        <button type="submit" className="zx-button primary" disabled={text.trim() === '' || act.isPending}>
          {confirm}
        </button>
        <button type="button" className="zx-button" onClick={close}>
          {t('ui.cancel')}
        </button>
      </div>
      <Refused error={act.error} />
    </form>
  )
}
