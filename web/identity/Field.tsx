interface FieldProps {
  id: string
  label: string
  hint?: string
  value: string
  change: (value: string) => void
  autoComplete: string
  secret?: boolean
}

/** A labelled input; a screen reader reads its hint with it. */
export function Field({ id, label, hint, value, change, autoComplete, secret }: FieldProps) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="zx-input"
        type={secret ? 'password' : 'text'}
        required
        autoComplete={autoComplete}
        aria-describedby={hint && `${id}-hint`}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </>
  )
}
