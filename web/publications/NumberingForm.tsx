import { useId } from 'react'
import type { Numbering, Publication } from '../../contract/publications.ts'
import { client } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { Refused } from '../ui/Refused.tsx'
import { useAct } from './use-act.ts'
import { useDraft } from './use-draft.ts'

const parts = ['number', 'serial', 'supplement'] as const

/** 起始期号: what was issued last, on paper or here. Numbering goes on from there. */
export function NumberingForm({ publication, mayManage }: { publication: Publication; mayManage: boolean }) {
  const form = useId()
  const { draft, setDraft, take } = useDraft(wordsOf(publication.numbering), publication.version)
  const save = useAct(
    () =>
      client.publications.setNumbering({
        id: publication.id,
        year: publication.numbering.year,
        number: Number(draft.number),
        serial: Number(draft.serial),
        supplement: Number(draft.supplement),
      }),
    {
      inline: true,
      done: t('publications.numbering_saved'),
      after: (saved) => take(wordsOf(saved.numbering), saved.version),
    },
  )
  const fine = parts.every((part) => /^\d{1,5}$/u.test(draft[part]))
  return (
    <form
      className="zx-panel"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      <h2>{t('publications.numbering')}</h2>
      <p className="zx-quiet">{t('publications.numbering_hint')}</p>
      <fieldset className="zx-settings-fields three" disabled={!mayManage}>
        {parts.map((part) => (
          <div key={part}>
            <label className="zx-label" htmlFor={`${form}-${part}`}>
              {t(`publications.numbering_${part}`, { year: publication.numbering.year })}
            </label>
            <input
              id={`${form}-${part}`}
              className="zx-input"
              inputMode="numeric"
              maxLength={5}
              value={draft[part]}
              onChange={(event) => setDraft({ ...draft, [part]: event.target.value.trim() })}
            />
          </div>
        ))}
      </fieldset>
      {fine && (
        <p role="status">
          {t('publications.numbering_next', {
            year: publication.numbering.year,
            number: Number(draft.number) + 1,
            serial: Number(draft.serial) + 1,
            supplement: Number(draft.supplement) + 1,
          })}
        </p>
      )}
      <Refused error={save.error} />
      {mayManage && (
        <button type="submit" className="zx-button primary" disabled={save.isPending || !fine}>
          {t('publications.numbering_save')}
        </button>
      )}
    </form>
  )
}

const wordsOf = ({ number, serial, supplement }: Numbering) => ({
  number: String(number),
  serial: String(serial),
  supplement: String(supplement),
})
