import { useId } from 'react'
import type { FileRef } from '../../contract/common.ts'
import type { DirectiveType, DirectiveWay } from '../../contract/directives.letters.ts'
import { t } from '../app/i18n.ts'
import { FileUpload } from '../ui/FileUpload.tsx'
import { dayOf } from '../ui/format.ts'
import { ActInput } from './ActDialog.tsx'
import { Handwriting } from './Handwriting.tsx'
import { directiveTypes, typeWord } from './words.ts'

export interface Words {
  way: DirectiveWay
  type: DirectiveType
  text: string
  passage: string
  directedOn: string
  files: FileRef[]
  picture: Blob | null
}

export const noWords = (passage = ''): Words => ({
  way: 'typed',
  type: 'act',
  text: '',
  passage,
  directedOn: dayOf(new Date()),
  files: [],
  picture: null,
})

/** Enough to hand in: words, or a picture of them. */
export const isWritten = (words: Words) =>
  words.way === 'typed'
    ? words.text.trim() !== ''
    : words.way === 'handwritten'
      ? words.picture !== null
      : words.files.length > 0

const ways: DirectiveWay[] = ['typed', 'handwritten', 'photographed']

/** What a leader wrote: typed, by hand, or photographed with its transcription. */
export function WordsFields({
  words,
  onChange,
  withDay,
}: {
  words: Words
  onChange: (words: Words) => void
  withDay?: boolean
}) {
  const id = useId()
  return (
    <>
      <div className="zx-tabs" role="radiogroup" aria-label={t('directives.way')}>
        {ways.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name={`${id}-way`}
              checked={words.way === way}
              onChange={() => onChange({ ...words, way, picture: null })}
            />
            {t(`directives.way_${way}`)}
          </label>
        ))}
      </div>
      {words.way === 'handwritten' && <Handwriting onChange={(picture) => onChange({ ...words, picture })} />}
      {words.way === 'photographed' && (
        <div className="zx-act-field">
          <span className="zx-label">{t('directives.photo')}</span>
          <FileUpload files={words.files} accept="image/*,.pdf" onChange={(files) => onChange({ ...words, files })} />
        </div>
      )}
      <ActInput
        field={{
          key: 'text',
          label: words.way === 'typed' ? t('directives.text') : t('directives.transcription'),
          kind: 'area',
          required: words.way === 'typed',
          max: 2000,
          hint: words.way === 'typed' ? undefined : t('directives.transcription_hint'),
        }}
        value={words.text}
        onChange={(text) => onChange({ ...words, text })}
      />
      <fieldset className="zx-choices">
        <legend className="zx-label">{t('directives.type')}</legend>
        {directiveTypes.map((type) => (
          <label key={type}>
            <input
              type="radio"
              name={`${id}-type`}
              checked={words.type === type}
              onChange={() => onChange({ ...words, type })}
            />
            {typeWord(type)}
          </label>
        ))}
      </fieldset>
      <div className={withDay ? 'zx-act-pair' : undefined}>
        <ActInput
          field={{ key: 'passage', label: t('directives.passage'), kind: 'line', max: 500 }}
          value={words.passage}
          onChange={(passage) => onChange({ ...words, passage })}
        />
        {withDay && (
          <ActInput
            field={{ key: 'day', label: t('directives.directed_on'), kind: 'day', required: true }}
            value={words.directedOn}
            onChange={(directedOn) => onChange({ ...words, directedOn })}
          />
        )}
      </div>
    </>
  )
}
