import { useState } from 'react'
import type { LineAction, LineDetail } from '../../contract/exchange.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { ConfirmNodeDialog } from './ConfirmNodeDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useAct } from './use-act.ts'
import { clockOf } from './words.ts'

/** Acts that ask why; the reason stays in the record. */
const reasoned = {
  pause: client.exchange.pauseLine,
  resume: client.exchange.resumeLine,
  clearAlarm: client.exchange.clearAlarm,
  refuse: client.exchange.refuseNode,
  revoke: client.exchange.revokeNode,
} as const
type Reasoned = keyof typeof reasoned

/** What may be done to a line: the server says which. */
export function LineActs({ line }: { line: LineDetail }) {
  const [asking, setAsking] = useState<Reasoned | 'confirm'>()
  const test = useAct(() => client.exchange.testLine({ id: line.id }), {
    after: (result) =>
      result.ok
        ? say.done(
            t('exchange.test_ok', {
              ms: Math.round(result.roundTripMs ?? 0),
              clock: clockOf(result.clockOffsetMs),
            }),
          )
        : say.error(t('exchange.test_failed', { problem: result.problem ?? '' })),
  })
  const act = useAct(
    (input: { act: Reasoned; reason: string }) => reasoned[input.act]({ id: line.id, reason: input.reason }),
    {
      inline: true,
      done: t('exchange.done'),
      after: () => setAsking(undefined),
    },
  )
  const may = (action: LineAction) => line.actions.includes(action)
  return (
    <>
      {may('confirm') && (
        <button type="button" className="zx-button primary" onClick={() => setAsking('confirm')}>
          {t('exchange.do_confirm')}
        </button>
      )}
      {may('test') && (
        <button type="button" className="zx-button" disabled={test.isPending} onClick={() => test.mutate(undefined)}>
          {test.isPending ? t('exchange.testing') : t('exchange.do_test')}
        </button>
      )}
      {(Object.keys(reasoned) as Reasoned[]).filter(may).map((action) => (
        <button key={action} type="button" className="zx-button" onClick={() => setAsking(action)}>
          {t(`exchange.do_${action}`)}
        </button>
      ))}
      {asking === 'confirm' && <ConfirmNodeDialog line={line} onClose={() => setAsking(undefined)} />}
      {asking && asking !== 'confirm' && (
        <ReasonDialog
          title={t(`exchange.do_${asking}`)}
          hint={t(`exchange.hint_${asking}`)}
          danger={asking === 'revoke' || asking === 'refuse'}
          busy={act.isPending}
          error={act.error}
          onGive={(reason) => act.mutate({ act: asking, reason })}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
