import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Piece } from '../../contract/desk.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'

/** 并入来稿: further items join this piece; their texts come as sections at its end. */
export function AddSourceDialog({ piece, version, onClose }: { piece: Piece; version: number; onClose: () => void }) {
  const [search, setSearch] = useState('')
  const [passages, setPassages] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const found = useQuery(
    api.desk.inbox.queryOptions({ input: { officeId: piece.officeId, search: search || undefined, limit: 50 } }),
  )
  const items = (found.data?.items ?? []).filter((row) => row.actions.includes('merge') && row.pieceId !== piece.id)
  const add = useAct(
    () =>
      client.desk.merge({
        pieceId: piece.id,
        baseVersion: version,
        passages,
        sources: chosen.map((handlingId) => ({ handlingId, role: 'other', weight: 1 })),
      }),
    { inline: true, done: t('desk.merged'), after: onClose },
  )
  return (
    <Dialog
      title={t('desk.add_source')}
      confirm={t('desk.merge')}
      busy={add.isPending}
      disabled={chosen.length === 0}
      onConfirm={() => add.mutate(undefined)}
      onCancel={onClose}
      width={640}
    >
      <input
        className="zx-input"
        type="search"
        aria-label={t('desk.search_hint')}
        placeholder={t('desk.search_hint')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="zx-desk-choose" aria-busy={found.isFetching}>
        {items.map((row) => (
          <label key={row.id}>
            <input
              type="checkbox"
              checked={chosen.includes(row.id)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
              }
            />
            <b>{row.title}</b>
            <span className="zx-quiet">{row.sourceUnitName}</span>
          </label>
        ))}
        {found.isSuccess && items.length === 0 && <p className="zx-quiet">{t('desk.nothing_to_merge')}</p>}
      </div>
      <fieldset className="zx-desk-how">
        <legend>{t('desk.merge_how')}</legend>
        {([false, true] as const).map((each) => (
          <label key={String(each)}>
            <input type="radio" name="how" checked={passages === each} onChange={() => setPassages(each)} />{' '}
            {t(each ? 'desk.merge_passages' : 'desk.merge_whole')}
          </label>
        ))}
      </fieldset>
      <Refused error={found.error ?? add.error} />
    </Dialog>
  )
}
