import { useId } from 'react'
import type { ReactNode } from 'react'

interface Field {
  label: string
  hint?: string
}

/** One line of text with its label. */
export function TextField({
  label,
  hint,
  value,
  onChange,
  max,
  required,
  type = 'text',
  autoFocus,
}: Field & {
  value: string
  onChange: (value: string) => void
  max: number
  required?: boolean
  type?: 'text' | 'email' | 'tel'
  autoFocus?: boolean
}) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint}>
      <input
        id={id}
        className="zx-input"
        type={type}
        maxLength={max}
        required={required}
        autoFocus={autoFocus}
        autoComplete="off"
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Labelled>
  )
}

/** A day of the browser's own calendar. */
export function DayField({
  label,
  hint,
  value,
  onChange,
  min,
  max,
}: Field & { value: string; onChange: (value: string) => void; min?: string; max?: string }) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint}>
      <input
        id={id}
        className="zx-input"
        type="date"
        min={min}
        max={max}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Labelled>
  )
}

export function ChoiceField<Value extends string>({
  label,
  hint,
  value,
  onChange,
  choices,
}: Field & { value: Value; onChange: (value: Value) => void; choices: { value: Value; label: string }[] }) {
  const id = useId()
  return (
    <Labelled id={id} label={label} hint={hint}>
      <select
        id={id}
        className="zx-input"
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelled>
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
    <label className="zx-check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

/** A label above anything that has this id. */
export function Labelled({ id, label, hint, children }: Field & { id: string; children: ReactNode }) {
  return (
    <div className="zx-field">
      <label className="zx-label" htmlFor={id}>
        {label}
      </label>
      {children}
      {hint && (
        <small id={`${id}-hint`} className="zx-quiet">
          {hint}
        </small>
      )}
    </div>
  )
}

/** Two fields side by side. */
export const Pair = ({ children }: { children: ReactNode }) => <div className="zx-pair">{children}</div>
