import { useQuery } from '@tanstack/react-query'
import type { DirectiveRow } from '../../contract/directives.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDay } from '../ui/format.ts'
import './directives.css'
import { LightTag } from './LightTag.tsx'
import { directivePaths } from './paths.ts'
import { directiveTones, directiveWord } from './words.ts'

/** On a leader's first page: what became of what he wrote. Nothing for those who never wrote. */
export default function MyDirectives() {
  const { data } = useQuery(api.directives.mine.queryOptions({ input: { limit: 5 } }))
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label={t('directives.mine')}>
      <h2>
        {t('directives.mine')}
        <Link to={directivePaths.mine} className="zx-mine-all">
          {t('directives.all')}
        </Link>
      </h2>
      <DirectiveCards rows={data.items} />
    </section>
  )
}

export const DirectiveCards = ({ rows }: { rows: DirectiveRow[] }) => (
  <ul className="zx-mine">
    {rows.map((row) => (
      <li key={row.id}>
        <Link to={directivePaths.directive(row.id)}>
          <span className="zx-mine-head">
            <b>{row.itemTitle}</b>
            <StateTag tone={directiveTones[row.status]}>{directiveWord(row.status)}</StateTag>
            {row.light !== 'green' && <LightTag light={row.light} />}
          </span>
          <span className="zx-mine-words">{row.text || t('directives.by_hand')}</span>
          <span className="zx-quiet">
            {[
              formatDay(row.directedOn),
              row.leadUnitName && t('directives.led_by', { unit: row.leadUnitName }),
              row.lastFeedbackAt && t('directives.last_feedback', { day: formatDay(row.lastFeedbackAt) }),
            ]
              .filter(Boolean)
              .join('　')}
          </span>
        </Link>
      </li>
    ))}
  </ul>
)
