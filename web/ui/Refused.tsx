import { useState } from 'react'
import { isPassing, refusalOf } from '../app/api.ts'
import type { RefusalShape } from '../app/api.ts'
import { refusalSentence, t, tMaybe } from '../app/i18n.ts'
import { say } from './Messages.tsx'

/** The sentence for anything that was thrown: a refusal, a lost connection, a bug with its number. */
export function sentenceOf(error: unknown): string {
  const refusal = refusalOf(error)
  if (refusal)
    return refusal.code === 'bug' ? t('app.bug', { id: String(refusal.data['id'] ?? '') }) : refusalText(refusal)
  if (isPassing(error)) return t('app.unreachable_hint')
  return t('app.broken_hint', { id: error instanceof Error ? error.name : '-' })
}

/** What is missing is data of the refusal (`missing: ['body']`): named in the words of the page where there are any. */
function refusalText({ code, data }: RefusalShape): string {
  const named = Array.isArray(data['missing'])
    ? {
        ...data,
        missing: data['missing'].map((field) =>
          tMaybe(`${code.split('.')[0]}s.field.${field}`, tMaybe(`ui.field.${field}`, String(field))),
        ),
      }
    : data
  return refusalSentence(code, named)
}

/** Shows why the server said no, where it was asked. Nothing when there is no error. */
export function Refused({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p className="zx-problem" role="alert">
      {sentenceOf(error)}
    </p>
  )
}

/**
 * For mutations. `inline`: keep the error and show `<Refused error={refusal.error} />`; otherwise it is said at the edge of the page.
 * `useMutation({ ...api.x.y.mutationOptions(), onError: refusal.show, onMutate: refusal.clear })`
 */
export function useRefusal(where: 'inline' | 'message' = 'message'): {
  error: unknown
  show: (error: unknown) => void
  clear: () => void
} {
  const [error, setError] = useState<unknown>(null)
  return {
    error,
    show: (thrown) => (where === 'inline' ? setError(thrown) : say.error(sentenceOf(thrown))),
    clear: () => setError(null),
  }
}
