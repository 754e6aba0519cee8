import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Submission } from '../../contract/submissions.ts'
import { client, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { formatDateTime } from '../ui/format.ts'

type Question = Submission['questions'][number]

/** 核实: what offices asked about the item; open questions first to answer. */
export function QuestionsPanel({ item }: { item: Submission }) {
  if (item.questions.length === 0) return null
  return (
    <section className="zx-questions" aria-label={t('submissions.questions')}>
      {item.questions.map((question) => (
        <article key={question.id}>
          <p>
            <b>{t('submissions.question_from', { office: question.officeName, name: question.askedBy })}</b>{' '}
            <time className="zx-quiet">{formatDateTime(question.askedAt)}</time>
          </p>
          <p>{question.text}</p>
          {question.answer && (
            <blockquote>
              <b>{t('submissions.question_answer_by', { name: question.answer.by })}</b>{' '}
              <time className="zx-quiet">{formatDateTime(question.answer.at)}</time>
              <p>{question.answer.text}</p>
            </blockquote>
          )}
          {question.mayAnswer && <AnswerForm item={item} question={question} />}
        </article>
      ))}
    </section>
  )
}

function AnswerForm({ item, question }: { item: Submission; question: Question }) {
  const [text, setText] = useState('')
  const id = useId()
  const refusal = useRefusal('inline')
  const answer = useMutation({
    mutationFn: () => client.submissions.answerQuestion({ id: item.id, questionId: question.id, text }),
    onMutate: refusal.clear,
    onError: refusal.show,
    onSuccess: async () => {
      say.done(t('submissions.question_answered'))
      await refetchModules('submissions', 'home')
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') answer.mutate()
      }}
    >
      <label className="zx-label" htmlFor={id}>
        {t('submissions.question_answer')}
      </label>
      <textarea
        id={id}
        className="zx-input zx-area"
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Refused error={refusal.error} />
      <button type="submit" className="zx-button primary" disabled={text.trim() === '' || answer.isPending}>
        {t('submissions.question_send')}
      </button>
    </form>
  )
}
