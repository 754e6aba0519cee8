import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Body } from '../../contract/body.ts'
import type { ResearchPart } from '../../contract/documents.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'

const parts: ResearchPart[] = ['situation', 'problem', 'analysis', 'advice']

/** 第十一条: 有情况、有问题、有分析、有建议. Looks again when the typing rests. */
export function ResearchGuide({ title, body }: { title: string; body: Body }) {
  const [text, setText] = useState({ title, body })
  useEffect(() => {
    const timer = setTimeout(() => setText({ title, body }), 1500)
    return () => clearTimeout(timer)
  }, [title, body])
  const { data } = useQuery({
    queryKey: ['research-guide', text],
    queryFn: () => client.documents.check(text),
    placeholderData: (before) => before,
    gcTime: 0,
  })
  return (
    <section className="zx-guide" aria-label={t('submissions.guide')}>
      <h2>{t('submissions.guide')}</h2>
      <ul>
        {parts.map((part) => {
          const there = data !== undefined && !data.missingParts.includes(part)
          return (
            <li key={part} className={there ? 'there' : undefined}>
              <Icon name={there ? 'check' : 'more'} size={14} />
              {t(`submissions.part_${part}`)}
              <span>{t(there ? 'submissions.part_there' : 'submissions.part_missing')}</span>
            </li>
          )
        })}
      </ul>
      {data?.outline.map((problem) => (
        <p key={problem.block} className="zx-field-note">
          {t('submissions.outline_expected', { text: problem.text.slice(0, 16), expected: problem.expected })}
        </p>
      ))}
      <p className="zx-field-note">{t('submissions.guide_hint')}</p>
    </section>
  )
}
