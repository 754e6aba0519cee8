import type { Snippet } from '../../contract/library.ts'

/** A text with the found words marked. */
export function Marked({ parts }: { parts: Snippet }) {
  return (
    <>{parts.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>))}</>
  )
}
