import { useId, useState } from 'react'
import type { HandlingRow } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useGo } from '../app/links.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'
import { deskPaths } from './paths.ts'
import { SourceTable } from './SourceTable.tsx'
import type { SourceLine } from './SourceTable.tsx'
import { useAct } from './use-act.ts'

/** 合并: which item leads, in which order, with which weight; then the piece opens with their texts as sections. */
export function MergeDialog({
  rows,
  onClose,
  onDone,
}: {
  rows: HandlingRow[]
  onClose: () => void
  onDone: () => void
}) {
  const go = useGo()
  const id = useId()
  const [lines, setLines] = useState<SourceLine[]>(() =>
    rows.map((row, index) => ({
      handlingId: row.id,
      title: row.title,
      unitName: row.sourceUnitName,
      role: index === 0 ? 'lead' : 'other',
      weight: 1,
    })),
  )
  const [passages, setPassages] = useState(false)
  const [title, setTitle] = useState(rows[0]?.title ?? '')
  const merge = useAct(
    () =>
      client.desk.merge({
        title,
        passages,
        sources: lines.map(({ handlingId, role, weight }) => ({ handlingId, role, weight })),
      }),
    {
      inline: true,
      done: t('desk.merged'),
      after: ({ pieceId }) => {
        onDone()
        go(deskPaths.piece(pieceId))
      },
    },
  )
  return (
    <Dialog
      title={t('desk.merge_title', { count: rows.length })}
      confirm={t('desk.merge')}
      busy={merge.isPending}
      onConfirm={() => merge.mutate(undefined)}
      onCancel={onClose}
      width={760}
    >
      <label className="zx-label" htmlFor={`${id}-title`}>
        {t('desk.merge_name')}
      </label>
      <input
        id={`${id}-title`}
        className="zx-input"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <SourceTable lines={lines} onChange={setLines} />
      <fieldset className="zx-desk-how">
        <legend>{t('desk.merge_how')}</legend>
        {([false, true] as const).map((each) => (
          <label key={String(each)}>
            <input type="radio" name="how" checked={passages === each} onChange={() => setPassages(each)} />{' '}
            {t(each ? 'desk.merge_passages' : 'desk.merge_whole')}
          </label>
        ))}
      </fieldset>
      <p className="zx-quiet">{t('desk.merge_credit')}</p>
      <Refused error={merge.error} />
    </Dialog>
  )
}
