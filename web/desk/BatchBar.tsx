import { useState } from 'react'
import type { BatchAction, HandlingRow } from '../../contract/desk.ts'
import { client } from '../app/api.ts'
import { refusalSentence, t } from '../app/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { DecisionDialog } from './DecisionDialog.tsx'
import type { Decision } from './DecisionDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { useAct } from './use-act.ts'
import { useKeys } from './use-keys.ts'

const simple: [BatchAction, key: string][] = [
  ['receive', 'r'],
  ['shortlist', 's'],
  ['archive', 'a'],
  ['reopen', 'o'],
]
const withReason: [Decision, key: string][] = [
  ['reject', 't'],
  ['holdBack', 'h'],
  ['decline', 'd'],
]

/** What may be done with the chosen items. Each item gets its own answer; what was refused is listed with its reason. */
export function BatchBar({ rows, clear }: { rows: HandlingRow[]; clear: () => void }) {
  const [asking, setAsking] = useState<Decision | 'merge'>()
  const act = useAct((input: Parameters<typeof client.desk.batch>[0]) => client.desk.batch(input), {
    done: ({ done }) => (done > 0 ? t('desk.batch_done', { count: done }) : undefined),
    after: ({ done, rows: report }) => {
      setAsking(undefined)
      if (done === report.length) clear()
    },
  })
  const ids = (action: BatchAction) => rows.filter((row) => row.actions.includes(action)).map((row) => row.id)
  const run = (action: BatchAction) => {
    if (ids(action).length > 0) act.mutate({ action, ids: ids(action) })
  }
  const mergeable = rows.filter((row) => row.actions.includes('merge'))
  const mayMerge = mergeable.length === rows.length && rows.length > 1
  useKeys({
    ...Object.fromEntries(simple.map(([action, key]) => [key, () => run(action)])),
    ...Object.fromEntries(
      withReason.map(([action, key]) => [key, ids(action).length > 0 ? () => setAsking(action) : undefined]),
    ),
    m: mayMerge ? () => setAsking('merge') : undefined,
  })
  const refused = act.data?.rows.filter((row) => !row.ok) ?? []
  return (
    <>
      {simple.map(
        ([action]) =>
          ids(action).length > 0 && (
            <button
              key={action}
              type="button"
              className="zx-button"
              disabled={act.isPending}
              onClick={() => run(action)}
            >
              {t(`desk.${action}`)}
            </button>
          ),
      )}
      {withReason.map(
        ([action]) =>
          ids(action).length > 0 && (
            <button
              key={action}
              type="button"
              className="zx-button"
              disabled={act.isPending}
              onClick={() => setAsking(action)}
            >
              {t(`desk.${action}`)}
            </button>
          ),
      )}
      <button
        type="button"
        className="zx-button"
        disabled={!mayMerge}
        title={mayMerge ? undefined : t('desk.merge_hint')}
        onClick={() => setAsking('merge')}
      >
        {t('desk.merge')}
      </button>
      {asking === 'merge' && <MergeDialog rows={mergeable} onClose={() => setAsking(undefined)} onDone={clear} />}
      {asking !== undefined && asking !== 'merge' && (
        <DecisionDialog
          decision={asking}
          count={ids(asking).length}
          busy={act.isPending}
          error={act.error}
          onCancel={() => setAsking(undefined)}
          onDecide={(given) => act.mutate({ action: asking, ids: ids(asking), ...given })}
        />
      )}
      {refused.length > 0 && (
        <Dialog title={t('desk.batch_refused', { count: refused.length })} onCancel={act.reset} width={560}>
          <ul className="zx-desk-report">
            {refused.map((row) => (
              <li key={row.id}>
                <b>{rows.find((one) => one.id === row.id)?.title ?? row.id}</b>
                {refusalSentence(row.code ?? 'busy', row.data)}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
