import type { Hit } from '../../contract/library.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatDay } from '../ui/format.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { Marked } from './Marked.tsx'
import { libraryPaths } from './paths.ts'
import { kindTone, kindWord, stateWord } from './words.ts'

/** One hit: what it is, where the words stand, and from whom it came. */
export function HitItem({
  hit,
  q,
  chosen,
  onChoose,
}: {
  hit: Hit
  q?: string
  chosen?: boolean
  onChoose?: (chosen: boolean) => void
}) {
  const title = hit.title.map((part) => part.text).join('')
  return (
    <li className="zx-hit">
      {onChoose && (
        <input
          type="checkbox"
          checked={chosen}
          aria-label={`${t('library.select')}：${title}`}
          onChange={(event) => onChoose(event.target.checked)}
        />
      )}
      <div>
        <h3>
          <StateTag tone={kindTone[hit.kind as keyof typeof kindTone]}>{kindWord(hit.kind)}</StateTag>
          <Link to={`${libraryPaths.record(hit.id)}${q ? `?q=${encodeURIComponent(JSON.stringify(q))}` : ''}`}>
            <Marked parts={hit.title} />
          </Link>
        </h3>
        {hit.snippet.length > 0 && (
          <p className="zx-hit-text">
            <Marked parts={hit.snippet} />
          </p>
        )}
        <p className="zx-hit-facts">
          <span>{formatDay(hit.sortAt)}</span>
          <span>{hit.sourceUnitName || hit.unitName}</span>
          {hit.publicationName && (
            <span>
              《{hit.publicationName}》{hit.issueLabel}
            </span>
          )}
          {hit.documentNumber && <span>{hit.documentNumber}</span>}
          {hit.kind !== 'document' && <span>{stateWord(hit.state)}</span>}
          <span>{t('library.characters', { count: hit.characters })}</span>
          {hit.topics.slice(0, 3).map((topic) => (
            <span key={topic} className="zx-hit-topic">
              {topic}
            </span>
          ))}
        </p>
      </div>
    </li>
  )
}
