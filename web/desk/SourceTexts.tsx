import { useRef, useState } from 'react'
import { bodyFromText, paragraphText, paragraphsOf } from '../../contract/body.ts'
import type { BodyBlock } from '../../contract/body.ts'
import type { Piece } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { BodyView } from '../ui/BodyView.tsx'
import { Icon } from '../ui/Icon.tsx'
import { say } from '../ui/Messages.tsx'
import { sentenceOf } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { selectedIn } from './find-words.ts'
import { useAct } from './use-act.ts'

type Source = Piece['sources'][number]

/** The originals, one after the other to look at. A passage goes into the text where the cursor stands, and its source is remembered. */
export function SourceTexts({ piece, onInsert }: { piece: Piece; onInsert?: (blocks: BodyBlock[]) => void }) {
  const [shown, setShown] = useState(0)
  const source = piece.sources[shown] ?? piece.sources[0]
  if (!source) return <aside className="zx-desk-left" aria-label={t('desk.originals')} />
  return (
    <aside className="zx-desk-left" aria-label={t('desk.originals')}>
      <label className="zx-label">
        {t('desk.originals')}
        <select className="zx-input" value={shown} onChange={(event) => setShown(Number(event.target.value))}>
          {piece.sources.map((one, index) => (
            <option key={one.handlingId} value={index}>
              {index + 1}. {one.unitName}　{one.title}
              {one.passages.length > 0 ? `（${t('desk.passages_taken', { count: one.passages.length })}）` : ''}
            </option>
          ))}
        </select>
      </label>
      <SourceText key={source.handlingId} pieceId={piece.id} source={source} onInsert={onInsert} />
    </aside>
  )
}

const wordsOf = (blocks: BodyBlock[]): string =>
  blocks
    .map((block) => (block.type === 'image' ? block.attrs.caption : paragraphsOf(block).map(paragraphText).join('\n')))
    .join('\n')
    .trim()

function SourceText({
  pieceId,
  source,
  onInsert,
}: {
  pieceId: string
  source: Source
  onInsert?: (blocks: BodyBlock[]) => void
}) {
  const [role, setRole] = useState(source.role)
  const [weight, setWeight] = useState(source.weight)
  const text = useRef<HTMLDivElement>(null)
  const take = useAct(async (blocks: BodyBlock[]) => {
    const quote = wordsOf(blocks)
    if (quote !== '') await client.desk.takePassage({ id: pieceId, handlingId: source.handlingId, quote, role, weight })
    onInsert?.(blocks)
  })
  const takeSelected = () => {
    const words = selectedIn(text.current)
    if (words === '') say.warning(t('desk.take_nothing'))
    else take.mutate(bodyFromText(words).content)
  }
  const keepSelection = { onMouseDown: (event: React.MouseEvent) => event.preventDefault(), disabled: take.isPending }
  const taken = source.passages.map((passage) => passage.quote.replace(/\s+/gu, '')).join('\n')
  return (
    <>
      {onInsert && (
        <div className="zx-desk-take">
          <label>
            {t('desk.role')}
            <select
              className="zx-input"
              value={role}
              onChange={(event) => setRole(event.target.value as Source['role'])}
            >
              <option value="lead">{t('desk.role_lead')}</option>
              <option value="other">{t('desk.role_other')}</option>
            </select>
          </label>
          <label>
            {t('desk.weight')}
            <input
              className="zx-input"
              type="number"
              min={1}
              max={100}
              value={weight}
              onChange={(event) => setWeight(Math.min(100, Math.max(1, Math.round(Number(event.target.value) || 1))))}
            />
          </label>
          <button type="button" className="zx-button primary" {...keepSelection} onClick={takeSelected}>
            {t('desk.take_passage')}
          </button>
          <p className="zx-quiet">{t('desk.take_hint')}</p>
          {take.error && <p role="alert">{sentenceOf(take.error)}</p>}
        </div>
      )}
      <div ref={text}>
        <h3>{source.text.title}</h3>
        {source.text.body.content.map((block, index) => {
          const words = wordsOf([block]).replace(/\s+/gu, '')
          const isTaken = words !== '' && taken.includes(words)
          return (
            <div key={index} className={isTaken ? 'zx-desk-passage taken' : 'zx-desk-passage'}>
              <BodyView body={{ type: 'doc', content: [block] }} />
              {onInsert && (
                <button
                  type="button"
                  className="zx-icon-button"
                  aria-label={t('desk.insert_passage', { number: index + 1 })}
                  title={t('desk.insert')}
                  {...keepSelection}
                  onClick={() => take.mutate([block])}
                >
                  <Icon name="right" size={14} />
                </button>
              )}
            </div>
          )
        })}
      </div>
      {onInsert && (
        <button
          type="button"
          className="zx-button"
          {...keepSelection}
          onClick={() => take.mutate(source.text.body.content)}
        >
          {t('desk.insert_all')}
        </button>
      )}
      {source.passages.length > 0 && (
        <section className="zx-desk-taken" aria-label={t('desk.passages_taken', { count: source.passages.length })}>
          <h4>{t('desk.passages_taken', { count: source.passages.length })}</h4>
          <ul>
            {source.passages.map((passage) => (
              <li key={passage.id}>
                <StateTag tone={passage.present ? 'green' : 'neutral'}>
                  {t(passage.present ? 'desk.passage_present' : 'desk.passage_changed')}
                </StateTag>{' '}
                {passage.quote.length > 40 ? `${passage.quote.slice(0, 40)}…` : passage.quote}
                <span className="zx-quiet">　{passage.takenByName}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
