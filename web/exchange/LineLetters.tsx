import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LineDetail, LineLetter } from '../../contract/exchange.ts'
import { api, client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatDateTime, formatSize } from '../ui/format.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useAct } from './use-act.ts'
import { useEvidence } from './use-evidence.ts'
import { letterOf, reasonOf } from './words.ts'

/** The letters of a line by kind, units and state; never their content. */
export function LineLetters({ line }: { line: LineDetail }) {
  const [waitingOnly, setWaitingOnly] = useState(true)
  const [resending, setResending] = useState<LineLetter>()
  const list = useQuery(
    api.exchange.lineLetters.queryOptions({
      input: { id: line.id, waitingOnly, limit: 50 },
      placeholderData: keepPreviousData,
      refetchInterval: 5000,
    }),
  )
  const resend = useAct(
    (reason: string) => client.exchange.resendLetter({ id: line.id, letterId: resending!.id, reason }),
    { inline: true, done: t('exchange.resent'), after: () => setResending(undefined) },
  )
  const evidence = useEvidence(line.id)
  const letters = list.data?.items ?? []
  return (
    <section className="zx-panel zx-lines-panel" aria-labelledby="line-letters">
      <div className="zx-panel-head">
        <h2 id="line-letters">{t('exchange.letters')}</h2>
        <label>
          <input type="checkbox" checked={waitingOnly} onChange={(event) => setWaitingOnly(event.target.checked)} />{' '}
          {t('exchange.waiting_only')}
        </label>
      </div>
      <Refused error={list.error ?? evidence.error} />
      {list.data && letters.length === 0 && <p className="zx-quiet">{t('exchange.no_letters')}</p>}
      {letters.length > 0 && (
        <table className="zx-lines">
          <thead>
            <tr>
              <th>{t('exchange.letter')}</th>
              <th>{t('exchange.from_to')}</th>
              <th>{t('exchange.queued')}</th>
              <th className="right">{t('exchange.number')}</th>
              <th className="right">{t('exchange.size')}</th>
              <th>{t('exchange.state')}</th>
              <th aria-label={t('exchange.acts')} />
            </tr>
          </thead>
          <tbody>
            {letters.map((letter) => (
              <tr key={letter.id}>
                <td>{letterOf(letter.kind)}</td>
                <td>
                  {letter.fromUnitName} → {letter.toUnitName}
                </td>
                <td>{formatDateTime(letter.queuedAt)}</td>
                <td className="right">{letter.seq ?? '—'}</td>
                <td className="right">{letter.bytes === null ? '—' : formatSize(letter.bytes)}</td>
                <td>
                  <LetterState letter={letter} />
                </td>
                <td className="right">
                  {line.actions.includes('resend') && letter.ackedAt && (
                    <button type="button" className="zx-link-button" onClick={() => setResending(letter)}>
                      {t('exchange.do_resend')}
                    </button>
                  )}{' '}
                  {line.actions.includes('exportEvidence') && letter.seq !== null && (
                    <button
                      type="button"
                      className="zx-link-button"
                      disabled={evidence.isPending}
                      onClick={() => evidence.mutate({ direction: 'sent', letterId: letter.id })}
                    >
                      {t('exchange.do_exportEvidence')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {resending && (
        <ReasonDialog
          title={t('exchange.do_resend')}
          hint={t('exchange.hint_resend')}
          busy={resend.isPending}
          error={resend.error}
          onGive={(reason) => resend.mutate(reason)}
          onCancel={() => setResending(undefined)}
        />
      )}
    </section>
  )
}

function LetterState({ letter }: { letter: LineLetter }) {
  if (letter.rejected)
    return <StateTag tone="red">{t('exchange.letter_refused', { reason: reasonOf(letter.rejected) })}</StateTag>
  if (letter.ackedAt)
    return <StateTag tone="green">{t('exchange.letter_delivered', { at: formatDateTime(letter.ackedAt) })}</StateTag>
  if (letter.filesMissing > 0)
    return <StateTag tone="amber">{t('exchange.letter_files', { count: letter.filesMissing })}</StateTag>
  return (
    <StateTag tone="blue">{t(letter.seq === null ? 'exchange.letter_queued' : 'exchange.letter_on_the_way')}</StateTag>
  )
}
