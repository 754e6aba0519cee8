import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Copy, CopySettlement } from '../../contract/publications-copies.ts'
import type { Issue } from '../../contract/publications.ts'
import { api } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { StateTag } from '../ui/StateTag.tsx'
import { formatShort } from '../ui/format.ts'
import { GiveCopiesDialog, NumberCopiesDialog, SettleCopiesDialog } from './CopyDialogs.tsx'
import { copyTones } from './words.ts'

/** 份号登记 (SEC-25): the numbered prints of this issue, who holds each, and what became of it. */
export function CopiesPanel({ issue }: { issue: Issue }) {
  const { data } = useQuery(api.publications.copies.queryOptions({ input: { id: issue.id } }))
  const [asking, setAsking] = useState<'number' | 'give' | CopySettlement>()
  const [chosen, setChosen] = useState<string[]>([])
  const close = () => setAsking(undefined)
  if (!data) return null
  const picked = data.items.filter((copy) => chosen.includes(copy.id))
  const may = (what: Copy['actions'][number]) =>
    picked.length > 0 && picked.every((copy) => copy.actions.includes(what))
  const flip = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const keeps = data.mayKeep && issue.status !== 'voided'
  return (
    <section className="zx-panel zx-copies" aria-label={t('publications.copies')}>
      <h2>{t('publications.copies')}</h2>
      <p className="zx-quiet">
        {data.items.length === 0
          ? t('publications.copies_none')
          : t('publications.copies_counts', {
              count: data.items.length,
              held: data.counts.held,
              free: data.counts.inStock + data.counts.returned,
              missing: data.counts.missing,
            })}
      </p>
      {data.items.length > 0 && (
        <ul>
          {data.items.map((copy) => (
            <li key={copy.id}>
              <label>
                {data.mayKeep && (
                  <input
                    type="checkbox"
                    checked={chosen.includes(copy.id)}
                    disabled={copy.actions.length === 0}
                    aria-label={t('publications.copy_choose', { mark: copy.mark })}
                    onChange={() => flip(copy.id)}
                  />
                )}
                <b>{copy.mark}</b>
              </label>
              <span className="zx-copies-holder">
                {copy.holder}
                <span className="zx-quiet">{formatShort(copy.settledAt ?? copy.givenAt)}</span>
                {copy.note && <span className="zx-quiet">{copy.note}</span>}
              </span>
              <StateTag tone={copyTones[copy.status]}>{t(`publications.copy_${copy.status}`)}</StateTag>
              {keeps && (copy.status === 'held' || copy.status === 'inStock') && (
                <a
                  href={`/issue-copies/${copy.id}/pdf`}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t('publications.copy_print', { mark: copy.mark })}
                  title={t('publications.copy_print', { mark: copy.mark })}
                >
                  <Icon name="print" size={16} />
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {data.mayKeep && (
        <div className="zx-row">
          {keeps && (
            <button type="button" className="zx-button" onClick={() => setAsking('number')}>
              {t('publications.copies_number')}
            </button>
          )}
          {keeps && data.items.some((copy) => copy.actions.includes('give')) && (
            <button type="button" className="zx-button" onClick={() => setAsking('give')}>
              {t('publications.copies_give')}
            </button>
          )}
          {(['takeBack', 'reportMissing', 'destroy'] as const).map(
            (what) =>
              may(what) && (
                <button key={what} type="button" className="zx-button" onClick={() => setAsking(what)}>
                  {t(`publications.copies_${what}`)}
                </button>
              ),
          )}
        </div>
      )}
      {asking === 'number' && <NumberCopiesDialog issue={issue} onClose={close} />}
      {asking === 'give' && <GiveCopiesDialog issue={issue} onClose={close} />}
      {asking !== undefined && asking !== 'number' && asking !== 'give' && (
        <SettleCopiesDialog
          issue={issue}
          copies={picked}
          settlement={asking}
          onClose={() => {
            setChosen([])
            close()
          }}
        />
      )}
    </section>
  )
}
