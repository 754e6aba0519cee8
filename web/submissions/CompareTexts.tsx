import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { LifeText, Submission } from '../../contract/submissions.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { CompareView } from '../ui/CompareView.tsx'
import { formatShort } from '../ui/format.ts'
import { Refused } from '../ui/Refused.tsx'

export interface Pair {
  before: string
  after: string
}

/** The author's last own text against the newest: what review, signer and the offices above made of it. */
export function defaultPair(item: Submission, texts: LifeText[]): Pair | null {
  if (texts.length < 2) return null
  const newest = texts.at(-1)!
  const own =
    texts.findLast((text) => text.kind === 'revision' && text.by === item.reporterName && text.ref !== newest.ref) ??
    texts[0]!
  return { before: own.ref, after: newest.ref }
}

/** 修改痕迹 between any two texts of the item's life. */
export function CompareTexts({
  item,
  texts,
  pair,
  onPair,
}: {
  item: Submission
  texts: LifeText[]
  pair: Pair | null
  onPair: (pair: Pair) => void
}) {
  const comparison = useQuery({
    ...api.submissions.compare.queryOptions({
      input: { id: item.id, before: pair?.before ?? '', after: pair?.after ?? '' },
    }),
    enabled: pair !== null,
    placeholderData: keepPreviousData,
  })
  if (!pair) return <p className="zx-opening">{t('submissions.compare_one')}</p>
  const options = texts.map((text) => ({ value: text.ref, label: labelOf(text, item) }))
  return (
    <div className="zx-compare-texts">
      <div className="zx-compare-choice">
        <label>
          {t('submissions.compare_before')}{' '}
          <Select
            aria-label={t('submissions.compare_before')}
            style={{ width: 270 }}
            value={pair.before}
            options={options}
            onChange={(before: string) => onPair({ ...pair, before })}
          />
        </label>
        <label>
          {t('submissions.compare_after')}{' '}
          <Select
            aria-label={t('submissions.compare_after')}
            style={{ width: 270 }}
            value={pair.after}
            options={options}
            onChange={(after: string) => onPair({ ...pair, after })}
          />
        </label>
      </div>
      <Refused error={comparison.error} />
      {comparison.isPending && (
        <p className="zx-opening" role="status">
          {t('app.loading')}
        </p>
      )}
      {comparison.data && <CompareView key={`${pair.before}${pair.after}`} comparison={comparison.data} />}
    </div>
  )
}

function labelOf(text: LifeText, item: Submission): string {
  const vars = { number: text.number ?? 0, by: text.by, at: formatShort(text.at) }
  const label = t(text.kind === 'revision' ? 'submissions.text_revision' : 'submissions.text_edited', vars)
  return text.digest !== null && text.digest === item.signOff?.statement.digest
    ? `${label}${t('submissions.text_final')}`
    : label
}
