import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import type { Taken } from './taken.ts'

/** 带到本机: own drafts to go on with, and items that wait for the own review. */
export function TakeAlong({
  mayReview,
  taken,
  take,
  onClose,
}: {
  mayReview: boolean
  taken: Taken[]
  take: (taken: Taken) => Promise<void>
  onClose: () => void
}) {
  const [error, setError] = useState<unknown>(null)
  const list = useQuery({
    queryKey: ['workstation', 'take-along', mayReview],
    staleTime: 0,
    queryFn: async () => {
      const drafts = await client.submissions.list({ scope: 'mine', status: ['draft', 'returned'], limit: 100 })
      const reviews = mayReview ? await client.submissions.list({ scope: 'toReview', limit: 100 }) : { items: [] }
      return [
        ...drafts.items.map((item) => ({ kind: 'draft' as const, id: item.id, title: item.title })),
        ...reviews.items.map((item) => ({ kind: 'review' as const, id: item.id, title: item.title })),
      ]
    },
  })
  const here = new Set(taken.filter((each) => each.state.name !== 'done').map((each) => each.id))
  const offered = (list.data ?? []).filter((item) => !here.has(item.id))
  const bring = async (item: (typeof offered)[number]) => {
    setError(null)
    try {
      const { text, ...found } = await client.submissions.get({ id: item.id })
      const common = { id: item.id, title: text.title, body: text.body, updatedAt: new Date().toISOString() }
      const state = { name: 'kept' as const }
      await take(
        item.kind === 'draft'
          ? {
              ...common,
              kind: 'draft',
              baseVersion: text.version,
              categoryCode: found.categoryCode,
              genreCode: found.genreCode,
              authorName: found.authorName,
              authorPhone: found.authorPhone,
              wish: 'keep',
              state,
            }
          : {
              ...common,
              kind: 'review',
              digest: text.digest,
              reporterName: found.reporterName,
              opinion: '',
              wish: 'keep',
              state,
            },
      )
    } catch (thrown) {
      setError(thrown)
    }
  }
  return (
    <Dialog title={t('workstation.take')} width={560} onCancel={onClose}>
      <Refused error={list.error ?? error} />
      {list.isPending && <p role="status">{t('app.loading')}</p>}
      {list.data && offered.length === 0 && <p>{t('workstation.nothing_to_take')}</p>}
      <ul className="zx-workstation-take">
        {offered.map((item) => (
          <li key={item.id}>
            <span>
              {t(`workstation.kind_${item.kind}`)}　{item.title || t('submissions.untitled')}
            </span>
            <button type="button" className="zx-button" onClick={() => void bring(item)}>
              {t('workstation.take_one')}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
