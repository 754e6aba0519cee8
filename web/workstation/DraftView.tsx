import { useEffect, useId, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { t } from '../app/i18n.ts'
import { BodyView } from '../ui/BodyView.tsx'
import { Editor } from '../ui/Editor.tsx'
import { TitleField } from '../ui/editor/TitleField.tsx'
import type { Kit, Taken, TakenDraft } from './taken.ts'

/** Writing without a line: every change is sealed on this machine within a second. */
export function DraftView({
  draft,
  kit,
  change,
  remove,
  onOther,
}: {
  draft: TakenDraft
  kit: Kit | undefined
  change: (taken: Taken) => Promise<void>
  remove: (id: string) => Promise<void>
  onOther: (id: string) => void
}) {
  const [value, setValue] = useState(draft)
  const latest = useRef(draft)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    return change(latest.current)
  }
  const edit = (patch: Partial<TakenDraft>) => {
    latest.current = {
      ...latest.current,
      ...patch,
      state: { name: 'kept' },
      wish: 'keep',
      updatedAt: new Date().toISOString(),
    }
    setValue(latest.current)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), 700)
  }
  useEffect(() => () => void (timer.current && save()), []) // oxlint-disable-line react-hooks/exhaustive-deps -- at leaving
  const wish = (name: 'upload' | 'submit') => {
    latest.current = { ...latest.current, wish: name, state: { name: 'waiting' }, updatedAt: new Date().toISOString() }
    setValue(latest.current)
    void save()
  }
  const keepAsNew = () => {
    const copy: TakenDraft = {
      ...draft,
      id: v7(),
      baseVersion: null,
      wish: 'keep',
      state: { name: 'kept' },
      updatedAt: new Date().toISOString(),
    }
    void change(copy)
      .then(() => remove(draft.id))
      .then(() => onOther(copy.id))
  }
  const { state } = draft
  if (state.name === 'conflict')
    return (
      <div className="zx-workstation-conflict">
        <p className="zx-problem" role="alert">
          {t('workstation.conflict_hint', { by: state.by })}
        </p>
        <div className="zx-row">
          <button type="button" className="zx-button primary" onClick={keepAsNew}>
            {t('workstation.keep_as_new')}
          </button>
          <button type="button" className="zx-button" onClick={() => void remove(draft.id)}>
            {t('workstation.drop_mine')}
          </button>
        </div>
        <div className="zx-workstation-two">
          <section aria-label={t('workstation.mine')}>
            <h2>{t('workstation.mine')}</h2>
            <BodyView body={draft.body} title={draft.title} />
          </section>
          <section aria-label={t('workstation.theirs')}>
            <h2>{t('workstation.theirs')}</h2>
            <BodyView body={state.body} title={state.title} />
          </section>
        </div>
      </div>
    )
  return (
    <>
      {state.name === 'refused' && (
        <p className="zx-problem" role="alert">
          {state.sentence}
        </p>
      )}
      {state.name === 'done' && <p className="zx-strip quiet">{t('workstation.done_hint')}</p>}
      <Details value={value} kit={kit} edit={edit} />
      <Editor
        value={draft.body}
        onChange={(body) => edit({ body })}
        label={t('submissions.field.body')}
        head={<TitleField value={value.title} onChange={(title) => edit({ title })} />}
      />
      <div className="zx-row zx-workstation-acts">
        <button type="button" className="zx-button primary" onClick={() => wish('submit')}>
          {t('workstation.wish_submit')}
        </button>
        <button type="button" className="zx-button" onClick={() => wish('upload')}>
          {t('workstation.wish_upload')}
        </button>
        <button type="button" className="zx-link-button" onClick={() => void remove(draft.id)}>
          {t('workstation.remove')}
        </button>
      </div>
    </>
  )
}

function Details({
  value,
  kit,
  edit,
}: {
  value: TakenDraft
  kit: Kit | undefined
  edit: (patch: Partial<TakenDraft>) => void
}) {
  const id = useId()
  const choice = (name: 'categoryCode' | 'genreCode', offered: { code: string; name: string }[]) => (
    <label>
      {t(`workstation.${name}`)}
      <select
        className="zx-input"
        value={value[name] ?? ''}
        onChange={(event) => edit({ [name]: event.target.value || null })}
      >
        <option value="">{t('workstation.not_chosen')}</option>
        {offered.map((option) => (
          <option key={option.code} value={option.code}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <div className="zx-workstation-details">
      {choice('categoryCode', kit?.categories ?? [])}
      {choice('genreCode', kit?.genres ?? [])}
      {(['authorName', 'authorPhone'] as const).map((name) => (
        <label key={name} htmlFor={`${id}-${name}`}>
          {t(`workstation.${name}`)}
          <input
            id={`${id}-${name}`}
            className="zx-input"
            maxLength={60}
            value={value[name]}
            onChange={(event) => edit({ [name]: event.target.value })}
          />
        </label>
      ))}
    </div>
  )
}
