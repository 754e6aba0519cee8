import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ChangeEvent, FormEvent } from 'react'
import { WordEffect, WordKind } from '../../contract/wording.ts'
import type { WordList } from '../../contract/wording.ts'
import { api, refetchModules } from '../app/api.ts'
import { t } from '../app/i18n.ts'
import { say } from '../ui/Messages.tsx'
import { Refused, useRefusal } from '../ui/Refused.tsx'
import { formatDateTime } from '../ui/format.ts'
import { decodeList, readLines, writeLines } from './lines.ts'

/** One list: its effect, and its words, a line each. A text file is read into the lines and saved only by 保存. */
export function WordListForm({ list }: { list: WordList }) {
  const [head, setHead] = useState({ name: list.name, kind: list.kind, effect: list.effect, active: list.active })
  const [lines, setLines] = useState(writeLines(list.words))
  const id = useId()
  const refusal = useRefusal('inline')
  const save = useMutation(
    api.wording.saveList.mutationOptions({
      onMutate: refusal.clear,
      onError: refusal.show,
      onSuccess: async (saved) => {
        say.done(t('wording.saved', { name: saved.name, count: saved.words.length }))
        await refetchModules('wording')
      },
    }),
  )
  const { words, problems } = readLines(lines)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problems.length === 0) save.mutate({ id: list.id, version: list.version, ...head, words })
  }
  const importFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    const before = new Set(words.map(({ word }) => word))
    const more = readLines(decodeList(await file.arrayBuffer())).words.filter(({ word }) => !before.has(word))
    setLines(writeLines([...words, ...more]))
    say.done(t('wording.imported', { count: more.length }))
  }
  return (
    <form className="zx-panel zx-form" onSubmit={submit}>
      <label className="zx-label" htmlFor={`${id}-name`}>
        {t('wording.name')}
      </label>
      <input
        id={`${id}-name`}
        className="zx-input"
        maxLength={40}
        required
        value={head.name}
        onChange={(event) => setHead({ ...head, name: event.target.value })}
      />
      <div className="zx-row">
        <label>
          {t('wording.kind')}{' '}
          <select
            className="zx-input"
            value={head.kind}
            onChange={(event) => setHead({ ...head, kind: WordKind.parse(event.target.value) })}
          >
            {WordKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {t(`wording.kind_${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('wording.effect')}{' '}
          <select
            className="zx-input"
            value={head.effect}
            onChange={(event) => setHead({ ...head, effect: WordEffect.parse(event.target.value) })}
          >
            {WordEffect.options.map((effect) => (
              <option key={effect} value={effect}>
                {t(`wording.effect_${effect}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="zx-check">
          <input
            type="checkbox"
            checked={head.active}
            onChange={(event) => setHead({ ...head, active: event.target.checked })}
          />
          {t('wording.active')}
        </label>
      </div>
      <small>{t(`wording.effect_${head.effect}_hint`)}</small>
      <label className="zx-label" htmlFor={`${id}-words`}>
        {t('wording.words', { count: words.length })}
      </label>
      <textarea
        id={`${id}-words`}
        className="zx-input"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        aria-invalid={problems.length > 0}
        value={lines}
        onChange={(event) => setLines(event.target.value)}
      />
      <small id={`${id}-hint`}>{t('wording.words_hint')}</small>
      {problems.length > 0 && (
        <p className="zx-problem" role="alert">
          {t('wording.bad_lines', { lines: problems.slice(0, 10).join('、') })}
        </p>
      )}
      <Refused error={refusal.error} />
      <div className="zx-row">
        <button type="submit" className="zx-button primary" disabled={save.isPending}>
          {t('wording.save')}
        </button>
        <label className="zx-button">
          {t('wording.import')}
          <input type="file" accept=".txt,.csv,text/plain" hidden onChange={(event) => void importFile(event)} />
        </label>
        {list.version > 0 && (
          <span className="zx-quiet">
            {t('wording.updated', { name: list.updatedByName, at: formatDateTime(list.updatedAt) })}
          </span>
        )}
      </div>
    </form>
  )
}
