import { useEffect, useState } from 'react'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'

export interface MarkedPassage {
  adoptionId: string
  title: string
  passage: string
}

/** 批示 on the words just marked: a button that is there as long as they are. */
export function PassageDirective({ onDirect }: { onDirect: (marked: MarkedPassage) => void }) {
  const [marked, setMarked] = useState<MarkedPassage | null>(null)
  useEffect(() => {
    const look = () => setMarked(markedPassage())
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [])
  if (!marked) return null
  return (
    <button
      type="button"
      className="zx-button primary zx-read-mark"
      onPointerDown={(event) => event.preventDefault()} // the marking stays
      onClick={() => onDirect(marked)}
    >
      <Icon name="pen" size={18} />
      {t('reading.direct_passage')}
    </button>
  )
}

function markedPassage(): MarkedPassage | null {
  const selection = window.getSelection()
  const passage = (selection?.toString() ?? '').trim().slice(0, 500)
  const node = selection?.anchorNode
  const entry = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('.zx-read-entry')
  if (passage === '' || !entry) return null
  return {
    passage,
    adoptionId: entry.id.replace('entry-', ''),
    title: entry.querySelector('h3')?.textContent ?? '',
  }
}
