import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { paragraphText, paragraphsOf } from '../../contract/body.ts'
import type { Body } from '../../contract/body.ts'
import type { Alike } from '../../contract/library.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import type { MessageKey } from '../app/i18n.ts'
import { Link } from '../app/links.tsx'
import { formatDay } from '../ui/format.ts'
import { StateTag } from '../ui/StateTag.tsx'
import type { Tone } from '../ui/StateTag.tsx'
import './library.css'
import { libraryPaths } from './paths.ts'
import { kindWord, stateWord } from './words.ts'

const tones: Record<Alike['likeness'], Tone> = {
  same: 'red',
  conflict: 'red',
  copy: 'red',
  contains: 'amber',
  contained: 'amber',
  sameMatter: 'blue',
}
const pause = 2500

const textOf = (body: Body): string =>
  body.content
    .map((block) => paragraphsOf(block).map(paragraphText).join('\n'))
    .join('\n')
    .slice(0, 200_000)

/** 是否已报: who wrote this before and what became of it, compared again when the writing pauses. It warns and blocks nothing. */
export function AlreadyReported({
  title,
  body,
  submissionId,
  unitId,
  folded,
}: {
  title: string
  body: Body
  submissionId: string | null
  unitId: string | null
  folded?: boolean
}) {
  const text = useMemo(() => textOf(body), [body])
  const [settled, setSettled] = useState({ title, text })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ title, text }), pause)
    return () => clearTimeout(timer)
  }, [title, text])
  const enough = settled.text.replace(/\s/gu, '').length >= 30
  const { data, isFetching } = useQuery(
    api.library.alreadyReported.queryOptions({
      input: { ...settled, submissionId, unitId },
      enabled: enough,
      staleTime: 60_000,
      placeholderData: (before) => before,
    }),
  )
  const items = enough ? (data?.items ?? []) : []
  const serious = items.some((item) => item.likeness !== 'sameMatter')
  return (
    <details className="zx-panel zx-already" open={!folded || serious}>
      <summary>
        {t('library.already')}
        <span className={serious ? 'zx-problem' : 'zx-quiet'} role="status">
          {isFetching && items.length === 0
            ? t('library.already_checking')
            : items.length === 0
              ? t('library.already_none_short')
              : t('library.already_found', { count: items.length })}
        </span>
      </summary>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <p>
              <StateTag tone={tones[item.likeness]}>{t(`library.likeness.${item.likeness}` as MessageKey)}</StateTag>
              <StateTag>{t(`library.reading.${item.reading}` as MessageKey)}</StateTag>
              <span className="zx-quiet">{t('library.percent', { percent: item.percent })}</span>
            </p>
            <Link to={libraryPaths.record(item.id)} target="_blank">
              {item.title}
            </Link>
            <p className="zx-quiet">
              {[
                item.sourceUnitName,
                formatDay(item.at),
                kindWord(item.kind),
                item.publicationName ? `《${item.publicationName}》${item.issueLabel}` : stateWord(item.state),
              ]
                .filter(Boolean)
                .join('　')}
            </p>
            {item.figures.map((figure) => (
              <p key={figure.around} className="zx-problem">
                {t('library.figures', figure)}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p className="zx-quiet">{t('library.already_hint')}</p>
    </details>
  )
}
