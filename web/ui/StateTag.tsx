import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'blue' | 'green' | 'amber' | 'red' | 'violet'

/** A state as a word with a quiet ground. A plain span: a list shows hundreds of them. The word says it, the colour only helps. */
export function StateTag({ tone = 'neutral', children, title }: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={`zx-tag ${tone}`} title={title}>
      {children}
    </span>
  )
}
