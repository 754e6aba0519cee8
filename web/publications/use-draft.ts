import { useState } from 'react'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * What is typed in a form over one part of a record, and the version of the record it stands on. When others change the record,
 * a form that nobody has touched shows it; one with something typed keeps it, and moves on only while its own part is as it was.
 */
export function useDraft<Part>(stored: Part, version: number) {
  const [base, setBase] = useState({ stored, version })
  const [draft, setDraft] = useState(stored)
  const take = (part: Part, newest: number) => {
    setBase({ stored: part, version: newest })
    setDraft(part)
  }
  if (version > base.version) {
    if (same(draft, base.stored)) take(stored, version)
    else if (same(stored, base.stored)) setBase({ stored, version })
  }
  return { draft, setDraft, version: base.version, take, takeNewest: () => take(stored, version) }
}
