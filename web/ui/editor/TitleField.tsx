import { useEffect, useRef } from 'react'
import { t } from '../../app/i18n.ts'

/** The title on the sheet: centred, grows with its words; Enter goes on to the text. */
export function TitleField({
  value,
  onChange,
  readOnly,
  advised = 40,
}: {
  value: string
  onChange?: (title: string) => void
  readOnly?: boolean
  advised?: number
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const box = field.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight}px`
  }, [value])
  if (readOnly) return <h2 className="zx-sheet-title">{value}</h2>
  return (
    <div className="zx-title-field">
      <textarea
        ref={field}
        rows={1}
        value={value}
        maxLength={1000}
        placeholder={t('ui.title_here')}
        aria-label={t('ui.title')}
        className="zx-sheet-title"
        onChange={(event) => onChange?.(event.target.value.replace(/\s*\n\s*/g, ''))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          event.currentTarget.closest('.zx-sheet')?.querySelector<HTMLElement>('.zx-sheet-text')?.focus()
        }}
      />
      {value.length > advised && <span className="zx-title-long">{t('ui.title_long', { count: value.length })}</span>}
    </div>
  )
}
