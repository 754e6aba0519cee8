import { Select } from 'antd'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../app/i18n.ts'
import { Icon } from '../../ui/Icon.tsx'

export interface Choice {
  value: string
  label: string
}

export function TextField({
  label,
  value,
  onChange,
  wide,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  wide?: boolean
}) {
  return (
    <label className={wide ? 'zx-field wide' : 'zx-field'}>
      {label}
      <input className="zx-input" maxLength={120} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

/** A number, or nothing where nothing is allowed. */
export function NumberField({
  label,
  value,
  onChange,
  optional,
  step = 0.5,
}: {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
  optional?: boolean
  step?: number
}) {
  return (
    <label className="zx-field small">
      {label}
      <input
        type="number"
        className="zx-input"
        step={step}
        value={value ?? ''}
        onChange={(event) => {
          const text = event.target.value
          if (text === '') return onChange(optional ? undefined : 0)
          const number = Math.round(Number(text) * 1000) / 1000
          if (Number.isFinite(number)) onChange(number)
        }}
      />
    </label>
  )
}

export function ChoiceField<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: Value
  choices: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}) {
  return (
    <label className="zx-field">
      {label}
      <select className="zx-input" value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Several values of a list, or words of one's own; nothing chosen means it does not matter. */
export function ManyField({
  label,
  value,
  choices,
  onChange,
  free,
}: {
  label: string
  value: readonly string[] | undefined
  choices: readonly Choice[]
  onChange: (value: string[] | undefined) => void
  free?: boolean
}) {
  const id = useId()
  return (
    <div className="zx-field wide">
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        aria-label={label}
        mode={free ? 'tags' : 'multiple'}
        allowClear
        placeholder={t('assessment.any')}
        optionFilterProp="label"
        value={[...(value ?? [])]}
        options={[...choices]}
        onChange={(chosen: string[]) => onChange(chosen.length > 0 ? chosen : undefined)}
      />
    </div>
  )
}

export function CheckField({
  label,
  value,
  onChange,
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}) {
  return (
    <label className="zx-row">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

/** A list of parts of one kind: each with its fields, moved, taken away, added. */
export function Parts<Part>({
  title,
  hint,
  add,
  parts,
  nameOf,
  onChange,
  fresh,
  fixed,
  children,
}: {
  title: string
  hint?: string
  add: string
  parts: readonly Part[]
  nameOf: (part: Part) => string
  onChange: (parts: NoInfer<Part>[]) => void
  fresh: () => NoInfer<Part>
  /** The order says nothing, so it cannot be changed. */
  fixed?: boolean
  children: (part: Part, set: (change: Partial<Part>) => void, at: number) => ReactNode
}) {
  const swap = (at: number, by: 1 | -1) => {
    const next = [...parts]
    next.splice(at + by, 0, ...next.splice(at, 1))
    onChange(next)
  }
  return (
    <section className="zx-panel" aria-label={title}>
      <h2>{title}</h2>
      {hint && <p className="zx-quiet">{hint}</p>}
      {parts.map((part, at) => (
        <fieldset key={at} className="zx-scheme-part">
          <legend className="zx-hidden">{nameOf(part) || title}</legend>
          <div className="zx-part-head">
            <b>
              {at + 1}．{nameOf(part)}
            </b>
            <span className="space" />
            {!fixed && (
              <>
                <button
                  type="button"
                  className="zx-icon-button"
                  disabled={at === 0}
                  aria-label={t('assessment.part_up', { name: nameOf(part) })}
                  onClick={() => swap(at, -1)}
                >
                  <Icon name="up" size={14} />
                </button>
                <button
                  type="button"
                  className="zx-icon-button"
                  disabled={at === parts.length - 1}
                  aria-label={t('assessment.part_down', { name: nameOf(part) })}
                  onClick={() => swap(at, 1)}
                >
                  <Icon name="down" size={14} />
                </button>
              </>
            )}
            <button
              type="button"
              className="zx-icon-button"
              aria-label={t('assessment.part_remove', { name: nameOf(part) })}
              onClick={() => onChange(parts.filter((_, index) => index !== at))}
            >
              <Icon name="trash" size={14} />
            </button>
          </div>
          {children(
            part,
            (change) =>
              onChange(
                parts.map((one, index) =>
                  index === at ? (trimmed({ ...(one as object), ...change } as object) as Part) : one,
                ),
              ),
            at,
          )}
        </fieldset>
      ))}
      <button type="button" className="zx-button" onClick={() => onChange([...parts, fresh()])}>
        <Icon name="plus" size={16} />
        {add}
      </button>
    </section>
  )
}

/** The next free code of a kind: 'r1', 'r2' … People name parts; codes are ours. */
export function freeCode(prefix: string, taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`${prefix}${number}`)) number += 1
  return `${prefix}${number}`
}

/** Without the fields that say nothing: the shape refuses empty lists. */
export const trimmed = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value
