import type { FoundWord } from '../../contract/wording.ts'
import { t } from '../app/i18n.ts'
import { StateTag } from '../ui/StateTag.tsx'
import './wording.css'

/** 词语检查: each passage with a listed word, marked where it stands, and what to write instead. Nothing found shows nothing. */
export function FoundWords({ found }: { found: FoundWord[] }) {
  if (found.length === 0) return null
  return (
    <section className="zx-found-words" aria-label={t('wording.found')}>
      <p>
        <b>{t('wording.found_count', { count: found.length })}</b>
      </p>
      <ul>
        {found.slice(0, 30).map((passage, at) => (
          <li key={at}>
            <StateTag tone={passage.effect === 'stop' ? 'red' : 'amber'}>{passage.listName}</StateTag>{' '}
            {passage.inTitle && <span className="zx-quiet">{t('wording.in_title')}</span>}
            {passage.before}
            <mark>{passage.found}</mark>
            {passage.after}
            {passage.advice !== '' && (
              <span className="zx-quiet">{t('wording.advice_line', { advice: passage.advice })}</span>
            )}
          </li>
        ))}
      </ul>
      {found.length > 30 && <p className="zx-quiet">{t('wording.more', { count: found.length - 30 })}</p>}
    </section>
  )
}
