import { useState } from 'react'
import type { BodyBlock } from '../../contract/body.ts'
import type { Piece } from '../../contract/desk.ts'
import { t } from '../app/i18n.ts'
import { BodyView } from '../ui/BodyView.tsx'
import { Icon } from '../ui/Icon.tsx'

/** The originals, one after the other to look at. A passage goes into the text where the cursor stands. */
export function SourceTexts({
  sources,
  onInsert,
}: {
  sources: Piece['sources']
  onInsert?: (blocks: BodyBlock[]) => void
}) {
  const [shown, setShown] = useState(0)
  const source = sources[shown] ?? sources[0]
  if (!source) return <aside className="zx-desk-left" aria-label={t('desk.originals')} />
  return (
    <aside className="zx-desk-left" aria-label={t('desk.originals')}>
      <label className="zx-label">
        {t('desk.originals')}
        <select className="zx-input" value={shown} onChange={(event) => setShown(Number(event.target.value))}>
          {sources.map((one, index) => (
            <option key={one.handlingId} value={index}>
              {index + 1}. {one.unitName}　{one.title}
            </option>
          ))}
        </select>
      </label>
      <h3>{source.text.title}</h3>
      {source.text.body.content.map((block, index) => (
        <div key={index} className="zx-desk-passage">
          <BodyView body={{ type: 'doc', content: [block] }} />
          {onInsert && (
            <button
              type="button"
              className="zx-icon-button"
              aria-label={t('desk.insert_passage', { number: index + 1 })}
              title={t('desk.insert')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onInsert([block])}
            >
              <Icon name="right" size={14} />
            </button>
          )}
        </div>
      ))}
      {onInsert && (
        <button
          type="button"
          className="zx-button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onInsert(source.text.body.content)}
        >
          {t('desk.insert_all')}
        </button>
      )}
    </aside>
  )
}
