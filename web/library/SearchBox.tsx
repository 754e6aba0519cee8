import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'

export interface Suggested {
  kind: 'unit' | 'person' | 'topic' | 'place' | 'title'
  text: string
  id: string | null
}

/** One box: words, with suggestions while typing. Arrow keys choose, Enter searches, Escape closes. */
export function SearchBox({
  value,
  onSearch,
  onChoose,
}: {
  value: string
  onSearch: (q: string) => void
  onChoose: (chosen: Suggested) => void
}) {
  const [text, setText] = useState(value)
  const [settled, setSettled] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const listId = useId()
  useEffect(() => setText(value), [value])
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 180)
    return () => clearTimeout(timer)
  }, [text])
  const last = settled.split(/\s+/u).at(-1) ?? ''
  const asked = open && last.length >= 1 && last.length <= 30
  const { data } = useQuery(
    api.library.suggest.queryOptions({ input: { q: last || ' ' }, enabled: asked, staleTime: 60_000 }),
  )
  const items = asked ? (data?.items ?? []) : []
  const choose = (index: number) => {
    setOpen(false)
    setAt(-1)
    const item = items[index]
    if (item) {
      setText(settled.split(/\s+/u).slice(0, -1).join(' '))
      onChoose(item)
    } else onSearch(text.trim())
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      setAt(Math.max(-1, Math.min(items.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))))
    }
    if (event.key === 'Escape') setOpen(false)
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(at)
    }
  }
  return (
    <form
      className="zx-search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        choose(-1)
      }}
    >
      <div className="zx-search-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={t('library.search_label')}
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
          placeholder={t('library.search_hint')}
          value={text}
          maxLength={400}
          autoFocus
          onChange={(event) => {
            setText(event.target.value)
            setOpen(true)
            setAt(-1)
          }}
          onKeyDown={keys}
          onBlur={() => setTimeout(() => setOpen(false), 150)}
        />
        {text && (
          <button
            type="button"
            className="zx-search-clear"
            aria-label={t('library.clear')}
            onClick={() => {
              setText('')
              onSearch('')
            }}
          >
            <Icon name="close" size={14} />
          </button>
        )}
        <ul id={listId} role="listbox" aria-label={t('library.suggestions')} hidden={items.length === 0}>
          {items.map((item, index) => (
            <li
              key={`${item.kind}-${item.id ?? item.text}`}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault()
                choose(index)
              }}
            >
              <span className="zx-tag">{t(`library.suggest.${item.kind}` as MessageKey)}</span>
              <span>{item.text}</span>
              <span className="zx-quiet">{item.detail}</span>
            </li>
          ))}
        </ul>
      </div>
      <button type="submit" className="zx-button primary">
        {t('library.search_button')}
      </button>
    </form>
  )
}
