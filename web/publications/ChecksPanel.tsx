import { useQuery } from '@tanstack/react-query'
import type { Issue } from '../../contract/publications.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { StateTag } from '../ui/StateTag.tsx'
import { problemSentence } from './words.ts'

/** 发布前检查: everything at once; what blocks stands first. */
export function ChecksPanel({ issue }: { issue: Issue }) {
  const glyphs = useQuery(api.publications.glyphs.queryOptions({ input: { id: issue.id } }))
  const sorted = [...issue.problems, ...(glyphs.data?.problems ?? [])].sort(
    (one, other) => Number(other.blocks) - Number(one.blocks),
  )
  return (
    <section className="zx-panel zx-issue-checks" aria-label={t('publications.checks')}>
      <h2>{t('publications.checks')}</h2>
      {sorted.length === 0 && <p className="zx-quiet">{t('publications.checks_fine')}</p>}
      <ul>
        {sorted.map((problem, index) => (
          <li key={index}>
            <StateTag tone={problem.blocks ? 'red' : 'amber'}>
              {t(problem.blocks ? 'publications.blocks' : 'publications.warns')}
            </StateTag>
            <span>{problemSentence(problem)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
