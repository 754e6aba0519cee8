import { useState } from 'react'
import type { LineAction, LineDetail } from '../../contract/exchange.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { useProof } from '../identity/index.tsx'
import { say } from '../ui/Messages.tsx'
import { ConfirmNodeDialog } from './ConfirmNodeDialog.tsx'
import { EvidenceDialog } from './EvidenceDialog.tsx'
import { ImportFileDialog } from './ImportFileDialog.tsx'
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
  exportFile: client.exchange.exportFile,
} as const
type Reasoned = keyof typeof reasoned
const everyday = ['pause', 'resume', 'clearAlarm', 'exportFile'] as const satisfies Reasoned[]
/** What cannot be taken back stands last. */
const final = ['refuse', 'revoke'] as const satisfies Reasoned[]

/** What may be done to a line: the server says which. */
export function LineActs({ line }: { line: LineDetail }) {
  const [asking, setAsking] = useState<Reasoned | 'confirm' | 'importFile' | 'exportEvidence'>()
  const { withProof, dialog } = useProof()
  const test = useAct(() => client.exchange.testLine({ id: line.id }), {
    after: (result) =>
      result.ok
        ? say.done(
            result.roundTripMs === null
              ? t('exchange.test_ok_below')
              : t('exchange.test_ok', {
                  ms: Math.round(result.roundTripMs ?? 0),
                  clock: clockOf(result.clockOffsetMs),
                }),
          )
        : say.error(t('exchange.test_failed', { problem: result.problem ?? '' })),
  })
  const act = useAct(
    (input: { act: Reasoned; reason: string }) =>
      withProof<object>(() => reasoned[input.act]({ id: line.id, reason: input.reason })),
    {
      inline: true,
      after: (made) => {
        setAsking(undefined)
        if (!('fileId' in made)) return say.done(t('exchange.done'))
        const { fileId, name, letters, files } = made as Made
        saveFile(line.id, fileId, name)
        say.done(t('exchange.exported', { letters, files }))
      },
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
      {everyday.filter(may).map((action) => (
        <button key={action} type="button" className="zx-button" onClick={() => setAsking(action)}>
          {t(`exchange.do_${action}`)}
        </button>
      ))}
      {may('importFile') && (
        <button type="button" className="zx-button" onClick={() => setAsking('importFile')}>
          {t('exchange.do_importFile')}
        </button>
      )}
      {may('exportEvidence') && (
        <button type="button" className="zx-button" onClick={() => setAsking('exportEvidence')}>
          {t('exchange.do_exportEvidence')}
        </button>
      )}
      {final.filter(may).map((action) => (
        <button key={action} type="button" className="zx-button danger" onClick={() => setAsking(action)}>
          {t(`exchange.do_${action}`)}
        </button>
      ))}
      {dialog}
      {asking === 'exportEvidence' && <EvidenceDialog line={line} onClose={() => setAsking(undefined)} />}
      {asking === 'importFile' && <ImportFileDialog line={line} onClose={() => setAsking(undefined)} />}
      {asking === 'confirm' && <ConfirmNodeDialog line={line} onClose={() => setAsking(undefined)} />}
      {asking && asking !== 'confirm' && asking !== 'importFile' && asking !== 'exportEvidence' && (
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

type Made = Awaited<ReturnType<typeof client.exchange.exportFile>>

/** The browser saves it: 摆渡文件 for the medium. */
function saveFile(lineId: string, fileId: string, name: string) {
  const link = document.createElement('a')
  link.href = `/exchange/lines/${lineId}/carried/${fileId}?name=${encodeURIComponent(name)}`
  link.download = name
  link.click()
}
